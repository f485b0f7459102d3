package dev.peso.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.peso.ml.internal.model.ChoiceSpec;

/// What mistakes cost. Those that are not named cost 1; to be right costs nothing unless that is named too, as when a
/// letter has to be paid either way.
public final class Costs {
    private final List<ChoiceSpec.Cost> costs;
    private final boolean isTuned;

    private Costs(List<ChoiceSpec.Cost> costs, boolean isTuned) {
        this.costs = List.copyOf(costs);
        this.isTuned = isTuned;
    }

    /// One mistake.
    ///
    /// @param actual the label of the true class
    /// @param chosen the label of the class it is taken for
    /// @param cost in any unit; less than 0 for a gain
    /// @return costs
    /// @throws IllegalArgumentException if the cost is no finite number
    public static Costs of(String actual, String chosen, double cost) {
        return new Costs(List.of(), false).and(actual, chosen, cost);
    }

    /// One more mistake; the last word on a pair counts.
    ///
    /// @param actual the label of the true class
    /// @param chosen the label of the class it is taken for
    /// @param cost in any unit; less than 0 for a gain
    /// @return new costs
    /// @throws IllegalArgumentException if the cost is no finite number
    public Costs and(String actual, String chosen, double cost) {
        List<ChoiceSpec.Cost> more = new ArrayList<>(costs);
        more.add(new ChoiceSpec.Cost(Objects.requireNonNull(actual, "actual"),
                Objects.requireNonNull(chosen, "chosen"), cost));
        return new Costs(more, isTuned);
    }

    /// Looks, for two classes, for the threshold that costs least on rows that were not learnt from, instead of believing
    /// the probabilities.
    ///
    /// @return new costs
    public Costs tuned() {
        return new Costs(costs, true);
    }

    ChoiceSpec spec() {
        return new ChoiceSpec(Double.NaN, costs, isTuned);
    }
}
