package dev.peso.ml.internal.score;

import java.util.List;

/// How a class is chosen by the probabilities of all.
///
/// @param threshold from which probability on the positive one of two is chosen; NaN for none
/// @param costs of each actual class what it costs to choose each, one actual class after another; empty for none.
///   Without a threshold the class of the least expected cost is chosen, without costs the likeliest
public record Decision(double threshold, List<Double> costs) {
    public static final Decision LIKELIEST = new Decision(Double.NaN, List.of());

    public Decision {
        costs = List.copyOf(costs);
        if (!(Double.isNaN(threshold) || threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be in [0, 1], got " + threshold);
        }
    }

    /// Whether it fits so many classes.
    public boolean fits(int classes, int positive) {
        return (Double.isNaN(threshold) || positive >= 0)
                && (costs.isEmpty() || costs.size() == classes * classes);
    }

    /// The class of a row: of several that are equally good the first.
    ///
    /// @param probabilities for each class those of all rows
    /// @param positive which of two classes the threshold is about
    public int choose(double[][] probabilities, int row, int positive) {
        if (!Double.isNaN(threshold)) {
            return probabilities[positive][row] >= threshold ? positive : 1 - positive;
        }
        return costs.isEmpty() ? likeliest(probabilities, row) : cheapest(probabilities, row);
    }

    private static int likeliest(double[][] probabilities, int row) {
        int best = 0;
        for (int k = 1; k < probabilities.length; k++) {
            best = probabilities[k][row] > probabilities[best][row] ? k : best;
        }
        return best;
    }

    /// The class of the least expected cost (Elkan 2001).
    private int cheapest(double[][] probabilities, int row) {
        int classes = probabilities.length;
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            double cost = 0;
            for (int actual = 0; actual < classes; actual++) {
                cost += probabilities[actual][row] * costs.get(actual * classes + k);
            }
            if (cost < least) {
                least = cost;
                best = k;
            }
        }
        return best;
    }
}
