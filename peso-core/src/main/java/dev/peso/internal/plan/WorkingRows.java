package dev.peso.internal.plan;

import java.util.List;

import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;

/// The rows that the last round of a [Plan.Repeat] gave, as the next round reads them: each run puts them in its place.
public final class WorkingRows implements ScanSource {
    private final String name;
    private final Schema schema;

    public WorkingRows(String name, Schema schema) {
        this.name = name;
        this.schema = schema;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public long knownRows() {
        return -1;
    }

    @Override
    public Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
        throw new IllegalStateException("the rows of \"" + name + "\" exist while it repeats only");
    }

    /// Whether a plan reads these rows.
    public boolean isReadBy(CheckedPlan plan) {
        return plan instanceof CheckedPlan.Scan scan && scan.source() == this
                || plan.inputs().stream().anyMatch(this::isReadBy);
    }
}
