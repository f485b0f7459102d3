package dev.peso.internal.optimize;

import java.util.ArrayList;
import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Table;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Folding;
import dev.peso.internal.plan.CheckedExprs;
import dev.peso.internal.plan.CheckedPlan;

/// Computes expressions of constants once, simplifies logic around `true` and `false`, and drops filters that are
/// always true, or all rows behind one that never is.
final class FoldConstants implements Rule {
    @Override
    public CheckedPlan apply(CheckedPlan plan) {
        return switch (plan) {
            case CheckedPlan.Filter f -> filter(f);
            case CheckedPlan.Project p ->
                new CheckedPlan.Project(p.input(), CheckedExprs.rewriteAll(p.exprs(), FoldConstants::fold),
                        p.schema());
            default -> plan;
        };
    }

    private static CheckedPlan filter(CheckedPlan.Filter filter) {
        CheckedExpr condition = CheckedExprs.rewrite(filter.condition(), FoldConstants::fold);
        if (condition instanceof CheckedExpr.Const constant) {
            return Boolean.TRUE.equals(constant.value())
                    ? filter.input()
                    : new CheckedPlan.Values(new Table(filter.schema(), List.of()), null);
        }
        return new CheckedPlan.Filter(filter.input(), condition);
    }

    static CheckedExpr fold(CheckedExpr expr) {
        return switch (expr) {
            case CheckedExpr.And and -> connective(and.terms(), true);
            case CheckedExpr.Or or -> connective(or.terms(), false);
            default -> Folding.tryFold(expr);
        };
    }

    /// Terms equal to `neutral` are left out; after a term equal to its opposite nothing is evaluated.
    private static CheckedExpr connective(List<CheckedExpr> terms, boolean neutral) {
        List<CheckedExpr> kept = new ArrayList<>();
        for (CheckedExpr term : terms) {
            if (term instanceof CheckedExpr.Const(Object value, DataType _) && value != null) {
                if ((Boolean) value == neutral) {
                    continue;
                }
                if (kept.isEmpty()) {
                    return term;
                }
            }
            kept.add(term);
        }
        if (kept.isEmpty()) {
            return new CheckedExpr.Const(neutral, DataType.BOOLEAN);
        }
        if (kept.size() == 1) {
            return kept.getFirst();
        }
        return neutral ? new CheckedExpr.And(kept) : new CheckedExpr.Or(kept);
    }
}
