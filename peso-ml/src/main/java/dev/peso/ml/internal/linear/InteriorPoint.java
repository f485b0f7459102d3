package dev.peso.ml.internal.linear;

import java.util.Arrays;

import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Cholesky;

/// Mehrotra's predictor and corrector for the dual of a quantile regression: the greatest `y'x` where `X'x = at · X'1` and
/// all `x` lie in [0, 1] (Portnoy and Koenker 1997). The multipliers of the equations are the coefficients.
final class InteriorPoint {
    private static final int STEPS = 100;
    private static final double NEAR = 1e-12;
    private static final double STEP = 0.9995;
    private static final int BLOCK = 2_048;

    private final double[] rows;
    private final int width;
    private final int n;
    private final Workers workers;
    private final double[] cost;
    /// The share of each row, what is left to 1, and the multipliers of both bounds.
    private final double[] x;
    private final double[] s;
    private final double[] z;
    private final double[] w;
    private final double[] dx;
    private final double[] dz;
    private final double[] dw;
    private final double[] q;
    private final double[] r;
    private final double[] right;
    private double[] y;

    /// @param rows features of the rows one after another
    /// @param at where all `x` start
    InteriorPoint(double[] rows, double[] target, int width, double at, Workers workers) {
        this.rows = rows;
        this.width = width;
        this.n = target.length;
        this.workers = workers;
        cost = new double[n];
        x = new double[n];
        s = new double[n];
        z = new double[n];
        w = new double[n];
        dx = new double[n];
        dz = new double[n];
        dw = new double[n];
        q = new double[n];
        r = new double[n];
        right = new double[n];
        for (int i = 0; i < n; i++) {
            cost[i] = -target[i];
            x[i] = at;
            s[i] = 1 - at;
        }
        Arrays.fill(q, 1);
        y = normal().solve(product(cost));
        for (int i = 0; i < n; i++) {
            double rest = cost[i] - dot(y, i);
            rest = rest == 0 ? 1e-3 : rest;
            z[i] = Math.max(rest, 0) + 1e-3;
            w[i] = z[i] - rest;
        }
    }

    double[] solve() {
        double gap = gap();
        double[] best = y;
        double least = gap;
        for (int step = 0; step < STEPS && gap > NEAR * n && Double.isFinite(gap); step++) {
            for (int i = 0; i < n; i++) {
                q[i] = 1 / (z[i] / x[i] + w[i] / s[i]);
                r[i] = z[i] - w[i];
                right[i] = r[i];
            }
            Cholesky normal = normal();
            double[] dy = predict(normal);
            double primal = longest(x, dx, 1, s, -1);
            double dual = Math.min(longest(z, dz, 1, z, 0), longest(w, dw, 1, w, 0));
            if (Math.min(primal, dual) < 1) {
                dy = correct(normal, primal, dual);
                primal = longest(x, dx, 1, s, -1);
                dual = Math.min(longest(z, dz, 1, z, 0), longest(w, dw, 1, w, 0));
            }
            y = y.clone();
            for (int j = 0; j < width; j++) {
                y[j] += dual * dy[j];
            }
            for (int i = 0; i < n; i++) {
                x[i] += primal * dx[i];
                s[i] -= primal * dx[i];
                z[i] += dual * dz[i];
                w[i] += dual * dw[i];
            }
            gap = gap();
            if (gap < least) {
                least = gap;
                best = y;
            }
        }
        return Arrays.stream(best).map(value -> -value).toArray();
    }

    /// The step to the solution of the equations made linear.
    private double[] predict(Cholesky normal) {
        double[] dy = normal.solve(product(weighted()));
        for (int i = 0; i < n; i++) {
            dx[i] = q[i] * (dot(dy, i) - r[i]);
            dz[i] = -z[i] * (1 + dx[i] / x[i]);
            dw[i] = -w[i] * (1 - dx[i] / s[i]);
        }
        return dy;
    }

    /// The same, with what the first step left out, towards the middle.
    private double[] correct(Cholesky normal, double primal, double dual) {
        double before = 0;
        double after = 0;
        for (int i = 0; i < n; i++) {
            before += z[i] * x[i] + w[i] * s[i];
            after += (z[i] + dual * dz[i]) * (x[i] + primal * dx[i])
                    + (w[i] + dual * dw[i]) * (s[i] - primal * dx[i]);
        }
        double ratio = after / before;
        double mu = before * ratio * ratio * ratio / (2.0 * n);
        double[] low = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            low[i] = dx[i] * dz[i] / x[i];
            high[i] = -dx[i] * dw[i] / s[i];
            right[i] = r[i] + low[i] - high[i] - mu * (1 / x[i] - 1 / s[i]);
        }
        double[] dy = normal.solve(product(weighted()));
        for (int i = 0; i < n; i++) {
            dx[i] = q[i] * (dot(dy, i) - right[i]);
            dz[i] = mu / x[i] - z[i] - z[i] * dx[i] / x[i] - low[i];
            dw[i] = mu / s[i] - w[i] + w[i] * dx[i] / s[i] - high[i];
        }
        return dy;
    }

    private double[] weighted() {
        double[] product = new double[n];
        Arrays.setAll(product, i -> q[i] * right[i]);
        return product;
    }

    /// How far to go so that two arrays stay positive, at most 1.
    private double longest(double[] a, double[] da, int signA, double[] b, int signB) {
        double longest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            double stepA = signA * da[i];
            double stepB = signB * da[i];
            longest = stepA < 0 ? Math.min(longest, -a[i] / stepA) : longest;
            longest = stepB < 0 ? Math.min(longest, -b[i] / stepB) : longest;
        }
        return Math.min(1, STEP * longest);
    }

    /// How much the solution may still be wrong.
    private double gap() {
        double gap = 0;
        for (int i = 0; i < n; i++) {
            gap += z[i] * x[i] + w[i] * s[i];
        }
        return gap;
    }

    private double dot(double[] factors, int row) {
        double sum = 0;
        int start = row * width;
        for (int j = 0; j < width; j++) {
            sum += factors[j] * rows[start + j];
        }
        return sum;
    }

    /// `X'v`.
    private double[] product(double[] v) {
        double[][] parts = new double[(n + BLOCK - 1) / BLOCK][width];
        workers.forBlocks(n, BLOCK, (from, to) -> {
            double[] part = parts[from / BLOCK];
            for (int i = from; i < to; i++) {
                for (int j = 0; j < width; j++) {
                    part[j] += v[i] * rows[i * width + j];
                }
            }
        });
        return total(parts, width);
    }

    /// `X'QX`.
    private Cholesky normal() {
        double[][] parts = new double[(n + BLOCK - 1) / BLOCK][width * width];
        workers.forBlocks(n, BLOCK, (from, to) -> {
            double[] part = parts[from / BLOCK];
            for (int i = from; i < to; i++) {
                int start = i * width;
                for (int j = 0; j < width; j++) {
                    double factor = q[i] * rows[start + j];
                    for (int k = 0; k <= j; k++) {
                        part[j * width + k] += factor * rows[start + k];
                    }
                }
            }
        });
        return Cholesky.of(total(parts, width * width), width);
    }

    private static double[] total(double[][] parts, int size) {
        double[] total = new double[size];
        for (double[] part : parts) {
            for (int j = 0; j < size; j++) {
                total[j] += part[j];
            }
        }
        return total;
    }
}
