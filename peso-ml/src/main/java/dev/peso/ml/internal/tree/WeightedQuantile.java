package dev.peso.ml.internal.tree;

import java.util.Arrays;

/// Quantiles of weighted values.
final class WeightedQuantile {
    private WeightedQuantile() {}

    /// The least value up to which at least the share of the weight lies.
    static double of(double[] values, double[] weights, double share) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
        double total = Arrays.stream(weights).sum();
        double sum = 0;
        for (int i : order) {
            sum += weights[i];
            if (sum >= share * total) {
                return values[i];
            }
        }
        return values.length == 0 ? 0 : values[order[values.length - 1]];
    }
}
