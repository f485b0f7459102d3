package dev.peso.internal.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Totality;
import dev.peso.internal.plan.CheckedExprs;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.ScanSource;

/// Leaves to sources that compute by themselves the largest parts of a plan that they can; for a plan that is otherwise
/// optimized.
public final class PushIntoSources implements Rule {
    private PushIntoSources() {}

    public static CheckedPlan push(CheckedPlan plan) {
        return Optimizer.everywhere(new PushIntoSources(), plan);
    }

    @Override
    public CheckedPlan apply(CheckedPlan plan) {
        ScanSource.Computing source = source(plan);
        if (source == null) {
            return plan;
        }
        ScanSource computed = source.computed(plan);
        if (computed != null) {
            return scan(computed, plan);
        }
        return plan instanceof CheckedPlan.Filter filter ? split(filter, source) : plan;
    }

    /// The source of the first input, when all inputs are of such sources.
    private static ScanSource.@Nullable Computing source(CheckedPlan plan) {
        List<CheckedPlan> inputs = plan.inputs();
        boolean all = !inputs.isEmpty() && inputs.stream()
                .allMatch(i -> i instanceof CheckedPlan.Scan s && s.source() instanceof ScanSource.Computing);
        return all && inputs.getFirst() instanceof CheckedPlan.Scan first
                && first.source() instanceof ScanSource.Computing computing ? computing : null;
    }

    private static CheckedPlan scan(ScanSource source, CheckedPlan plan) {
        List<Integer> all = IntStream.range(0, plan.schema().size()).boxed().toList();
        return new CheckedPlan.Scan(source, all, List.of(), -1, plan.schema());
    }

    /// Leaves to the source those terms of a condition that it can say.
    private static CheckedPlan split(CheckedPlan.Filter filter, ScanSource.Computing source) {
        List<CheckedExpr> said = new ArrayList<>();
        List<CheckedExpr> kept = new ArrayList<>();
        for (CheckedExpr term : CheckedExprs.terms(filter.condition())) {
            boolean may = kept.isEmpty() || Totality.isTotal(term);
            boolean can = may && source.computed(new CheckedPlan.Filter(filter.input(), term)) != null;
            (can ? said : kept).add(term);
        }
        if (said.isEmpty() || kept.isEmpty()) {
            return filter;
        }
        CheckedPlan some = new CheckedPlan.Filter(filter.input(), CheckedExprs.all(said));
        ScanSource computed = source.computed(some);
        return computed == null
                ? filter
                : new CheckedPlan.Filter(scan(computed, some), CheckedExprs.all(kept));
    }
}
