package dev.peso.internal.aggregate;

import static dev.peso.internal.kernel.Signatures.ANY;
import static dev.peso.internal.kernel.Signatures.BOOL;
import static dev.peso.internal.kernel.Signatures.DURATION;
import static dev.peso.internal.kernel.Signatures.FLOAT;
import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.resolver;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Signatures.Param;

/// Counts, sums, means and folds of bits.
final class SumFunctions {
    /// Any integer, as it is.
    private static final Param WHOLE = new Param("integer", DataType.INT64, INT.fits());
    private static final Param DECIMAL = new Param("decimal", DataType.decimal(38, 0),
            t -> t instanceof DataType.Decimal);

    private SumFunctions() {}

    /// The two that most programs start with.
    static void registerFirst(Aggregates.Registrar registrar) {
        registrar.add(new AggregateFunction("count",
                resolver("count", takes().returns(DataType.INT64), takes(ANY).returns(DataType.INT64)),
                (args, _) -> new Counts(
                        args.isEmpty() || isConstant(args) ? Counts.Of.ROWS : Counts.Of.VALUES, false)),
                "count_star");
        registrar.add(new AggregateFunction("sum", resolver("sum",
                takes(WHOLE).returns(DataType.INT64),
                takes(DECIMAL).returns(t -> DataType.decimal(38, scale(t.getFirst()))),
                takes(FLOAT).returns(DataType.FLOAT64),
                takes(DURATION),
                takes(BOOL).returns(DataType.INT64)), (args, result) -> sum(args, result, false)));
    }

    static void register(Aggregates.Registrar registrar) {
        registrar.add(
                new AggregateFunction("count_if", resolver("count_if", takes(BOOL).returns(DataType.INT64)),
                        (_, _) -> new Counts(Counts.Of.TRUE, false)),
                "countif");
        registrar.add(new AggregateFunction("mean", resolver("mean",
                takes(WHOLE).returns(DataType.FLOAT64),
                takes(DECIMAL).returns(DataType.FLOAT64),
                takes(FLOAT).returns(DataType.FLOAT64),
                takes(RankFunctions.TIME)), (args, result) -> sum(args, result, true)), "avg");
        registrar.add(new AggregateFunction("fsum", resolver("fsum", takes(FLOAT).returns(DataType.FLOAT64)),
                (_, _) -> new FloatSum(false)), "kahan_sum", "sumkahan");
        registrar.add(new AggregateFunction("geometric_mean",
                resolver("geometric_mean", takes(FLOAT).returns(DataType.FLOAT64)),
                (_, _) -> new GeometricMean()), "geomean");
        registrar.add(new AggregateFunction("weighted_avg",
                resolver("weighted_avg", takes(FLOAT, FLOAT).returns(DataType.FLOAT64)),
                (_, _) -> new WeightedMean()), "wavg");
        registrar.add(
                new AggregateFunction("product", resolver("product", takes(FLOAT).returns(DataType.FLOAT64)),
                        (_, _) -> new Product()));
        bits(registrar, "bit_and", BitFold.Of.AND);
        bits(registrar, "bit_or", BitFold.Of.OR);
        bits(registrar, "bit_xor", BitFold.Of.XOR);
        registrar.add(logic("bool_and", BitFold.Of.AND), "all", "every", "logical_and");
        registrar.add(logic("bool_or", BitFold.Of.OR), "any", "some", "logical_or");
    }

    private static boolean isConstant(List<CheckedExpr> args) {
        return args.getFirst() instanceof CheckedExpr.Const(Object value, DataType _) && value != null;
    }

    private static int scale(DataType type) {
        return type instanceof DataType.Decimal d ? d.scale() : 0;
    }

    private static Accumulator sum(List<CheckedExpr> args, DataType result, boolean mean) {
        DataType type = args.getFirst().type();
        if (type == DataType.BOOLEAN) {
            return new Counts(Counts.Of.TRUE, true);
        }
        if (type.isFloat()) {
            return new FloatSum(mean);
        }
        return type instanceof DataType.Decimal d && !d.isCompact()
                ? new WideSum(result, d.scale())
                : new WholeSum(result, scale(type), mean);
    }

    private static void bits(Aggregates.Registrar registrar, String name, BitFold.Of of) {
        registrar.add(new AggregateFunction(name, resolver(name, takes(WHOLE)),
                (_, result) -> new BitFold(result, of)));
    }

    private static AggregateFunction logic(String name, BitFold.Of of) {
        return new AggregateFunction(name, resolver(name, takes(BOOL).returns(DataType.BOOLEAN)),
                (_, result) -> new BitFold(result, of));
    }
}
