package dev.peso.ml.internal.linear;

import java.util.Arrays;

import dev.peso.ml.internal.numeric.Cholesky;

/// A step of all factors that are not 0 toward the least that factors of the same signs have, which a linear system tells
/// (Lee, Battle, Raina, Ng 2006).
final class Leap {
    private final double[] from;
    private final double[] way;
    private final double l1;
    /// How the smooth part of the sum changes along the way.
    private final double slope;
    private final double curve;

    /// @param from the factors, none of them 0
    /// @param curves second derivatives of the smooth part, a row for each factor
    /// @param falls how fast the smooth part falls with each factor
    /// @param l1 the penalty on absolute factors
    Leap(double[] from, double[] curves, double[] falls, double l1) {
        this.from = from;
        this.l1 = l1;
        int n = from.length;
        double[] right = new double[n];
        Arrays.setAll(right, i -> falls[i] - l1 * Math.signum(from[i]));
        this.way = Cholesky.of(curves, n).solve(right);
        double rise = 0;
        double bend = 0;
        for (int i = 0; i < n; i++) {
            rise -= way[i] * falls[i];
            for (int k = 0; k < n; k++) {
                bend += way[i] * curves[i * n + k] * way[k];
            }
        }
        this.slope = rise;
        this.curve = bend;
    }

    /// The factors where the sum is least of all places on the way at which one of them is 0, and of its end.
    double[] end() {
        double best = 0;
        double lowest = 0;
        for (int stop = 0; stop <= from.length; stop++) {
            double share = stop == from.length ? 1 : shareToZero(stop);
            double change = share > 0 && share <= 1 ? change(share) : 0;
            if (change < lowest) {
                best = share;
                lowest = change;
            }
        }
        double[] end = new double[from.length];
        for (int i = 0; i < end.length; i++) {
            end[i] = shareToZero(i) == best ? 0 : from[i] + best * way[i];
        }
        return end;
    }

    private double shareToZero(int i) {
        return -from[i] / way[i];
    }

    private double change(double share) {
        double change = share * slope + share * share / 2 * curve;
        for (int i = 0; i < from.length; i++) {
            change += l1 * (Math.abs(from[i] + share * way[i]) - Math.abs(from[i]));
        }
        return change;
    }
}
