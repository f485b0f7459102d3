package dev.peso.ml.internal.numeric;

import java.util.Arrays;

/// Least squares by Householder reflections with column pivoting. Columns are brought to unit length first; those that
/// depend on others to rounding get the coefficient 0. Solution and residual are refined together, with what they miss
/// summed up in two numbers (Björck 1967).
public final class LeastSquares {
    /// What of a column of length 1 may be rounding, at least, and for each row or column: its sums take that many steps.
    private static final double DEPENDENT = 1e-13;
    private static final double DEPENDENT_A_STEP = 4 * Math.ulp(1.0);
    private static final int REFINEMENTS = 3;

    private final double[][] q;
    private final double[] beta;
    private final double[] length;
    private final int[] pivot;
    private final double[] diagonal;
    private int rank;

    private LeastSquares(double[][] columns) {
        int p = columns.length;
        q = new double[p][];
        beta = new double[p];
        length = new double[p];
        pivot = new int[p];
        diagonal = new double[p];
        for (int j = 0; j < p; j++) {
            q[j] = columns[j].clone();
            length[j] = norm(q[j], 0);
            pivot[j] = j;
            if (length[j] > 0) {
                scale(q[j], 1 / length[j]);
            }
        }
        factor();
    }

    /// The coefficients that bring the columns nearest to the target.
    ///
    /// @param columns arrays of one length, at least as long as there are columns; not changed
    /// @param target what to come near to
    public static double[] solve(double[][] columns, double[] target) {
        double[] solution = new double[columns.length];
        new LeastSquares(columns).solve(columns, target, new double[columns.length], solution);
        return solution;
    }

    /// The shortest solution of equations, which are fewer than unknowns and do not depend on each other.
    ///
    /// @param rows the factors of the unknowns in each equation; not changed
    /// @param sums the right sides
    public static double[] shortest(double[][] rows, double[] sums) {
        double[] target = new double[rows[0].length];
        return new LeastSquares(rows).solve(rows, target, sums, new double[rows.length]);
    }

    /// Solves `r + Ax = target`, `A'r = tilt` for `x`, which is filled in, and `r`, which is returned.
    private double[] solve(double[][] columns, double[] target, double[] tilt, double[] solution) {
        double[] rest = new double[target.length];
        add(solve(target, tilt, rest), solution);
        for (int pass = 0; pass < REFINEMENTS; pass++) {
            double[] missed = residual(columns, solution, target, rest);
            double[] missedTilt = new double[columns.length];
            for (int j = 0; j < missedTilt.length; j++) {
                missedTilt[j] = tilt[j] - preciseDot(columns[j], rest);
            }
            double[] restStep = new double[target.length];
            add(solve(missed, missedTilt, restStep), solution);
            add(restStep, rest);
        }
        return rest;
    }

    private static void add(double[] step, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += step[i];
        }
    }

    private void factor() {
        int p = q.length;
        double[] norms = new double[p];
        for (int j = 0; j < p; j++) {
            norms[j] = norm(q[j], 0);
        }
        int rows = p == 0 ? 0 : q[0].length;
        double dependent = Math.max(DEPENDENT, DEPENDENT_A_STEP * Math.max(rows, p));
        for (int k = 0; k < Math.min(p, rows); k++) {
            bringLongest(k, norms);
            double norm = norm(q[k], k);
            if (!(norm > dependent)) {
                break;
            }
            reflect(k, norm);
            rank = k + 1;
            for (int j = k + 1; j < p; j++) {
                apply(k, q[j]);
                norms[j] = norm(q[j], k + 1);
            }
        }
    }

    private void bringLongest(int k, double[] norms) {
        int best = k;
        for (int j = k + 1; j < norms.length; j++) {
            best = norms[j] > norms[best] ? j : best;
        }
        double[] column = q[k];
        q[k] = q[best];
        q[best] = column;
        int name = pivot[k];
        pivot[k] = pivot[best];
        pivot[best] = name;
        double norm = norms[k];
        norms[k] = norms[best];
        norms[best] = norm;
    }

    private void reflect(int k, double norm) {
        double[] v = q[k];
        double alpha = v[k] > 0 ? -norm : norm;
        double head = v[k] - alpha;
        diagonal[k] = alpha;
        beta[k] = -head / alpha;
        for (int i = k + 1; i < v.length; i++) {
            v[i] /= head;
        }
        v[k] = 1;
    }

    private void apply(int k, double[] x) {
        double[] v = q[k];
        double sum = 0;
        for (int i = k; i < x.length; i++) {
            sum += v[i] * x[i];
        }
        double factor = sum * beta[k];
        for (int i = k; i < x.length; i++) {
            x[i] -= factor * v[i];
        }
    }

    /// Solves `r + Ax = target`, `A'r = tilt` for `x`, which is returned, and `r`, which is filled in.
    private double[] solve(double[] target, double[] tilt, double[] rest) {
        double[] y = target.clone();
        for (int k = 0; k < rank; k++) {
            apply(k, y);
        }
        double[] h = new double[rank];
        for (int k = 0; k < rank; k++) {
            double sum = tilt[pivot[k]] / length[pivot[k]];
            for (int j = 0; j < k; j++) {
                sum -= q[k][j] * h[j];
            }
            h[k] = sum / diagonal[k];
        }
        System.arraycopy(y, 0, rest, 0, y.length);
        System.arraycopy(h, 0, rest, 0, rank);
        for (int k = rank - 1; k >= 0; k--) {
            apply(k, rest);
        }
        return back(y, h);
    }

    private double[] back(double[] y, double[] h) {
        double[] solution = new double[q.length];
        double[] x = new double[rank];
        for (int k = rank - 1; k >= 0; k--) {
            double sum = y[k] - h[k];
            for (int j = k + 1; j < rank; j++) {
                sum -= q[j][k] * x[j];
            }
            x[k] = sum / diagonal[k];
            solution[pivot[k]] = x[k] / length[pivot[k]];
        }
        return solution;
    }

    /// What solution and residual leave of the target.
    private static double[] residual(double[][] columns, double[] solution, double[] target, double[] rest) {
        double[] high = target.clone();
        double[] low = new double[target.length];
        for (int i = 0; i < high.length; i++) {
            double sum = high[i] - rest[i];
            low[i] = rounding(high[i], -rest[i], sum);
            high[i] = sum;
        }
        for (int j = 0; j < columns.length; j++) {
            double factor = -solution[j];
            double[] column = columns[j];
            for (int i = 0; i < high.length; i++) {
                double product = factor * column[i];
                double sum = high[i] + product;
                low[i] += rounding(high[i], product, sum) + Math.fma(factor, column[i], -product);
                high[i] = sum;
            }
        }
        for (int i = 0; i < high.length; i++) {
            high[i] += low[i];
        }
        return high;
    }

    private static double preciseDot(double[] a, double[] b) {
        double high = 0;
        double low = 0;
        for (int i = 0; i < a.length; i++) {
            double product = a[i] * b[i];
            double sum = high + product;
            low += rounding(high, product, sum) + Math.fma(a[i], b[i], -product);
            high = sum;
        }
        return high + low;
    }

    /// What rounding took from the sum of two numbers (Knuth).
    private static double rounding(double a, double b, double sum) {
        double shadow = sum - a;
        return (a - (sum - shadow)) + (b - shadow);
    }

    private static double norm(double[] x, int from) {
        double top = 0;
        for (int i = from; i < x.length; i++) {
            top = Math.max(top, Math.abs(x[i]));
        }
        if (top == 0) {
            return 0;
        }
        double sum = 0;
        for (int i = from; i < x.length; i++) {
            double part = x[i] / top;
            sum += part * part;
        }
        return top * Math.sqrt(sum);
    }

    private static void scale(double[] x, double factor) {
        Arrays.setAll(x, i -> x[i] * factor);
    }
}
