package dev.peso.ml.internal.prepare;

import dev.peso.ml.internal.learn.Training;

/// Means of the target by category, drawn to the mean of all rows.
final class CategoryMeans {
    private final double[] sums;
    private final double[] squares;
    private final double[] weights;
    private final double smoothing;
    private double mean;
    private double variance;

    CategoryMeans(Training training, double[] target, int[] places, int width, double smoothing) {
        this(training, target, places, width, smoothing, new int[target.length], -1);
    }

    /// @param places the category of each row, or -1
    /// @param part the fold of each row
    /// @param without the fold to leave out
    CategoryMeans(Training training, double[] target, int[] places, int width, double smoothing, int[] part,
            int without) {
        this.sums = new double[width];
        this.squares = new double[width];
        this.weights = new double[width];
        this.smoothing = smoothing;
        double total = 0;
        for (int i = 0; i < target.length; i++) {
            if (part[i] != without) {
                total += training.weight(i);
                mean += training.weight(i) * target[i];
            }
        }
        mean /= total;
        for (int i = 0; i < target.length; i++) {
            if (part[i] != without) {
                double far = target[i] - mean;
                variance += training.weight(i) * far * far / total;
                if (places[i] >= 0) {
                    weights[places[i]] += training.weight(i);
                    sums[places[i]] += training.weight(i) * far;
                    squares[places[i]] += training.weight(i) * far * far;
                }
            }
        }
    }

    /// The mean of all rows.
    double mean() {
        return mean;
    }

    /// The mean of each category; of one without rows that of all.
    double[] means() {
        double[] means = new double[sums.length];
        for (int k = 0; k < means.length; k++) {
            means[k] = mean + (weights[k] == 0 ? 0 : sums[k] / weights[k] * trust(k));
        }
        return means;
    }

    /// How much the mean of a category counts against that of all rows.
    private double trust(int k) {
        if (!Double.isNaN(smoothing)) {
            return weights[k] / (weights[k] + smoothing);
        }
        double own = sums[k] / weights[k];
        double within = Math.max(0, squares[k] / weights[k] - own * own);
        double trust = variance * weights[k] / (variance * weights[k] + within);
        return Double.isNaN(trust) ? 0 : trust;
    }
}
