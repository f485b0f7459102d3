package dev.peso.internal.select;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;
import dev.peso.internal.expr.Node;
import dev.peso.internal.plan.Analyzer;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan;

/// A plan with what the analyzer says of it; each step is checked as it is made.
///
/// @param steps how many nodes the plan has as a tree
record Relation(Plan plan, CheckedPlan checked, long steps) {
    private static final long MOST_STEPS = 20_000;

    static Relation of(Plan plan) {
        List<Relation> inputs = Analyzer.inputsOf(plan).stream().map(Relation::of).toList();
        return of(plan, inputs.toArray(Relation[]::new));
    }

    /// A node over relations.
    static Relation of(Plan plan, Relation... inputs) {
        long steps = 1;
        for (Relation input : inputs) {
            steps += input.steps;
        }
        if (steps > MOST_STEPS) {
            throw new QueryException("the query unfolds to more than " + MOST_STEPS
                    + " steps, as queries it names are used over and over; collect those first");
        }
        List<CheckedPlan> checked = java.util.Arrays.stream(inputs).map(Relation::checked).toList();
        return new Relation(plan, Analyzer.check(plan, checked), steps);
    }

    boolean has(String id) {
        return checked.schema().contains(id);
    }

    Relation filter(Node condition) {
        return of(new Plan.Filter(plan, condition), this);
    }

    Relation with(List<Node> columns) {
        return columns.isEmpty() ? this : of(new Plan.With(plan, columns), this);
    }

    Relation with(String id, Node value) {
        return with(List.of(new Node.Alias(value, id)));
    }

    Relation select(List<Node> columns) {
        return of(new Plan.Select(plan, columns), this);
    }

    Relation aggregate(List<Node> keys, List<Node> aggregates) {
        return of(new Plan.Aggregate(plan, keys, aggregates), this);
    }

    Relation distinct(List<String> ids) {
        return of(new Plan.Distinct(plan, ids), this);
    }

    Relation sort(List<Node.SortKey> keys) {
        return of(new Plan.Sort(plan, keys), this);
    }

    Relation limit(long offset, long rows) {
        return of(new Plan.Limit(plan, offset, rows), this);
    }

    Relation explode(List<String> ids) {
        return of(new Plan.Explode(plan, ids), this);
    }

    Relation cross(Relation right) {
        return join(right, Plan.JoinKind.CROSS, List.of(), null);
    }

    Relation join(Relation right, Plan.JoinKind kind, List<Plan.JoinKey> keys, @Nullable Node condition) {
        return of(new Plan.Join(plan, right.plan, kind, keys, condition, false, "_right"), this, right);
    }
}
