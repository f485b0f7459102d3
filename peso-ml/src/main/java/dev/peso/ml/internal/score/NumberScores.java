package dev.peso.ml.internal.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// Predicted numbers beside the true ones.
public final class NumberScores implements Scored {
    private static final double LEAST_TRUTH = Math.ulp(1.0);
    /// Errors of this share of a number are those of rounding.
    private static final double ROUNDING = 1e-12;

    private final double[] predicted;
    private final double[] target;
    private final double[] errors;
    /// Rows by falling size of their errors.
    private final int[] order;
    private final double least;
    private final double quantile;

    public NumberScores(double[] predicted, double[] target) {
        this(predicted, target, Double.NaN);
    }

    /// @param quantile which one is predicted, or NaN for the mean
    public NumberScores(double[] predicted, double[] target, double quantile) {
        this.predicted = predicted;
        this.quantile = quantile;
        this.least = Arrays.stream(target).min().orElse(Double.NaN);
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
        scores.put("r2", explained(squares, spread, weights));
        scores.put("median_absolute_error", median(weights, total));
        scores.put("explained_variance", explained(centered, spread, weights));
        scores.put("mape", relative / total);
        scores.put("max_error", largest(weights));
        scores.put("mse", squares / total);
        if (least >= 0) {
            scores.put("rmsle", Math.sqrt(mean(weights, this::logError)));
            scores.put("poisson_deviance", mean(weights, this::poisson));
        }
        if (least > 0) {
            scores.put("gamma_deviance", mean(weights, this::gamma));
        }
        if (!Double.isNaN(quantile)) {
            scores.put("pinball", mean(weights, i -> target[i] < predicted[i]
                    ? (1 - quantile) * errors[i]
                    : quantile * errors[i]));
        }
        return scores;
    }

    /// The share of a spread that is not missed. Equal numbers have none: then 1 where nothing is missed, otherwise 0, as in
    /// scikit-learn. One row tells nothing.
    private double explained(double missed, double spread, double @Nullable [] weights) {
        int[] counted = IntStream.range(0, target.length).filter(i -> weight(weights, i) > 0).toArray();
        if (counted.length < 2) {
            return Double.NaN;
        }
        double first = target[counted[0]];
        if (Arrays.stream(counted).anyMatch(i -> target[i] != first)) {
            return 1 - missed / spread;
        }
        double total = Arrays.stream(counted).mapToDouble(i -> weight(weights, i)).sum();
        return Math.sqrt(missed / total) <= ROUNDING * Math.abs(first) ? 1 : 0;
    }

    private double mean(double @Nullable [] weights, IntToDoubleFunction ofRow) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < target.length; i++) {
            double weight = weight(weights, i);
            sum += weight == 0 ? 0 : weight * ofRow.applyAsDouble(i);
            total += weight;
        }
        return sum / total;
    }

    /// NaN of a prediction of -1 or less.
    private double logError(int row) {
        double error = StrictMath.log1p(predicted[row]) - StrictMath.log1p(target[row]);
        return predicted[row] > -1 ? error * error : Double.NaN;
    }

    /// NaN of a prediction that is not above 0.
    private double poisson(int row) {
        double p = predicted[row];
        double y = target[row];
        return p > 0 ? 2 * ((y == 0 ? 0 : y * StrictMath.log(y / p)) - y + p) : Double.NaN;
    }

    private double gamma(int row) {
        double p = predicted[row];
        double y = target[row];
        return p > 0 ? 2 * (StrictMath.log(p / y) + y / p - 1) : Double.NaN;
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
