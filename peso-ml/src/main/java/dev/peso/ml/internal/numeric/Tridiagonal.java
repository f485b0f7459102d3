package dev.peso.ml.internal.numeric;

/// A symmetric matrix `a = q t q'`, where `t` has values on its diagonal and beside it only: Householder reflections make it
/// so (Martin, Reinsch, Wilkinson 1968). Then each `(a + ridge) x = b` takes few operations a row.
public final class Tridiagonal {
    /// Of `t`.
    final double[] diagonal;
    /// Of `t`, right of and below the diagonal; the last one is 0.
    final double[] beside;
    /// Vectors of length 1 whose reflections, the first one first, are `q`; empty for none.
    private final double[][] reflections;

    private Tridiagonal(double[] diagonal, double[] beside, double[][] reflections) {
        this.diagonal = diagonal;
        this.beside = beside;
        this.reflections = reflections;
    }

    /// @param matrix n x n values, of which the lower half is read
    public static Tridiagonal of(double[] matrix, int n) {
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = matrix[i * n + j];
                a[j][i] = a[i][j];
            }
        }
        double[] beside = new double[n];
        double[][] reflections = new double[n][0];
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
                beside[k] = v[k + 1];
                continue;
            }
            double alpha = v[k + 1] > 0 ? -norm : norm;
            v[k + 1] -= alpha;
            double length = Math.sqrt(rest + v[k + 1] * v[k + 1]);
            for (int i = k + 1; i < n; i++) {
                v[i] /= length;
            }
            beside[k] = alpha;
            reflect(a, v, k + 1);
            reflections[k] = v;
        }
        double[] diagonal = new double[n];
        for (int i = 0; i < n; i++) {
            diagonal[i] = a[i][i];
        }
        return new Tridiagonal(diagonal, beside, reflections);
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

    public int size() {
        return diagonal.length;
    }

    /// The rows of `q`.
    double[][] rotation() {
        int n = diagonal.length;
        double[][] q = new double[n][n];
        for (int i = 0; i < n; i++) {
            q[i][i] = 1;
        }
        for (int k = n - 1; k >= 0; k--) {
            if (reflections[k].length > 0) {
                reflectRows(q, reflections[k], k + 1);
            }
        }
        return q;
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

    /// `q' vector`.
    public double[] into(double[] vector) {
        double[] turned = vector.clone();
        for (double[] v : reflections) {
            mirror(v, turned);
        }
        return turned;
    }

    /// `q vector`.
    public double[] outOf(double[] vector) {
        double[] turned = vector.clone();
        for (int k = reflections.length - 1; k >= 0; k--) {
            mirror(reflections[k], turned);
        }
        return turned;
    }

    private static void mirror(double[] v, double[] vector) {
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            sum += v[i] * vector[i];
        }
        for (int i = 0; i < v.length; i++) {
            vector[i] -= 2 * sum * v[i];
        }
    }

    /// Solves `(t + ridge) x = right`.
    ///
    /// @param ridge makes the matrix positive
    public double[] solve(double ridge, double[] right) {
        int n = diagonal.length;
        double[] pivots = pivots(ridge);
        double[] x = right.clone();
        for (int i = 1; i < n; i++) {
            x[i] -= beside[i - 1] / pivots[i - 1] * x[i - 1];
        }
        for (int i = n - 1; i >= 0; i--) {
            x[i] = (x[i] - (i + 1 < n ? beside[i] * x[i + 1] : 0)) / pivots[i];
        }
        return x;
    }

    private double[] pivots(double ridge) {
        double[] pivots = new double[diagonal.length];
        for (int i = 0; i < pivots.length; i++) {
            double above = i == 0 ? 0 : beside[i - 1] * (beside[i - 1] / pivots[i - 1]);
            pivots[i] = diagonal[i] + ridge - above;
        }
        return pivots;
    }

    /// The sum of the diagonal of the inverse of `t + ridge`, each value from the pivots of both directions.
    public double inverseTrace(double ridge) {
        int n = diagonal.length;
        double[] pivots = pivots(ridge);
        double trace = 0;
        double below = 0;
        for (int i = n - 1; i >= 0; i--) {
            trace += 1 / (pivots[i] - below);
            double back = diagonal[i] + ridge - below;
            below = i == 0 ? 0 : beside[i - 1] * (beside[i - 1] / back);
        }
        return trace;
    }
}
