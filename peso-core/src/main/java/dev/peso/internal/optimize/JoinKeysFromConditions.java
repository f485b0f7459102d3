package dev.peso.internal.optimize;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Totality;
import dev.peso.internal.plan.CheckedExprs;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan.JoinKind;

/// Turns equalities between the two sides of a join, in its condition or in a filter over an inner or cross join, into
/// join keys, so that the join can hash.
final class JoinKeysFromConditions implements Rule {
    @Override
    public CheckedPlan apply(CheckedPlan plan) {
        if (plan instanceof CheckedPlan.Filter filter && filter.input() instanceof CheckedPlan.Join join
                && (join.kind() == JoinKind.INNER || join.kind() == JoinKind.CROSS)) {
            return fromFilter(filter, join);
        }
        if (plan instanceof CheckedPlan.Join join && join.condition() != null && !join.nullsMatch()) {
            return withKeys(join, CheckedExprs.terms(join.condition()), List.of());
        }
        return plan;
    }

    private static CheckedPlan fromFilter(CheckedPlan.Filter filter, CheckedPlan.Join join) {
        if (join.nullsMatch()) {
            return filter;
        }
        List<CheckedExpr> equalities = new ArrayList<>();
        List<CheckedExpr> rest = new ArrayList<>();
        for (CheckedExpr term : CheckedExprs.terms(filter.condition())) {
            if (rest.isEmpty() && isKey(term, join)) {
                equalities.add(term);
            } else if (isKey(term, join) && rest.stream().allMatch(Totality::isTotal)) {
                equalities.add(term);
            } else {
                rest.add(term);
            }
        }
        if (equalities.isEmpty()) {
            return filter;
        }
        CheckedPlan keyed = withKeys(join, equalities,
                join.condition() == null ? List.of() : CheckedExprs.terms(join.condition()));
        return rest.isEmpty() ? keyed : new CheckedPlan.Filter(keyed, CheckedExprs.all(rest));
    }

    private static CheckedPlan withKeys(CheckedPlan.Join join, List<CheckedExpr> terms,
            List<CheckedExpr> more) {
        List<CheckedExpr> leftKeys = new ArrayList<>(join.leftKeys());
        List<CheckedExpr> rightKeys = new ArrayList<>(join.rightKeys());
        List<CheckedExpr> rest = new ArrayList<>(more);
        int width = join.left().schema().size();
        for (CheckedExpr term : terms) {
            if (!isKey(term, join)) {
                rest.add(term);
                continue;
            }
            CheckedExpr a = ((CheckedExpr.Apply) term).args().get(0);
            CheckedExpr b = ((CheckedExpr.Apply) term).args().get(1);
            boolean swap = side(a, width) > 0;
            leftKeys.add(swap ? b : a);
            rightKeys.add(CheckedExprs.shift(swap ? a : b, -width));
        }
        if (leftKeys.size() == join.leftKeys().size()) {
            return join;
        }
        JoinKind kind = join.kind() == JoinKind.CROSS ? JoinKind.INNER : join.kind();
        return new CheckedPlan.Join(join.left(), join.right(), kind, leftKeys, rightKeys,
                rest.isEmpty() ? null : CheckedExprs.all(rest), join.nullsMatch(), join.schema());
    }

    /// Whether a term is `l = r` of one type, total, with one argument from each side.
    private static boolean isKey(CheckedExpr term, CheckedPlan.Join join) {
        if (!(term instanceof CheckedExpr.Apply apply) || !apply.function().name().equals("=")
                || !Totality.isTotal(term)) {
            return false;
        }
        int width = join.left().schema().size();
        CheckedExpr a = apply.args().get(0);
        CheckedExpr b = apply.args().get(1);
        return a.type().equals(b.type()) && side(a, width) * side(b, width) < 0;
    }

    /// -1 when an expression reads only left columns, 1 when only right ones, 0 otherwise.
    static int side(CheckedExpr expr, int width) {
        BitSet columns = CheckedExprs.columns(expr);
        if (columns.isEmpty()) {
            return 0;
        }
        if (columns.length() <= width) {
            return -1;
        }
        return columns.nextSetBit(0) >= width ? 1 : 0;
    }
}
