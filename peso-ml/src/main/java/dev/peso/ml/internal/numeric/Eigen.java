package dev.peso.ml.internal.numeric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Eigenvalues and eigenvectors of a symmetric matrix: Householder reflections make it tridiagonal, then QL steps with
/// implicit shifts make it diagonal (Bowdler, Martin, Reinsch, Wilkinson 1968).
///
/// @param values falling
/// @param vectors one of length 1 for each value
public record Eigen(double[] values, double[][] vectors) {
    private static final double EPSILON = 0x1p-52;
    private static final int STEPS = 200;

    /// @param matrix n x n values, of which the lower half is read
    /// @throws ArithmeticException if the matrix holds NaN
    public static Eigen of(double[] matrix, int n) {
        Tridiagonal reflected = Tridiagonal.of(matrix, n);
        double[] off = reflected.beside;
        double[][] q = reflected.rotation();
        double[] diagonal = reflected.diagonal;
        for (int l = 0; l < n; l++) {
            settle(diagonal, off, q, l);
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -diagonal[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Eigen(Arrays.stream(order).mapToDouble(i -> diagonal[i]).toArray(),
                Arrays.stream(order).mapToObj(i -> q[i]).toArray(double[][]::new));
    }

    /// Turns until nothing is left beside the value at a place.
    private static void settle(double[] d, double[] e, double[][] q, int l) {
        for (int step = 0;; step++) {
            int m = l;
            while (m + 1 < d.length && Math.abs(e[m]) > EPSILON * (Math.abs(d[m]) + Math.abs(d[m + 1]))) {
                m++;
            }
            if (m == l) {
                return;
            }
            if (step == STEPS) {
                throw new ArithmeticException(
                        "a matrix has no eigenvalues that can be found; it may hold NaN");
            }
            turn(d, e, q, l, m);
        }
    }

    /// One QL step between two places.
    private static void turn(double[] d, double[] e, double[][] q, int l, int m) {
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        double root = Math.sqrt(g * g + 1);
        g = d[m] - d[l] + e[l] / (g + (g < 0 ? -root : root));
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--) {
            double f = s * e[i];
            double b = c * e[i];
            double r = Math.sqrt(f * f + g * g);
            e[i + 1] = r;
            if (r == 0) {
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }
            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            rotate(q[i], q[i + 1], s, c);
        }
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    private static void rotate(double[] low, double[] high, double s, double c) {
        for (int k = 0; k < low.length; k++) {
            double value = high[k];
            high[k] = s * low[k] + c * value;
            low[k] = c * low[k] - s * value;
        }
    }
}
