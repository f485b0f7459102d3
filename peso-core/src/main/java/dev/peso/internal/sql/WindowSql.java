package dev.peso.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.peso.internal.expr.Node;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.sql.ExprSql.Output;
import dev.peso.internal.sql.Select.Stage;

/// Windows as SQL: ranks, and aggregates over whole partitions.
final class WindowSql {
    private static final Set<String> RANKS = Set.of("rank", "dense_rank", "percent_rank", "cume_dist");

    private WindowSql() {}

    static Select window(Dialect dialect, Select input, CheckedPlan.Window plan) {
        ExprSql exprs = new ExprSql(dialect, input.columns());
        List<Sql> partition = exprs.sayAll(plan.partition());
        List<Sql> order = new ArrayList<>();
        for (CheckedPlan.SortKey key : plan.order()) {
            order.add(Sql.of("{}" + (key.descending() ? " desc" : "")
                    + (key.nullsFirst() ? " nulls first" : " nulls last"), exprs.inOrder(key.expr())));
        }
        List<Output> columns = new ArrayList<>(input.columns());
        for (CheckedPlan.WindowCall call : plan.calls()) {
            columns.add(new Output(call(dialect, exprs, call, partition, order), call.type(), true));
        }
        return input.withColumns(columns, Stage.GROUPED);
    }

    private static Sql call(Dialect dialect, ExprSql exprs, CheckedPlan.WindowCall call, List<Sql> partition,
            List<Sql> order) {
        boolean rank = call.aggregate() == null && RANKS.contains(call.function()) && !order.isEmpty()
                && call.args().isEmpty();
        if (rank) {
            return over(Sql.of(call.function() + "()"), partition, order);
        }
        boolean whole = call.frame().start() == Node.BoundKind.UNBOUNDED_PRECEDING
                && call.frame().end() == Node.BoundKind.UNBOUNDED_FOLLOWING
                && call.frame().exclusion() == Node.Exclusion.NONE;
        if (call.aggregate() == null || call.aggregate().user() != null || !whole || call.distinct()
                || call.filter() != null
                || call.ignoreNulls()) {
            throw new Unsaid("window function " + call.function());
        }
        Sql aggregate = AggregateSql.plain(dialect, new CheckedPlan.AggregateCall(call.aggregate(),
                call.args(), false, null, List.of(), call.type()), exprs.sayAll(call.args()));
        return AggregateSql.cast(dialect, call.type(), over(aggregate, partition, List.of()));
    }

    private static Sql over(Sql call, List<Sql> partition, List<Sql> order) {
        List<Sql> parts = new ArrayList<>();
        if (!partition.isEmpty()) {
            parts.add(Sql.of("partition by {}", Sql.join(", ", partition)));
        }
        if (!order.isEmpty()) {
            parts.add(Sql.of("order by {}", Sql.join(", ", order)));
        }
        return Sql.of("{} over ({})", call, Sql.join(" ", parts));
    }
}
