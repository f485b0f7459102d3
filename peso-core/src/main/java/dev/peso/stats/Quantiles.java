package dev.peso.stats;

import java.util.Arrays;

/// Quantiles of sorted values by linear interpolation between neighbours: type 7 of Hyndman and Fan, "Sample Quantiles in
/// Statistical Packages" (1996), as R, NumPy and [dev.peso.Expr#quantile(String, double)] have it.
public final class Quantiles {
    private Quantiles() {}

    /// The finite values of an array from low to high.
    ///
    /// @param values any numbers
    /// @return a new array without NaN and infinities
    public static double[] sorted(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    }

    /// A quantile.
    ///
    /// @param sorted numbers from low to high, without NaN
    /// @param share 0 for the lowest to 1 for the highest
    /// @return the quantile, NaN of nothing
    public static double of(double[] sorted, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a quantile's share must be in [0, 1], got " + share);
        }
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int below = (int) at;
        double rest = at - below;
        return rest == 0 ? sorted[below] : sorted[below] + (sorted[below + 1] - sorted[below]) * rest;
    }
}
