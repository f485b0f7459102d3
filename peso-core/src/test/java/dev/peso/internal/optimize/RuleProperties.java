package dev.peso.internal.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

import dev.peso.RandomPlans;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.PlanText;

/// Each rewrite by itself gives the same rows in the same order, and adds no error.
class RuleProperties {
    private static final int TRIES = 200;

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void folding_constants_keeps_the_rows(@ForAll long seed) {
        check(seed, plan -> Optimizer.everywhere(new FoldConstants(), plan));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void making_keys_of_conditions_keeps_the_rows(@ForAll long seed) {
        check(seed, plan -> Optimizer.everywhere(new JoinKeysFromConditions(), plan));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void pushing_filters_keeps_the_rows(@ForAll long seed) {
        check(seed, plan -> Optimizer.everywhere(new PushFilters(), plan));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void merging_projections_keeps_the_rows(@ForAll long seed) {
        check(seed, plan -> Optimizer.everywhere(new MergeProjects(), plan));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void pushing_limits_keeps_the_rows(@ForAll long seed) {
        check(seed, plan -> Optimizer.everywhere(new PushLimits(), plan));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void counting_from_statistics_keeps_the_rows(@ForAll long seed) {
        check(seed, plan -> Optimizer.everywhere(new CountFromStatistics(), plan));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void sharing_subexpressions_keeps_the_rows(@ForAll long seed) {
        check(seed, plan -> Optimizer.everywhere(new ShareSubexpressions(), plan));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void pruning_columns_keeps_the_rows(@ForAll long seed) {
        check(seed, PruneColumns::prune);
    }

    private static void check(long seed, Rule rule) {
        CheckedPlan plan = RandomPlans.plan(seed);
        CheckedPlan rewritten = rule.apply(plan);
        assertThat(rewritten.schema()).isEqualTo(plan.schema());
        Object expected = RandomPlans.run(plan);
        Object found = RandomPlans.run(rewritten);
        assertThat(RandomPlans.mayReplace(found, expected))
                .as("seed %d%n%s becomes%n%s%n%s instead of %s", seed, PlanText.of(plan),
                        PlanText.of(rewritten), found,
                        expected)
                .isTrue();
    }
}
