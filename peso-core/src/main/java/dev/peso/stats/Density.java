package dev.peso.stats;

import java.util.Arrays;

/// A density estimated from a sample with Gaussian kernels.
///
/// @param x equally spaced places
/// @param y the density at each
/// @param bandwidth standard deviation of the kernels
public record Density(double[] x, double[] y, double bandwidth) {
    /// How many bandwidths from a value a kernel is taken for zero.
    private static final double REACH = 8;

    /// Silverman's rule of thumb: 0.9 min(s, IQR / 1.34) n^(-1/5) ("Density Estimation", 1986, equation 3.31), as R's
    /// `bw.nrd0`.
    ///
    /// @param sorted finite numbers from low to high
    /// @return the bandwidth, 1 if all values are equal
    public static double bandwidth(double[] sorted) {
        double mean = Arrays.stream(sorted).average().orElse(0);
        double squares = 0;
        for (double value : sorted) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / Math.max(1, sorted.length - 1));
        double spread = (Quantiles.of(sorted, 0.75) - Quantiles.of(sorted, 0.25)) / 1.34;
        double scale = spread > 0 ? Math.min(deviation, spread) : deviation;
        if (!(scale > 0)) {
            scale = sorted.length > 0 && sorted[0] != 0 ? Math.abs(sorted[0]) : 1;
        }
        return 0.9 * scale * StrictMath.pow(Math.max(1, sorted.length), -0.2);
    }

    /// Estimates a density.
    ///
    /// @param sorted finite numbers from low to high
    /// @param bandwidth standard deviation of the kernels, above 0
    /// @param low first place
    /// @param high last place
    /// @param places how many places, at least 2
    /// @return the density, 0 everywhere of nothing
    public static Density of(double[] sorted, double bandwidth, double low, double high, int places) {
        if (!(bandwidth > 0 && bandwidth < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("bandwidth must be above 0, got " + bandwidth);
        }
        if (places < 2) {
            throw new IllegalArgumentException("places must be 2 or more, got " + places);
        }
        double[] x = new double[places];
        double[] y = new double[places];
        double factor = 1 / (bandwidth * Math.sqrt(2 * Math.PI) * Math.max(1, sorted.length));
        for (int i = 0; i < places; i++) {
            x[i] = low + (high - low) * i / (places - 1);
            int from = firstFrom(sorted, x[i] - REACH * bandwidth);
            double sum = 0;
            for (int k = from; k < sorted.length && sorted[k] <= x[i] + REACH * bandwidth; k++) {
                double z = (x[i] - sorted[k]) / bandwidth;
                sum += StrictMath.exp(-z * z / 2);
            }
            y[i] = sum * factor;
        }
        return new Density(x, y, bandwidth);
    }

    private static int firstFrom(double[] sorted, double value) {
        int at = Arrays.binarySearch(sorted, value);
        int first = at < 0 ? -at - 1 : at;
        while (first > 0 && sorted[first - 1] == value) {
            first--;
        }
        return first;
    }
}
