package dev.peso.internal.sql;

import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.optimize.PushIntoSources;
import dev.peso.internal.plan.CheckedPlan;

/// Rows from here that a query elsewhere computes with.
public interface Lent extends SqlTable {
    /// The rows here.
    CheckedPlan here();

    /// The plan in which scans stand for the largest parts that run elsewhere; rows of which nothing is computed there
    /// stay here.
    ///
    /// @param lend makes of rows a scan of [Lent] ones, or gives them back as they are
    static CheckedPlan place(CheckedPlan plan, UnaryOperator<CheckedPlan> lend) {
        return keep(PushIntoSources.push(lent(plan, lend)));
    }

    private static CheckedPlan lent(CheckedPlan plan, UnaryOperator<CheckedPlan> lend) {
        return plan.inputs().isEmpty()
                ? lend.apply(plan)
                : plan.withInputs(plan.inputs().stream().map(input -> lent(input, lend)).toList());
    }

    private static CheckedPlan keep(CheckedPlan plan) {
        CheckedPlan here = plan instanceof CheckedPlan.Scan scan ? unchanged(scan) : null;
        return here != null ? here : plan.withInputs(plan.inputs().stream().map(Lent::keep).toList());
    }

    /// The plan that gives the rows here, or null when something is computed of them.
    private static @Nullable CheckedPlan unchanged(CheckedPlan plan) {
        return switch (plan) {
            case CheckedPlan.Scan scan when scan.source() instanceof Lent table -> table.here();
            case CheckedPlan.Scan scan when scan.source() instanceof SqlQuery.Rows rows
                    && rows.query().plan() instanceof CheckedPlan.Project project ->
                unchanged(project);
            case CheckedPlan.Project project when project.exprs()
                    .stream()
                    .allMatch(CheckedExpr.Ref.class::isInstance) -> {
                CheckedPlan input = unchanged(project.input());
                yield input == null ? null : project.withInputs(List.of(input));
            }
            default -> null;
        };
    }
}
