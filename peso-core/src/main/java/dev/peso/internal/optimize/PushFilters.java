package dev.peso.internal.optimize;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Totality;
import dev.peso.internal.plan.CheckedExprs;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan.JoinKind;

/// Moves filters towards the data: below projections, sorts, groups, unions and joins, and as hints into scans.
///
/// A term goes below something that removes rows, or past a term that stays behind, only if it cannot fail.
final class PushFilters implements Rule {
    @Override
    public CheckedPlan apply(CheckedPlan plan) {
        if (plan instanceof CheckedPlan.Join join) {
            return ownCondition(join);
        }
        if (!(plan instanceof CheckedPlan.Filter filter)) {
            return plan;
        }
        CheckedExpr condition = filter.condition();
        return switch (filter.input()) {
            case CheckedPlan.Filter inner ->
                new CheckedPlan.Filter(inner.input(), joined(inner.condition(), condition));
            case CheckedPlan.Project p -> belowProject(filter, p);
            case CheckedPlan.Sort s when s.rows() < 0 ->
                s.withInputs(List.of(new CheckedPlan.Filter(s.input(), condition)));
            case CheckedPlan.Distinct d -> split(filter, readsOnly(refs(d.on())),
                    pushed -> d.withInputs(List.of(new CheckedPlan.Filter(d.input(), pushed))));
            case CheckedPlan.Aggregate a when !a.keys().isEmpty() -> belowAggregate(filter, a);
            case CheckedPlan.Window w -> belowWindow(filter, w);
            case CheckedPlan.Union u -> u.withInputs(
                    u.inputs()
                            .stream()
                            .map(i -> (CheckedPlan) new CheckedPlan.Filter(i, condition))
                            .toList());
            case CheckedPlan.Join j -> belowJoin(filter, j);
            case CheckedPlan.Scan s -> intoScan(filter, s);
            default -> plan;
        };
    }

    private static CheckedExpr joined(CheckedExpr first, CheckedExpr second) {
        List<CheckedExpr> terms = new ArrayList<>(CheckedExprs.terms(first));
        terms.addAll(CheckedExprs.terms(second));
        return CheckedExprs.all(terms);
    }

    private interface Below {
        CheckedPlan with(CheckedExpr pushed);
    }

    /// Pushes the terms that may go, keeps the others above.
    private static CheckedPlan split(CheckedPlan.Filter filter, Predicate<CheckedExpr> mayGo, Below below) {
        List<CheckedExpr> pushed = new ArrayList<>();
        List<CheckedExpr> kept = new ArrayList<>();
        for (CheckedExpr term : CheckedExprs.terms(filter.condition())) {
            boolean goes = mayGo.test(term) && (kept.isEmpty() || Totality.isTotal(term));
            (goes ? pushed : kept).add(term);
        }
        if (pushed.isEmpty()) {
            return filter;
        }
        CheckedPlan result = below.with(CheckedExprs.all(pushed));
        return kept.isEmpty() ? result : new CheckedPlan.Filter(result, CheckedExprs.all(kept));
    }

    private static Predicate<CheckedExpr> readsOnly(BitSet columns) {
        return term -> {
            BitSet outside = CheckedExprs.columns(term);
            outside.andNot(columns);
            return outside.isEmpty();
        };
    }

    private static BitSet refs(List<CheckedExpr> exprs) {
        BitSet columns = new BitSet();
        for (CheckedExpr expr : exprs) {
            if (expr instanceof CheckedExpr.Ref ref) {
                columns.set(ref.index());
            }
        }
        return columns;
    }

    private static CheckedPlan belowProject(CheckedPlan.Filter filter, CheckedPlan.Project project) {
        BitSet cheap = new BitSet();
        for (int i = 0; i < project.exprs().size(); i++) {
            cheap.set(i, MergeProjects.isCheap(project.exprs().get(i)));
        }
        return split(filter, readsOnly(cheap), pushed -> project.withInputs(List.of(
                new CheckedPlan.Filter(project.input(), CheckedExprs.substitute(pushed, project.exprs())))));
    }

    private static CheckedPlan belowAggregate(CheckedPlan.Filter filter, CheckedPlan.Aggregate aggregate) {
        BitSet keys = new BitSet();
        keys.set(0, aggregate.keys().size());
        return split(filter, term -> Totality.isTotal(term) && readsOnly(keys).test(term)
                && !MergeProjects.hidesErrors(term, aggregate.keys()),
                pushed -> aggregate.withInputs(List.of(new CheckedPlan.Filter(aggregate.input(),
                        CheckedExprs.substitute(pushed, aggregate.keys())))));
    }

    private static CheckedPlan belowWindow(CheckedPlan.Filter filter, CheckedPlan.Window window) {
        BitSet partition = refs(window.partition());
        return split(filter, readsOnly(partition),
                pushed -> window.withInputs(List.of(new CheckedPlan.Filter(window.input(), pushed))));
    }

    private static CheckedPlan belowJoin(CheckedPlan.Filter filter, CheckedPlan.Join join) {
        int width = join.left().schema().size();
        boolean leftStays = join.kind() == JoinKind.RIGHT || join.kind() == JoinKind.FULL;
        boolean rightGoes = join.kind() == JoinKind.INNER || join.kind() == JoinKind.CROSS
                || join.kind() == JoinKind.RIGHT;
        CheckedPlan result = leftStays
                ? filter
                : split(filter,
                        term -> JoinKeysFromConditions.side(term, width) < 0 && Totality.isTotal(term),
                        pushed -> join.withInputs(
                                List.of(new CheckedPlan.Filter(join.left(), pushed), join.right())));
        if (rightGoes && result instanceof CheckedPlan.Filter rest
                && rest.input() instanceof CheckedPlan.Join inner) {
            return split(rest, term -> JoinKeysFromConditions.side(term, width) > 0 && Totality.isTotal(term),
                    pushed -> inner.withInputs(List.of(inner.left(),
                            new CheckedPlan.Filter(inner.right(), CheckedExprs.shift(pushed, -width)))));
        }
        return result;
    }

    /// Terms of a join's own condition that read one side only filter that side, where that side's rows are not kept
    /// for lack of a match.
    private static CheckedPlan ownCondition(CheckedPlan.Join join) {
        if (join.condition() == null) {
            return join;
        }
        int width = join.left().schema().size();
        boolean leftGoes = switch (join.kind()) {
            case INNER, CROSS, RIGHT, SEMI -> true;
            case LEFT, FULL, ANTI -> false;
        };
        boolean rightGoes = join.kind() != JoinKind.RIGHT && join.kind() != JoinKind.FULL;
        List<CheckedExpr> left = new ArrayList<>();
        List<CheckedExpr> right = new ArrayList<>();
        List<CheckedExpr> kept = new ArrayList<>();
        for (CheckedExpr term : CheckedExprs.terms(join.condition())) {
            int side = Totality.isTotal(term) ? JoinKeysFromConditions.side(term, width) : 0;
            if (side < 0 && leftGoes) {
                left.add(term);
            } else if (side > 0 && rightGoes) {
                right.add(CheckedExprs.shift(term, -width));
            } else {
                kept.add(term);
            }
        }
        if (left.isEmpty() && right.isEmpty()) {
            return join;
        }
        return new CheckedPlan.Join(filtered(join.left(), left), filtered(join.right(), right), join.kind(),
                join.leftKeys(), join.rightKeys(), kept.isEmpty() ? null : CheckedExprs.all(kept),
                join.nullsMatch(),
                join.schema());
    }

    private static CheckedPlan filtered(CheckedPlan input, List<CheckedExpr> terms) {
        return terms.isEmpty() ? input : new CheckedPlan.Filter(input, CheckedExprs.all(terms));
    }

    /// The scan may skip rows that surely fail; the filter stays.
    private static CheckedPlan intoScan(CheckedPlan.Filter filter, CheckedPlan.Scan scan) {
        List<CheckedExpr> predicates = new ArrayList<>();
        for (CheckedExpr term : CheckedExprs.terms(filter.condition())) {
            if (!Totality.isTotal(term)) {
                break;
            }
            List<CheckedExpr> wholeSchema = new ArrayList<>();
            for (int i = 0; i < scan.columns().size(); i++) {
                wholeSchema.add(new CheckedExpr.Ref(scan.columns().get(i), scan.schema().field(i).type(),
                        scan.schema().field(i).name()));
            }
            predicates.add(CheckedExprs.substitute(term, wholeSchema));
        }
        if (predicates.isEmpty() || scan.predicates().containsAll(predicates) || scan.limit() >= 0) {
            return filter;
        }
        List<CheckedExpr> all = new ArrayList<>(scan.predicates());
        predicates.stream().filter(p -> !all.contains(p)).forEach(all::add);
        return new CheckedPlan.Filter(
                new CheckedPlan.Scan(scan.source(), scan.columns(), all, scan.limit(), scan.schema()),
                filter.condition());
    }
}
