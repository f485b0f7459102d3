package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;
import dev.peso.ml.internal.score.Curve;
import dev.peso.ml.internal.score.Decision;

/// How classes are chosen by their probabilities.
///
/// @param threshold from which probability on the positive one is chosen; NaN for none
/// @param costs what it costs to take a class for another; other mistakes cost 1, no mistake nothing
/// @param isTuned whether the threshold is that which cost least on rows not learnt from
public record ChoiceSpec(double threshold, List<Cost> costs, boolean isTuned) {
    public ChoiceSpec {
        costs = List.copyOf(costs);
        if (!(Double.isNaN(threshold) || threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be in [0, 1], got " + threshold);
        }
    }

    /// A mistake.
    ///
    /// @param actual the label of the true class
    /// @param chosen the label of the chosen class
    /// @param cost what it costs
    public record Cost(String actual, String chosen, double cost) {
        public Cost {
            if (!(Math.abs(cost) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a cost must be a number, got " + cost);
            }
        }
    }

    /// The decision between the classes of a target.
    ///
    /// @param unseen predictions of rows not learnt from, which a tuned threshold needs, or null
    /// @param actual the classes of these rows
    /// @param weights of these rows, or null
    Decision decision(Target target, double @Nullable [][] unseen, double[] actual,
            double @Nullable [] weights) {
        if (!target.classifies()) {
            throw new QueryException("thresholds and costs are about classes, and \"" + target.column()
                    + "\" is predicted as a number");
        }
        if (target.positive() < 0 && (!Double.isNaN(threshold) || isTuned)) {
            throw new QueryException(
                    "a threshold needs two classes, and column \"" + target.column() + "\" has "
                            + target.classes().size() + "; use costs without tuning");
        }
        List<Double> matrix = costs.isEmpty() ? List.of() : matrix(target);
        if (isTuned && unseen != null) {
            int positive = target.positive();
            return new Decision(
                    cheapest(Curve.of(unseen[positive], actual, positive, weights), matrix, positive),
                    matrix);
        }
        return new Decision(threshold, matrix);
    }

    private List<Double> matrix(Target target) {
        int classes = target.classes().size();
        List<Double> matrix = new ArrayList<>(Collections.nCopies(classes * classes, 1.0));
        for (int k = 0; k < classes; k++) {
            matrix.set(k * classes + k, 0.0);
        }
        for (Cost cost : costs) {
            matrix.set(at(target, cost.actual) * classes + at(target, cost.chosen), cost.cost);
        }
        return matrix;
    }

    private static int at(Target target, String label) {
        int at = target.classes().indexOf(label);
        if (at < 0) {
            throw new QueryException("the costs name the class \"" + label + "\", which is not in column \""
                    + target.column() + "\"; classes: " + target.brief());
        }
        return at;
    }

    /// The threshold of the least cost: halfway between the score from which on rows are best taken for positive and the
    /// next one below.
    private static double cheapest(Curve curve, List<Double> matrix, int positive) {
        int other = 1 - positive;
        double hit = matrix.get(positive * 2 + positive);
        double miss = matrix.get(positive * 2 + other);
        double alarm = matrix.get(other * 2 + positive);
        double rest = matrix.get(other * 2 + other);
        double least = curve.positives() * miss + curve.negatives() * rest;
        double best = curve.thresholds().length == 0 ? 1 : Math.min(1, Math.nextUp(curve.thresholds()[0]));
        for (int i = 0; i < curve.thresholds().length; i++) {
            double cost = curve.hits()[i] * hit + (curve.positives() - curve.hits()[i]) * miss
                    + curve.alarms()[i] * alarm + (curve.negatives() - curve.alarms()[i]) * rest;
            if (cost < least) {
                least = cost;
                best = i + 1 < curve.thresholds().length
                        ? (curve.thresholds()[i] + curve.thresholds()[i + 1]) / 2
                        : 0;
            }
        }
        return best;
    }
}
