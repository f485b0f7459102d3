package dev.peso.ml.internal.score;

import org.jspecify.annotations.Nullable;

/// Areas under the ROC curves of classes by two, rows of other classes left out (Hand and Till 2001).
final class PairAreas {
    private final double[] weights;
    /// For each class and each other one: pairs of their rows in which the first class's row has more of its probability.
    private final double[][] wins;

    private PairAreas(int classes) {
        this.weights = new double[classes];
        this.wins = new double[classes][classes];
    }

    /// The mean over all pairs of classes, each by the probabilities of both; NaN where a class has no rows.
    ///
    /// @param orders for each class rows by its falling probability
    static double mean(int[][] orders, double[][] probabilities, double[] target,
            double @Nullable [] weights) {
        PairAreas areas = new PairAreas(orders.length);
        for (int i = 0; i < target.length; i++) {
            areas.weights[(int) target[i]] += weights == null ? 1 : weights[i];
        }
        for (int k = 0; k < orders.length; k++) {
            areas.count(k, orders[k], probabilities[k], target, weights);
        }
        return areas.mean();
    }

    private void count(int k, int[] order, double[] scores, double[] target, double @Nullable [] rowWeights) {
        double above = 0;
        for (int from = 0; from < order.length;) {
            int to = from;
            double tied = 0;
            do {
                tied += target[order[to]] == k ? weight(rowWeights, order[to]) : 0;
                to++;
            } while (to < order.length && scores[order[to]] == scores[order[from]]);
            for (int i = from; i < to; i++) {
                wins[k][(int) target[order[i]]] += weight(rowWeights, order[i]) * (above + tied / 2);
            }
            above += tied;
            from = to;
        }
    }

    private static double weight(double @Nullable [] weights, int row) {
        return weights == null ? 1 : weights[row];
    }

    private double mean() {
        double sum = 0;
        for (int a = 0; a < weights.length; a++) {
            for (int b = 0; b < weights.length; b++) {
                sum += a == b ? 0 : wins[a][b] / (weights[a] * weights[b]);
            }
        }
        return sum / (weights.length * (weights.length - 1.0));
    }
}
