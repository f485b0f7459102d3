package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Figures of folds put together.
final class Summary {
    private Summary() {}

    /// The figures of each fold, and their means over the folds that have them with the interval of a mean.
    ///
    /// @param all the figures of each fold
    static List<Score> of(List<Map<String, Double>> all, List<Folds> folds) {
        List<Score> scores = new ArrayList<>();
        Map<String, List<Double>> byMetric = new LinkedHashMap<>();
        long rows = 0;
        for (int fold = 0; fold < all.size(); fold++) {
            int size = folds.get(fold).test().length;
            rows += size;
            for (Map.Entry<String, Double> score : all.get(fold).entrySet()) {
                scores.add(new Score(fold, score.getKey(), score.getValue(), Double.NaN, Double.NaN, size));
                byMetric.computeIfAbsent(score.getKey(), _ -> new ArrayList<>()).add(score.getValue());
            }
        }
        for (Map.Entry<String, List<Double>> metric : byMetric.entrySet()) {
            double[] values = values(metric.getValue());
            double mean = mean(values);
            double half = 1.96 * deviation(values) / Math.sqrt(values.length);
            scores.add(new Score(-1, metric.getKey(), mean, mean - half, mean + half, rows));
        }
        return scores;
    }

    /// Those of the folds that have the figure.
    private static double[] values(List<Double> all) {
        return all.stream().mapToDouble(v -> v).filter(v -> !Double.isNaN(v)).toArray();
    }

    /// NaN of nothing.
    static double mean(double[] values) {
        double mean = values.length == 0 ? Double.NaN : 0;
        for (double value : values) {
            mean += value / values.length;
        }
        return mean;
    }

    /// That of a sample; NaN of less than two.
    static double deviation(double[] values) {
        double mean = mean(values);
        double spread = values.length == 0 ? Double.NaN : 0;
        for (double value : values) {
            spread += (value - mean) * (value - mean) / (values.length - 1);
        }
        return Math.sqrt(spread);
    }
}
