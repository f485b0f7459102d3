package dev.peso.internal.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.peso.internal.plan.CheckedPlan;

/// Runs the rewrites over a plan until nothing changes any more, then those that need the final shape.
public final class Optimizer {
    private static final int MOST_ROUNDS = 12;
    private static final List<Rule> RULES = List.of(new FoldConstants(), new JoinKeysFromConditions(),
            new PushFilters(), new MergeProjects(), new PushLimits(), new CountFromStatistics());

    private Optimizer() {}

    public static CheckedPlan optimize(CheckedPlan plan) {
        CheckedPlan current = untilStable(plan);
        current = PruneColumns.prune(current);
        current = untilStable(current);
        return everywhere(new ShareSubexpressions(), current);
    }

    private static CheckedPlan untilStable(CheckedPlan plan) {
        CheckedPlan current = plan;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            CheckedPlan next = current;
            for (Rule rule : RULES) {
                next = everywhere(rule, next);
            }
            if (Objects.equals(next, current)) { // the same plan is told without looking at its nodes
                return next;
            }
            current = next;
        }
        return current;
    }

    /// Applies a rule to every node, inputs first.
    static CheckedPlan everywhere(Rule rule, CheckedPlan plan) {
        List<CheckedPlan> inputs = plan.inputs();
        List<CheckedPlan> rewritten = new ArrayList<>(inputs.size());
        for (CheckedPlan input : inputs) {
            rewritten.add(everywhere(rule, input));
        }
        return rule.apply(rewritten.equals(inputs) ? plan : plan.withInputs(rewritten));
    }
}
