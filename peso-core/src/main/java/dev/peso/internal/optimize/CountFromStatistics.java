package dev.peso.internal.optimize;

import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Table;
import dev.peso.internal.plan.CheckedPlan;

/// Answers a count of all rows from what is known without reading: the size of a table in memory, a source's own count.
final class CountFromStatistics implements Rule {
    @Override
    public CheckedPlan apply(CheckedPlan plan) {
        if (!(plan instanceof CheckedPlan.Aggregate aggregate) || !aggregate.keys().isEmpty()
                || aggregate.aggregates().size() != 1 || !isCountOfRows(aggregate.aggregates().getFirst())) {
            return plan;
        }
        long rows = knownRows(aggregate.input());
        if (rows < 0) {
            return plan;
        }
        Chunk one = new Chunk(List.of(LongVector.of(DataType.INT64, rows)), 1);
        return new CheckedPlan.Values(new Table(aggregate.schema(), List.of(one)), null);
    }

    private static boolean isCountOfRows(CheckedPlan.AggregateCall call) {
        return call.function().name().equals("count") && call.args().isEmpty() && call.filter() == null
                && !call.distinct();
    }

    private static long knownRows(CheckedPlan plan) {
        return switch (plan) {
            case CheckedPlan.Values v -> v.table().rows();
            case CheckedPlan.Scan s when s.limit() < 0 && s.predicates().isEmpty() -> s.source().knownRows();
            case CheckedPlan.Project p -> knownRows(p.input());
            case CheckedPlan.Sort s when s.rows() < 0 -> knownRows(s.input());
            default -> -1;
        };
    }
}
