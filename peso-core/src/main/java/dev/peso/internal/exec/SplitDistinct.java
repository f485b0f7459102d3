package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.aggregate.AggregateFunction;
import dev.peso.internal.aggregate.Aggregates;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.CheckedPlan.AggregateCall;
import dev.peso.internal.plan.Plan.JoinKind;

/// Another way to aggregates over distinct values, such as `count(distinct x)`, when these do not fit the memory: each
/// over the distinct rows of keys and value, which spill, then put together by a join on the keys.
///
/// It goes through the input once for each such aggregate, and once for the rest.
final class SplitDistinct {
    /// Aggregates that see no nulls.
    private static final Set<String> SPLIT = Set.of("count", "sum", "mean", "min", "max");
    private static final AggregateFunction COUNT = Objects.requireNonNull(Aggregates.find("count"));

    private final CheckedPlan.Aggregate plan;

    private SplitDistinct(CheckedPlan.Aggregate plan) {
        this.plan = plan;
    }

    /// The plan that gives the same rows, or null when there is none.
    static @Nullable CheckedPlan of(CheckedPlan.Aggregate plan) {
        for (CheckedPlan.AggregateCall call : plan.aggregates()) {
            if (isSplit(plan, call)) {
                return new SplitDistinct(plan).split();
            }
        }
        return null;
    }

    private static boolean isSplit(CheckedPlan.Aggregate plan, AggregateCall call) {
        boolean isDistinct = call.distinct() && SPLIT.contains(call.function().name())
                || call.function().name().equals("count_distinct");
        return isDistinct && call.args().size() == 1 && call.order().isEmpty()
                && (plan.keys().isEmpty() || call.filter() == null);
    }

    private CheckedPlan split() {
        int keys = plan.keys().size();
        List<AggregateCall> others = plan.aggregates().stream().filter(call -> !isSplit(plan, call)).toList();
        CheckedPlan all = aggregate(plan.input(), plan.keys(), others);
        List<CheckedExpr> columns = new ArrayList<>();
        for (int k = 0; k < keys; k++) {
            columns.add(ref(all, k));
        }
        int nextOther = keys;
        for (AggregateCall call : plan.aggregates()) {
            if (isSplit(plan, call)) {
                all = beside(all, distinct(call));
                columns.add(ref(all, all.schema().size() - 1));
            } else {
                columns.add(ref(all, nextOther++));
            }
        }
        return new CheckedPlan.Project(all, columns, plan.schema());
    }

    /// Keys and one aggregate over distinct values.
    private CheckedPlan distinct(AggregateCall call) {
        CheckedPlan rows = call.filter() == null
                ? plan.input()
                : new CheckedPlan.Filter(plan.input(), call.filter());
        List<CheckedExpr> exprs = new ArrayList<>(plan.keys());
        exprs.addAll(call.args());
        CheckedPlan values = new CheckedPlan.Project(rows, exprs, schema(exprs));
        List<CheckedExpr> refs = refs(values, exprs.size());
        CheckedPlan distinct = new CheckedPlan.Distinct(values, refs);
        AggregateFunction function = call.function().name().equals("count_distinct")
                ? COUNT
                : call.function();
        return aggregate(distinct, refs.subList(0, plan.keys().size()), List.of(new AggregateCall(function,
                List.of(refs.getLast()), false, null, List.of(), call.type())));
    }

    private CheckedPlan beside(CheckedPlan left, CheckedPlan right) {
        int keys = plan.keys().size();
        return new CheckedPlan.Join(left, right, keys == 0 ? JoinKind.CROSS : JoinKind.LEFT, refs(left, keys),
                refs(right, keys), null, true, CheckedPlan.sideBySide(left.schema(), right.schema()));
    }

    private static CheckedPlan aggregate(CheckedPlan input, List<CheckedExpr> keys,
            List<AggregateCall> calls) {
        List<Field> fields = new ArrayList<>(schema(keys).fields());
        for (AggregateCall call : calls) {
            fields.add(Field.of("a" + fields.size(), call.type()));
        }
        return new CheckedPlan.Aggregate(input, keys, calls, Schema.of(fields));
    }

    private static Schema schema(List<CheckedExpr> exprs) {
        List<Field> fields = new ArrayList<>();
        for (CheckedExpr expr : exprs) {
            fields.add(Field.of("e" + fields.size(), expr.type()));
        }
        return Schema.of(fields);
    }

    private static List<CheckedExpr> refs(CheckedPlan input, int count) {
        List<CheckedExpr> refs = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            refs.add(ref(input, c));
        }
        return refs;
    }

    private static CheckedExpr ref(CheckedPlan input, int column) {
        Field field = input.schema().field(column);
        return new CheckedExpr.Ref(column, field.type(), field.name());
    }
}
