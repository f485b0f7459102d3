package dev.peso.internal.optimize;

import java.util.List;

import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Totality;
import dev.peso.internal.plan.CheckedExprs;
import dev.peso.internal.plan.CheckedPlan;

/// Makes one projection of two, unless that would compute something twice or nest very deep; drops one that changes
/// nothing.
final class MergeProjects implements Rule {
    /// Far below what recursive code can follow, far above what queries have.
    private static final int MAX_DEPTH = 100;

    @Override
    public CheckedPlan apply(CheckedPlan plan) {
        if (!(plan instanceof CheckedPlan.Project outer)) {
            return plan;
        }
        if (isIdentity(outer)) {
            return outer.input();
        }
        if (outer.input() instanceof CheckedPlan.Project inner && worthMerging(outer, inner)) {
            List<CheckedExpr> merged = outer.exprs()
                    .stream()
                    .map(e -> CheckedExprs.substitute(e, inner.exprs()))
                    .toList();
            return new CheckedPlan.Project(inner.input(), merged, outer.schema());
        }
        return plan;
    }

    private static boolean isIdentity(CheckedPlan.Project project) {
        if (!project.schema().equals(project.input().schema())) {
            return false;
        }
        for (int i = 0; i < project.exprs().size(); i++) {
            if (!(project.exprs().get(i) instanceof CheckedExpr.Ref ref) || ref.index() != i) {
                return false;
            }
        }
        return true;
    }

    private static boolean worthMerging(CheckedPlan.Project outer, CheckedPlan.Project inner) {
        int[] uses = new int[inner.exprs().size()];
        outer.exprs().forEach(e -> count(e, uses));
        for (int i = 0; i < uses.length; i++) {
            if (uses[i] > 1 && !isCheap(inner.exprs().get(i))) {
                return false;
            }
        }
        return outer.exprs().stream().noneMatch(e -> hidesErrors(e, inner.exprs()))
                && depth(outer.exprs()) + depth(inner.exprs()) <= MAX_DEPTH;
    }

    /// Whether an expression would catch errors of other columns if these were put into it.
    static boolean hidesErrors(CheckedExpr expr, List<CheckedExpr> columns) {
        return expr instanceof CheckedExpr.Try
                ? !isTotalOver(expr, columns)
                : expr.children().stream().anyMatch(child -> hidesErrors(child, columns));
    }

    private static boolean isTotalOver(CheckedExpr expr, List<CheckedExpr> columns) {
        return expr instanceof CheckedExpr.Ref ref
                ? Totality.isTotal(columns.get(ref.index()))
                : expr.children().stream().allMatch(child -> isTotalOver(child, columns));
    }

    private static int depth(List<CheckedExpr> exprs) {
        int most = 0;
        for (CheckedExpr expr : exprs) {
            most = Math.max(most, 1 + depth(expr.children()));
        }
        return most;
    }

    private static void count(CheckedExpr expr, int[] uses) {
        if (expr instanceof CheckedExpr.Ref ref) {
            uses[ref.index()]++;
        }
        expr.children().forEach(child -> count(child, uses));
    }

    static boolean isCheap(CheckedExpr expr) {
        return expr instanceof CheckedExpr.Ref || expr instanceof CheckedExpr.Const;
    }
}
