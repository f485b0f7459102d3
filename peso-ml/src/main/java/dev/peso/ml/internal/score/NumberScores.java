package dev.peso.ml.internal.score;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Predicted numbers beside the true ones.
public final class NumberScores implements Scored {
    private static final double LEAST_TRUTH = Math.ulp(1.0);

    private final double[] predicted;
    private final double[] target;
    private final double[] errors;
    /// Rows by falling size of their errors.
    private final int[] order;

    public NumberScores(double[] predicted, double[] target) {
        this.predicted = predicted;
        this.target = target;
        this.errors = new double[target.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.abs(predicted[i] - target[i]);
        }
        this.order = Curve.order(errors);
    }

    @Override
    public int rows() {
        return target.length;
    }

    @Override
    public Map<String, Double> scores(double @Nullable [] weights) {
        double total = 0;
        double mean = 0;
        double bias = 0;
        for (int i = 0; i < target.length; i++) {
            double weight = weight(weights, i);
            total += weight;
            mean += weight * target[i];
            bias += weight * (target[i] - predicted[i]);
        }
        mean /= total;
        bias /= total;
        double squares = 0;
        double centered = 0;
        double absolute = 0;
        double relative = 0;
        double spread = 0;
        for (int i = 0; i < target.length; i++) {
            double weight = weight(weights, i);
            double miss = target[i] - predicted[i];
            squares += weight * miss * miss;
            centered += weight * (miss - bias) * (miss - bias);
            absolute += weight * errors[i];
            relative += weight * errors[i] / Math.max(LEAST_TRUTH, Math.abs(target[i]));
            spread += weight * (target[i] - mean) * (target[i] - mean);
        }
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("rmse", Math.sqrt(squares / total));
        scores.put("mae", absolute / total);
        scores.put("r2", 1 - squares / spread);
        scores.put("median_absolute_error", median(weights, total));
        scores.put("explained_variance", 1 - centered / spread);
        scores.put("mape", relative / total);
        scores.put("max_error", largest(weights));
        return scores;
    }

    /// The error that half of the weight is below; where a row ends exactly there, the middle between it and the next.
    private double median(double @Nullable [] weights, double total) {
        double above = 0;
        for (int at = 0; at < order.length; at++) {
            above += weight(weights, order[at]);
            if (above == total / 2 && above > 0) {
                int next = at + 1;
                while (weight(weights, order[next]) == 0) {
                    next++;
                }
                return (errors[order[at]] + errors[order[next]]) / 2;
            }
            if (above > total / 2) {
                return errors[order[at]];
            }
        }
        return Double.NaN;
    }

    private double largest(double @Nullable [] weights) {
        for (int row : order) {
            if (weight(weights, row) > 0) {
                return errors[row];
            }
        }
        return Double.NaN;
    }

    private static double weight(double @Nullable [] weights, int row) {
        return weights == null ? 1 : weights[row];
    }
}
