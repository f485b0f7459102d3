package dev.peso.internal.exec;

import dev.peso.internal.plan.CheckedPlan;

/// Makes operators of a checked plan, one for each node.
public final class Planner {
    private Planner() {}

    public static Operator plan(CheckedPlan plan) {
        return switch (plan) {
            case CheckedPlan.Values p -> new TableScan(p.table(), p.name());
            case CheckedPlan.Scan p ->
                new SourceScan(p.source(), p.columns(), p.predicates(), p.limit(), p.schema());
            case CheckedPlan.Filter p -> new FilterOperator(plan(p.input()), p.condition());
            case CheckedPlan.Project p -> new ProjectOperator(plan(p.input()), p.exprs(), p.schema());
            case CheckedPlan.Aggregate p -> new HashAggregateOperator(withCodes(plan(p.input())), p);
            case CheckedPlan.Distinct p -> new DistinctOperator(plan(p.input()), p.on());
            case CheckedPlan.Join p -> join(p);
            case CheckedPlan.AsOfJoin p -> new AsOfJoinOperator(plan(p.left()), plan(p.right()), p);
            case CheckedPlan.Sort p -> new SortOperator(plan(p.input()), p);
            case CheckedPlan.Limit p -> new LimitOperator(plan(p.input()), p.offset(), p.rows());
            case CheckedPlan.Sample p ->
                new SampleOperator(plan(p.input()), p.rows(), p.fraction(), p.seed());
            case CheckedPlan.Window p -> new WindowOperator(plan(p.input()), p);
            case CheckedPlan.Union p ->
                new UnionOperator(p.inputs().stream().map(Planner::plan).toList(), p.schema());
            case CheckedPlan.Repeat p -> new RepeatOperator(plan(p.start()), plan(p.step()), p);
            case CheckedPlan.Explode p -> new ExplodeOperator(plan(p.input()), p.columns(), p.schema());
            case CheckedPlan.Unpivot p ->
                new UnpivotOperator(plan(p.input()), p.keep(), p.values(), p.schema());
            case CheckedPlan.Upsample p ->
                new UpsampleOperator(plan(p.input()), p.column(), p.every(), p.by());
            case CheckedPlan.MapRows p -> new MapRowsOperator(plan(p.input()), p.mapper());
        };
    }

    /// Groups of texts are found by their codes, where a file has such.
    private static Operator withCodes(Operator input) {
        Operator from = input instanceof FilterOperator ? input.inputs().getFirst() : input;
        if (from instanceof SourceScan scan) {
            scan.allowCodes();
        }
        return input;
    }

    private static Operator join(CheckedPlan.Join p) {
        return p.leftKeys().isEmpty()
                ? new NestedLoopJoinOperator(plan(p.left()), plan(p.right()), p)
                : new HashJoinOperator(plan(p.left()), plan(p.right()), p);
    }
}
