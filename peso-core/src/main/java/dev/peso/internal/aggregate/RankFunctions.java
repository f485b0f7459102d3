package dev.peso.internal.aggregate;

import static dev.peso.internal.kernel.Signatures.FLOAT;
import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.badConstant;
import static dev.peso.internal.kernel.Signatures.resolver;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Signatures.Param;

/// Medians and quantiles, exact and estimated.
final class RankFunctions {
    /// Times, timestamps and durations, as they are; dates as timestamps, as a quantile or mean may lie between two days.
    static final Param TIME = new Param("date, time, timestamp or duration", DataType.TIMESTAMP,
            DataType::isTemporal, t -> t == DataType.DATE ? DataType.TIMESTAMP : t);
    /// A list of numbers, as it is.
    private static final Param LIST = new Param("list of float64", DataType.list(DataType.FLOAT64),
            t -> t instanceof DataType.ListOf(DataType element) && element.isNumeric());
    private static final DataType FLOATS = DataType.list(DataType.FLOAT64);

    private RankFunctions() {}

    static void register(Aggregates.Registrar registrar) {
        registrar.add(new AggregateFunction("median",
                resolver("median", takes(FLOAT).returns(DataType.FLOAT64), takes(TIME),
                        takes(PickFunctions.ORDERED)),
                (args, result) -> quantile(args, result, new double[]{0.5})));
        registrar.add(new AggregateFunction("quantile", resolver("quantile", RankFunctions::check,
                takes(FLOAT, FLOAT).optional(INT).returns(DataType.FLOAT64),
                takes(FLOAT, LIST).optional(INT).returns(FLOATS),
                takes(TIME, FLOAT).returns(List::getFirst)),
                (args, result) -> quantile(args, result, positions("quantile", args.get(1)))),
                "quantile_cont",
                "percentile_cont");
        registrar.add(new AggregateFunction("quantile_disc",
                resolver("quantile_disc", args -> positions("quantile_disc", args.get(1)),
                        takes(PickFunctions.ORDERED, FLOAT).returns(List::getFirst),
                        takes(PickFunctions.ORDERED, LIST).returns(t -> DataType.list(t.getFirst()))),
                (args, _) -> RankedValue.quantiles(args.getFirst().type(),
                        positions("quantile_disc", args.get(1)),
                        isList(args.get(1)))),
                "percentile_disc");
        registrar.add(new AggregateFunction("approx_quantile",
                resolver("approx_quantile", args -> positions("approx_quantile", args.get(1)),
                        takes(FLOAT, FLOAT).returns(DataType.FLOAT64), takes(FLOAT, LIST).returns(FLOATS)),
                (args, _) -> new QuantileSketch(positions("approx_quantile", args.get(1)),
                        isList(args.get(1)))));
        registrar.add(new AggregateFunction("approx_median",
                resolver("approx_median", takes(FLOAT).returns(DataType.FLOAT64)),
                (_, _) -> new QuantileSketch(new double[]{0.5}, false)));
        registrar.add(new AggregateFunction("mad", resolver("mad", takes(FLOAT).returns(DataType.FLOAT64)),
                (_, _) -> new FloatQuantile()));
    }

    private static boolean isList(CheckedExpr arg) {
        return arg.type() instanceof DataType.ListOf;
    }

    private static Accumulator quantile(List<CheckedExpr> args, DataType result, double[] positions) {
        if (!result.isTemporal() && !args.getFirst().type().isFloat()) {
            return RankedValue.quantiles(result, positions, false);
        }
        if (result.isTemporal()) {
            return new TimeQuantile(result, positions[0]);
        }
        int type = args.size() > 2 && Constants.value(args.get(2)) instanceof Number n ? n.intValue() : 7;
        return new FloatQuantile(positions, result instanceof DataType.ListOf, type);
    }

    private static void check(List<CheckedExpr> args) {
        positions("quantile", args.get(1));
        if (args.size() > 2
                && !(Constants.value(args.get(2)) instanceof Number n && n.longValue() >= 1
                        && n.longValue() <= 9)) {
            throw badConstant("quantile", "the type must be a constant in [1, 9], got " + args.get(2));
        }
    }

    private static double[] positions(String name, CheckedExpr arg) {
        double[] positions = Constants.numbers(arg);
        if (positions == null) {
            throw badConstant(name, "the position must be a constant number or list of numbers, got " + arg);
        }
        for (double position : positions) {
            if (!(position >= 0 && position <= 1)) {
                throw badConstant(name, "the position must be in [0, 1], got " + position);
            }
        }
        return positions;
    }
}
