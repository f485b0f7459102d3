package dev.peso.internal.aggregate;

import static dev.peso.internal.kernel.Signatures.ANY;
import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.badConstant;
import static dev.peso.internal.kernel.Signatures.resolver;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;

/// Aggregates that collect values, and those over distinct values.
final class CollectFunctions {
    private CollectFunctions() {}

    static void register(Aggregates.Registrar registrar) {
        registrar.add(new AggregateFunction("collect_list",
                resolver("collect_list", takes(ANY).returns(t -> DataType.list(t.getFirst()))),
                (_, result) -> new Collect(result)), "list", "array_agg");
        registrar.add(new AggregateFunction("string_agg",
                resolver("string_agg", CollectFunctions::separator,
                        takes(TEXT).optional(TEXT).returns(DataType.UTF8)),
                (args, _) -> new StringAgg(separator(args))), "group_concat", "listagg");
        registrar.add(counted("count_distinct", CountedFold.Of.COUNT_DISTINCT, DataType.INT64));
        registrar.add(new AggregateFunction("mode", resolver("mode", takes(ANY)),
                (args, result) -> new CountedFold(CountedFold.Of.MODE, types(args), result)));
        registrar.add(new AggregateFunction("most_frequent",
                resolver("most_frequent", args -> PickFunctions.count("most_frequent", args.get(1)),
                        takes(ANY, INT).returns(t -> DataType.list(t.getFirst()))),
                (args, result) -> new CountedFold(CountedFold.Of.MOST_FREQUENT, types(args.subList(0, 1)),
                        result,
                        PickFunctions.count("most_frequent", args.get(1)))),
                "approx_top_k");
        registrar.add(counted("entropy", CountedFold.Of.ENTROPY, DataType.FLOAT64));
        registrar.add(new AggregateFunction("histogram",
                resolver("histogram",
                        takes(PickFunctions.ORDERED)
                                .returns(t -> DataType.map(t.getFirst(), DataType.INT64))),
                (args, result) -> new CountedFold(CountedFold.Of.HISTOGRAM, types(args), result)));
        registrar.add(new AggregateFunction("approx_count_distinct",
                resolver("approx_count_distinct", takes(ANY).returns(DataType.INT64)),
                (_, _) -> new DistinctSketch()));
    }

    private static AggregateFunction counted(String name, CountedFold.Of of, DataType result) {
        return new AggregateFunction(name, resolver(name, takes(ANY).repeated().returns(result)),
                (args, type) -> new CountedFold(of, types(args), type));
    }

    private static List<DataType> types(List<CheckedExpr> args) {
        return args.stream().map(CheckedExpr::type).toList();
    }

    private static @Nullable String separator(List<CheckedExpr> args) {
        if (args.size() < 2) {
            return ",";
        }
        if (Constants.isNull(args.get(1))) {
            return null;
        }
        if (Constants.value(args.get(1)) instanceof String text) {
            return text;
        }
        throw badConstant("string_agg", "the separator must be a constant text, got " + args.get(1));
    }
}
