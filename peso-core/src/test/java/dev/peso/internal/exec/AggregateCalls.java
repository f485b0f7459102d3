package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.aggregate.AggregateFunction;
import dev.peso.internal.aggregate.Aggregates;
import dev.peso.internal.column.Table;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.plan.CheckedPlan.AggregateCall;
import dev.peso.internal.plan.CheckedPlan.SortKey;

/// Aggregations of tables, checked as the analyzer does it.
final class AggregateCalls {
    /// Sizes that send a few rows through every step.
    static final HashAggregateOperator.Sizes TINY = new HashAggregateOperator.Sizes(1, 0, 8, 16, 1);

    private AggregateCalls() {}

    static CheckedExpr.Ref ref(Table table, String name) {
        int index = table.schema().names().indexOf(name);
        return new CheckedExpr.Ref(index, table.schema().field(index).type(), name);
    }

    static CheckedExpr constant(Object value, DataType type) {
        return new CheckedExpr.Const(value, type);
    }

    static AggregateCall call(String name, CheckedExpr... args) {
        return call(name, false, null, List.of(), args);
    }

    static AggregateCall call(String name, boolean distinct, @Nullable CheckedExpr filter,
            List<SortKey> order,
            CheckedExpr... args) {
        AggregateFunction function = Objects.requireNonNull(Aggregates.find(name), name);
        Function.Signature signature = function.resolver().resolve(List.of(args));
        List<CheckedExpr> converted = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            converted.add(args[i].type().equals(signature.args().get(i))
                    ? args[i]
                    : new CheckedExpr.Convert(args[i], signature.args().get(i), false));
        }
        return new AggregateCall(function, converted, distinct, filter, order, signature.result());
    }

    static HashAggregateOperator operator(Table table, List<CheckedExpr> keys, List<AggregateCall> calls,
            HashAggregateOperator.Sizes sizes) {
        return operator(table, keys, calls, sizes, 0);
    }

    /// @param mostRows the rows that the table seems to have at most, or 0 where that is not known
    static HashAggregateOperator operator(Table table, List<CheckedExpr> keys, List<AggregateCall> calls,
            HashAggregateOperator.Sizes sizes, long mostRows) {
        List<Field> fields = new ArrayList<>();
        for (int k = 0; k < keys.size(); k++) {
            fields.add(Field.of("k" + k, keys.get(k).type()));
        }
        for (int c = 0; c < calls.size(); c++) {
            fields.add(Field.of("a" + c, calls.get(c).type()));
        }
        return new HashAggregateOperator(new TableScan(table, "t"), keys, calls, Schema.of(fields), sizes,
                mostRows);
    }
}
