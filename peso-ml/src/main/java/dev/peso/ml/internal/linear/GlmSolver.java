package dev.peso.ml.internal.linear;

import dev.peso.QueryException;
import dev.peso.ml.internal.numeric.Cholesky;

/// Finds the parameters with the least loss and penalty: Newton's method where the matrix of second derivatives is small
/// (with an L1 penalty by coordinate descent on each quadratic model), else L-BFGS.
final class GlmSolver {
    static final int MOST_FOR_NEWTON = 400;
    private static final int MOST_WITH_L1 = 2_000;
    private static final int MOST_STEPS = 200;
    private static final double ENOUGH = 1e-9;

    private final Loss loss;
    private final int features;
    private final int sums;
    private final double l1;
    private final double l2;
    private final int size;

    GlmSolver(Loss loss, int features, int sums, double l1, double l2) {
        this.loss = loss;
        this.features = features;
        this.sums = sums;
        this.l1 = l1;
        this.l2 = l2;
        this.size = sums * (features + 1);
    }

    double[] solve() {
        if (l1 > 0 && size > MOST_WITH_L1) {
            throw new QueryException(
                    "an L1 penalty with " + size + " parameters (features times classes) is more than "
                            + MOST_WITH_L1 + "; use l2 instead, or fewer features");
        }
        return l1 > 0 || size <= MOST_FOR_NEWTON ? newton() : Lbfgs.minimize(this::value, loss.start());
    }

    /// The loss with the L2 penalty; fills in the gradient.
    private double value(double[] x, double[] gradient) {
        double value = loss.gradient(x, gradient);
        for (int k = 0; k < size; k++) {
            if (isPenalized(k)) {
                value += l2 / 2 * x[k] * x[k];
                gradient[k] += l2 * x[k];
            }
        }
        return value;
    }

    private boolean isPenalized(int parameter) {
        return parameter % (features + 1) != features;
    }

    private double[] newton() {
        double[] x = loss.start();
        double[] gradient = new double[size];
        double value = value(x, gradient) + l1Of(x);
        double[] matrix = new double[size * size];
        for (int step = 0; step < MOST_STEPS; step++) {
            loss.curvature(matrix);
            steady(matrix);
            double[] direction = l1 > 0 ? proximal(matrix, gradient, x) : downhill(matrix, gradient);
            double slope = slope(gradient, direction, x);
            if (!(slope < 0)) {
                break;
            }
            double length = 1;
            double[] next = moved(x, direction, length);
            double nextValue = value(next, gradient) + l1Of(next);
            while (!(nextValue <= value + 1e-4 * length * slope) && length > 1e-10) {
                length /= 2;
                next = moved(x, direction, length);
                nextValue = value(next, gradient) + l1Of(next);
            }
            boolean done = nextValue >= value || largest(direction) * length <= ENOUGH * (1 + largest(x));
            if (nextValue <= value) {
                x = next;
                value = nextValue;
            }
            if (done) {
                break;
            }
        }
        return x;
    }

    /// Adds the penalty; and a trifle where several sums share their level, or nothing is penalized at all.
    private void steady(double[] matrix) {
        for (int k = 0; k < size; k++) {
            double trifle = sums > 1 || l2 == 0 ? 1e-10 * matrix[k * size + k] + 1e-14 : 0;
            matrix[k * size + k] += isPenalized(k) ? l2 + (l2 == 0 ? trifle : 0) : trifle;
        }
    }

    private double[] downhill(double[] matrix, double[] gradient) {
        double[] step = Cholesky.of(matrix, size).solve(gradient);
        for (int k = 0; k < size; k++) {
            step[k] = -step[k];
        }
        return step;
    }

    /// The step to the least of the quadratic model with the L1 penalty.
    private double[] proximal(double[] matrix, double[] gradient, double[] x) {
        double[] step = new double[size];
        double[] slopes = gradient.clone();
        for (int sweep = 0; sweep < 1_000; sweep++) {
            double largest = 0;
            for (int k = 0; k < size; k++) {
                double curve = matrix[k * size + k];
                if (!(curve > 0)) {
                    continue;
                }
                double at = x[k] + step[k];
                double free = at - slopes[k] / curve;
                double next = isPenalized(k) ? Shrink.soft(free, l1 / curve) : free;
                double change = next - at;
                if (change != 0) {
                    step[k] += change;
                    for (int j = 0; j < size; j++) {
                        slopes[j] += change * (j <= k ? matrix[k * size + j] : matrix[j * size + k]);
                    }
                    largest = Math.max(largest, Math.abs(change));
                }
            }
            if (largest <= 1e-12) {
                break;
            }
        }
        return step;
    }

    private double slope(double[] gradient, double[] direction, double[] x) {
        double slope = 0;
        for (int k = 0; k < size; k++) {
            slope += gradient[k] * direction[k];
        }
        return l1 > 0 ? slope + l1Of(moved(x, direction, 1)) - l1Of(x) : slope;
    }

    private double l1Of(double[] x) {
        if (l1 == 0) {
            return 0;
        }
        double sum = 0;
        for (int k = 0; k < size; k++) {
            sum += isPenalized(k) ? Math.abs(x[k]) : 0;
        }
        return l1 * sum;
    }

    private static double[] moved(double[] x, double[] direction, double length) {
        double[] next = x.clone();
        for (int k = 0; k < next.length; k++) {
            next[k] += length * direction[k];
        }
        return next;
    }

    private static double largest(double[] x) {
        double largest = 0;
        for (double value : x) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
