package dev.peso.ml.internal.score;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

import org.jspecify.annotations.Nullable;

/// Rows of like probability: bins of equal width, each with its lower bound, the last one with 1 too.
///
/// @param predicted the mean probability of each bin; NaN of an empty one
/// @param observed the share of rows for which it came true; NaN of an empty one
/// @param counts the weight of each bin's rows
public record CalibrationBins(double[] predicted, double[] observed, double[] counts) {

    /// @param probability of each row
    /// @param isTrue whether what it was the probability of is so
    public static CalibrationBins of(int bins, int rows, IntToDoubleFunction probability, IntPredicate isTrue,
            double @Nullable [] weights) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins must be 1 or more, got " + bins);
        }
        double[] sums = new double[bins];
        double[] hits = new double[bins];
        double[] counts = new double[bins];
        for (int i = 0; i < rows; i++) {
            double p = probability.applyAsDouble(i);
            int bin = Math.clamp((long) (p * bins), 0, bins - 1);
            double weight = weights == null ? 1 : weights[i];
            sums[bin] += weight * p;
            hits[bin] += isTrue.test(i) ? weight : 0;
            counts[bin] += weight;
        }
        for (int bin = 0; bin < bins; bin++) {
            sums[bin] /= counts[bin];
            hits[bin] /= counts[bin];
        }
        return new CalibrationBins(sums, hits, counts);
    }

    /// The expected calibration error (Naeini et al. 2015): how far the bins' probabilities are from what is observed, in the
    /// mean over rows.
    public double error() {
        double sum = 0;
        double total = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] > 0) {
                sum += counts[bin] * Math.abs(predicted[bin] - observed[bin]);
                total += counts[bin];
            }
        }
        return sum / total;
    }
}
