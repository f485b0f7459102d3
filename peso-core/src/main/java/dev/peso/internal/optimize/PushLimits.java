package dev.peso.internal.optimize;

import java.util.List;

import dev.peso.internal.plan.CheckedPlan;

/// Joins limits, moves them below projections, makes a top-n of a sort, and tells a scan how many rows suffice.
final class PushLimits implements Rule {
    @Override
    public CheckedPlan apply(CheckedPlan plan) {
        if (!(plan instanceof CheckedPlan.Limit limit)) {
            return plan;
        }
        if (limit.offset() == 0 && limit.rows() < 0) {
            return limit.input();
        }
        return switch (limit.input()) {
            case CheckedPlan.Limit inner -> merged(limit, inner);
            case CheckedPlan.Project p -> p.withInputs(List.of(limit.withInputs(List.of(p.input()))));
            case CheckedPlan.Sort s when s.rows() < 0 && limit.rows() >= 0 ->
                new CheckedPlan.Sort(s.input(), s.keys(), limit.offset(), limit.rows());
            case CheckedPlan.Scan s when limit.rows() >= 0 && s.predicates().isEmpty() -> intoScan(limit, s);
            default -> plan;
        };
    }

    private static CheckedPlan merged(CheckedPlan.Limit outer, CheckedPlan.Limit inner) {
        long left = inner.rows() < 0 ? Long.MAX_VALUE : Math.max(0, inner.rows() - outer.offset());
        long rows = outer.rows() < 0 ? left : Math.min(outer.rows(), left);
        return new CheckedPlan.Limit(inner.input(), Math.addExact(inner.offset(), outer.offset()),
                rows == Long.MAX_VALUE ? -1 : rows);
    }

    private static CheckedPlan intoScan(CheckedPlan.Limit limit, CheckedPlan.Scan scan) {
        long rows = Math.addExact(limit.offset(), limit.rows());
        if (scan.limit() >= 0 && scan.limit() <= rows) {
            return limit;
        }
        return limit.withInputs(List
                .of(new CheckedPlan.Scan(scan.source(), scan.columns(), scan.predicates(), rows,
                        scan.schema())));
    }
}
