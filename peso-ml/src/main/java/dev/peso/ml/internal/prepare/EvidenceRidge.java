package dev.peso.ml.internal.prepare;

import java.util.Arrays;

import dev.peso.ml.internal.numeric.Tridiagonal;

/// A ridge regression whose penalty is the most likely one: factors and noise are normal, and both of their variances are
/// those under which the rows are likeliest (evidence maximisation; MacKay 1992, "Bayesian interpolation"), found by his
/// fixed-point steps from the variance of the target and 1.
final class EvidenceRidge {
    private static final int STEPS = 300;
    private static final double ENOUGH = 1e-3;
    /// Keeps variances from 0 and without end, as a vague prior of both does.
    private static final double VAGUE = 2e-6;
    private static final double LEAST_RIDGE = 1e-10;

    private EvidenceRidge() {}

    /// @param products n x n sums of products of centred columns, of which the lower half is read
    /// @param right sums of their products with the centred target
    /// @param square the sum of squares of the centred target
    /// @param rows how many there are
    /// @return a factor for each column
    static double[] factors(double[] products, double[] right, double square, int rows) {
        int n = right.length;
        if (n == 0) {
            return right;
        }
        Tridiagonal matrix = Tridiagonal.of(products, n);
        double[] turned = matrix.into(right);
        double least = LEAST_RIDGE * Math.max(1, trace(products, n) / n);
        double ridge = square / rows;
        double[] factors = new double[n];
        for (int step = 0; step < STEPS; step++) {
            double used = Math.max(ridge, least);
            double[] next = matrix.solve(used, turned);
            double size = dot(next, next);
            double errors = Math.max(0, square - dot(next, turned) - used * size);
            double free = Math.max(0, n - used * matrix.inverseTrace(used));
            double noise = (errors + VAGUE) / (Math.max(0, rows - free) + VAGUE);
            ridge = noise * (free + VAGUE) / (size + VAGUE);
            double change = distance(factors, next);
            factors = next;
            if (step > 0 && change < ENOUGH) {
                break;
            }
        }
        return matrix.outOf(matrix.solve(Math.max(ridge, least), turned));
    }

    private static double trace(double[] matrix, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += matrix[i * n + i];
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double distance(double[] a, double[] b) {
        double[] apart = a.clone();
        Arrays.setAll(apart, i -> a[i] - b[i]);
        return Math.sqrt(dot(apart, apart));
    }
}
