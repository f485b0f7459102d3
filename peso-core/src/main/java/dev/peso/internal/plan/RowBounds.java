package dev.peso.internal.plan;

/// How many rows a plan gives at least and at most, as far as that is known before it runs.
///
/// @param most [#UNBOUNDED] when nothing is known
public record RowBounds(long least, long most) {
    public static final long UNBOUNDED = Long.MAX_VALUE;
    private static final RowBounds UNKNOWN = new RowBounds(0, UNBOUNDED);

    public static RowBounds of(CheckedPlan plan) {
        return switch (plan) {
            case CheckedPlan.Values p -> exactly(p.table().rows());
            case CheckedPlan.Scan p -> of(p);
            case CheckedPlan.Filter p -> of(p.input()).upTo();
            case CheckedPlan.Project p -> of(p.input());
            case CheckedPlan.Window p -> of(p.input());
            case CheckedPlan.Aggregate p -> p.keys().isEmpty() ? exactly(1) : of(p.input()).groups();
            case CheckedPlan.Distinct p -> of(p.input()).groups();
            case CheckedPlan.Join p -> of(p);
            case CheckedPlan.AsOfJoin p -> of(p.left());
            case CheckedPlan.Sort p -> of(p.input()).slice(p.offset(), p.rows());
            case CheckedPlan.Limit p -> of(p.input()).slice(p.offset(), p.rows());
            case CheckedPlan.Sample p ->
                p.rows() < 0 ? of(p.input()).upTo() : of(p.input()).slice(0, p.rows());
            case CheckedPlan.Union p ->
                p.inputs().stream().map(RowBounds::of).reduce(exactly(0), RowBounds::plus);
            case CheckedPlan.Unpivot p -> of(p.input()).times(exactly(p.values().size()));
            case CheckedPlan.MapRows p -> of(p.input());
            case CheckedPlan.Explode _,CheckedPlan.Upsample _,CheckedPlan.Repeat _ -> UNKNOWN;
        };
    }

    private static RowBounds of(CheckedPlan.Scan scan) {
        long rows = scan.source().knownRows();
        if (rows < 0) {
            return UNKNOWN;
        }
        return scan.limit() < 0 && scan.predicates().isEmpty() ? exactly(rows) : new RowBounds(0, rows);
    }

    private static RowBounds of(CheckedPlan.Join join) {
        RowBounds left = of(join.left());
        RowBounds right = of(join.right());
        RowBounds pairs = left.times(right);
        return switch (join.kind()) {
            case CROSS -> pairs;
            case INNER -> pairs.upTo();
            case SEMI, ANTI -> left.upTo();
            case LEFT -> new RowBounds(left.least, Math.max(left.most, pairs.most));
            case RIGHT -> new RowBounds(right.least, Math.max(right.most, pairs.most));
            case FULL -> new RowBounds(Math.max(left.least, right.least),
                    Math.max(pairs.most, left.plus(right).most));
        };
    }

    private static RowBounds exactly(long rows) {
        return new RowBounds(rows, rows);
    }

    private RowBounds upTo() {
        return new RowBounds(0, most);
    }

    private RowBounds groups() {
        return new RowBounds(Math.min(1, least), most);
    }

    /// @param rows -1 for all
    private RowBounds slice(long offset, long rows) {
        long wanted = rows < 0 ? UNBOUNDED : rows;
        long rest = most == UNBOUNDED ? UNBOUNDED : Math.max(0, most - offset);
        return new RowBounds(Math.min(Math.max(0, least - offset), wanted), Math.min(rest, wanted));
    }

    private RowBounds plus(RowBounds other) {
        return new RowBounds(sum(least, other.least), sum(most, other.most));
    }

    private RowBounds times(RowBounds other) {
        return new RowBounds(product(least, other.least), product(most, other.most));
    }

    private static long sum(long a, long b) {
        return a > UNBOUNDED - b ? UNBOUNDED : a + b;
    }

    private static long product(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? UNBOUNDED : a * b;
    }
}
