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
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = matrix[i * n + j];
                a[j][i] = a[i][j];
            }
        }
        double[] off = new double[n];
        double[][] q = tridiagonal(a, off);
        double[] diagonal = new double[n];
        Arrays.setAll(diagonal, i -> a[i][i]);
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

    /// Leaves the diagonal in `a` and what is beside it in `off`, and gives the rotation as rows.
    private static double[][] tridiagonal(double[][] a, double[] off) {
        int n = a.length;
        double[][] reflections = new double[n][];
        for (int k = 0; k + 1 < n; k++) {
            double[] v = new double[n];
            double rest = 0;
            v[k + 1] = a[k + 1][k];
            for (int i = k + 2; i < n; i++) {
                v[i] = a[i][k];
                rest += v[i] * v[i];
            }
            double norm = Math.sqrt(rest + v[k + 1] * v[k + 1]);
            if (rest == 0) {
                off[k] = v[k + 1];
                continue;
            }
            double alpha = v[k + 1] > 0 ? -norm : norm;
            v[k + 1] -= alpha;
            double length = Math.sqrt(rest + v[k + 1] * v[k + 1]);
            for (int i = k + 1; i < n; i++) {
                v[i] /= length;
            }
            off[k] = alpha;
            reflect(a, v, k + 1);
            reflections[k] = v;
        }
        double[][] q = new double[n][n];
        for (int i = 0; i < n; i++) {
            q[i][i] = 1;
        }
        for (int k = n - 1; k >= 0; k--) {
            if (reflections[k] != null) {
                reflectRows(q, reflections[k], k + 1);
            }
        }
        return q;
    }

    /// `(1 - 2vv') a (1 - 2vv')` for the rows and columns from one on.
    private static void reflect(double[][] a, double[] v, int from) {
        int n = a.length;
        double[] p = new double[n];
        double along = 0;
        for (int i = from; i < n; i++) {
            double sum = 0;
            for (int j = from; j < n; j++) {
                sum += a[i][j] * v[j];
            }
            p[i] = 2 * sum;
            along += v[i] * p[i];
        }
        for (int i = from; i < n; i++) {
            p[i] -= along * v[i];
        }
        for (int i = from; i < n; i++) {
            for (int j = from; j < n; j++) {
                a[i][j] -= v[i] * p[j] + p[i] * v[j];
            }
        }
    }

    /// `q (1 - 2vv')` for the rows from one on, which are the only ones that are not those of the identity yet.
    private static void reflectRows(double[][] q, double[] v, int from) {
        for (int i = from; i < q.length; i++) {
            double sum = 0;
            for (int j = from; j < q.length; j++) {
                sum += q[i][j] * v[j];
            }
            for (int j = from; j < q.length; j++) {
                q[i][j] -= 2 * sum * v[j];
            }
        }
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
