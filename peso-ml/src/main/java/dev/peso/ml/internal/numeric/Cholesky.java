package dev.peso.ml.internal.numeric;

/// Solves symmetric positive systems. A system that is not quite positive gets the least multiple of its diagonal added.
public final class Cholesky {
    private final int n;
    private final double[] lower;

    private Cholesky(int n, double[] lower) {
        this.n = n;
        this.lower = lower;
    }

    /// @param matrix n x n values, of which the lower half is read
    public static Cholesky of(double[] matrix, int n) {
        double ridge = 0;
        while (true) {
            double[] lower = matrix.clone();
            for (int i = 0; i < n; i++) {
                lower[i * n + i] += ridge * Math.max(1e-300, Math.abs(matrix[i * n + i]));
            }
            if (factor(lower, n)) {
                return new Cholesky(n, lower);
            }
            ridge = ridge == 0 ? 1e-14 : ridge * 100;
            if (ridge > 1e6) {
                throw new ArithmeticException("a matrix is not positive, or holds NaN");
            }
        }
    }

    private static boolean factor(double[] a, int n) {
        for (int j = 0; j < n; j++) {
            double pivot = a[j * n + j];
            double whole = pivot;
            for (int k = 0; k < j; k++) {
                pivot -= a[j * n + k] * a[j * n + k];
            }
            if (!(pivot > whole * 1e-15)) {
                return false;
            }
            double root = Math.sqrt(pivot);
            a[j * n + j] = root;
            for (int i = j + 1; i < n; i++) {
                double sum = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i * n + k] * a[j * n + k];
                }
                a[i * n + j] = sum / root;
            }
        }
        return true;
    }

    public double[] solve(double[] right) {
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            double sum = x[i];
            for (int k = 0; k < i; k++) {
                sum -= lower[i * n + k] * x[k];
            }
            x[i] = sum / lower[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = x[i];
            for (int k = i + 1; k < n; k++) {
                sum -= lower[k * n + i] * x[k];
            }
            x[i] = sum / lower[i * n + i];
        }
        return x;
    }

    /// The inverse of the lower factor, of which the lower half counts.
    public double[] inverseFactor() {
        double[] inverse = new double[n * n];
        for (int j = 0; j < n; j++) {
            inverse[j * n + j] = 1 / lower[j * n + j];
            for (int i = j + 1; i < n; i++) {
                double sum = 0;
                for (int k = j; k < i; k++) {
                    sum -= lower[i * n + k] * inverse[k * n + j];
                }
                inverse[i * n + j] = sum / lower[i * n + i];
            }
        }
        return inverse;
    }
}
