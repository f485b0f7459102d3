package dev.peso.ml.internal.linear;

import java.util.Arrays;

import dev.peso.ml.internal.numeric.Mix;

/// Dual coordinate descent for linear support vector machines, with shrinking (Hsieh, Chang, Lin, Keerthi, Sundararajan
/// 2008). The intercept is the coefficient of one more feature that is always 1.
final class Hinge {
    private static final double NEAR = 1e-7;
    private static final int PASSES = 10_000;
    /// Of so many rows passes over them are many, and of so few features a step of Newton's is short.
    private static final int MANY_ROWS = 5_000;
    private static final int FEW_FEATURES = 200;

    private final double[] rows;
    private final int width;
    private final boolean[] isIn;
    private final double[] costs;
    private final boolean isSquared;
    private final long seed;

    /// @param rows features of the rows one after another
    /// @param isIn whether each row is in the class
    /// @param costs of the rows
    Hinge(double[] rows, int width, boolean[] isIn, double[] costs, boolean isSquared, long seed) {
        this.rows = rows;
        this.width = width;
        this.isIn = isIn;
        this.costs = costs;
        this.isSquared = isSquared;
        this.seed = seed;
    }

    double margin(double[] solution, int row) {
        double sum = solution[width];
        int start = row * width;
        for (int j = 0; j < width; j++) {
            sum += solution[j] * rows[start + j];
        }
        return sum;
    }

    /// Coefficients, the intercept last, from all rows but some.
    ///
    /// @param watch called now and then, to end the work where it has to
    double[] solve(int[] without, Runnable watch) {
        int[] order = used(without);
        if (isSquared && order.length >= MANY_ROWS && width <= FEW_FEATURES && squaresAreFinite(order)) {
            return new SquaredHinge(rows, width, isIn, costs, order, watch).solve();
        }
        double[] weights = new double[width + 1];
        double[] alpha = new double[isIn.length];
        double[] curve = new double[isIn.length];
        for (int row : order) {
            curve[row] = 1 + (isSquared ? 0.5 / costs[row] : 0);
            for (int j = 0; j < width; j++) {
                curve[row] += rows[row * width + j] * rows[row * width + j];
            }
        }
        Mix random = new Mix(seed);
        int active = order.length;
        double highest = Double.POSITIVE_INFINITY;
        double lowest = Double.NEGATIVE_INFINITY;
        for (int pass = 0; pass < PASSES; pass++) {
            watch.run();
            random.shuffle(order, active);
            double top = Double.NEGATIVE_INFINITY;
            double bottom = Double.POSITIVE_INFINITY;
            for (int s = 0; s < active; s++) {
                int row = order[s];
                double slope = slope(weights, alpha, row);
                double limit = isSquared ? Double.POSITIVE_INFINITY : costs[row];
                if (alpha[row] == 0 && slope > highest || alpha[row] == limit && slope < lowest) {
                    order[s--] = order[--active];
                    order[active] = row;
                    continue;
                }
                double projected = alpha[row] == 0
                        ? Math.min(slope, 0)
                        : alpha[row] == limit ? Math.max(slope, 0) : slope;
                top = Math.max(top, projected);
                bottom = Math.min(bottom, projected);
                if (projected != 0) {
                    double before = alpha[row];
                    alpha[row] = Math.clamp(before - slope / curve[row], 0, limit);
                    move(weights, row, alpha[row] - before);
                }
            }
            if (!(top - bottom > NEAR)) {
                if (active == order.length) {
                    break;
                }
                active = order.length;
                highest = Double.POSITIVE_INFINITY;
                lowest = Double.NEGATIVE_INFINITY;
            } else {
                highest = top > 0 ? top : Double.POSITIVE_INFINITY;
                lowest = bottom < 0 ? bottom : Double.NEGATIVE_INFINITY;
            }
        }
        return weights;
    }

    private boolean squaresAreFinite(int[] used) {
        double sum = 0;
        for (int row : used) {
            for (int at = row * width; at < (row + 1) * width; at++) {
                sum += costs[row] * rows[at] * rows[at];
            }
        }
        return sum < Double.MAX_VALUE / 4;
    }

    private int[] used(int[] without) {
        boolean[] isOut = new boolean[isIn.length];
        for (int row : without) {
            isOut[row] = true;
        }
        int[] used = new int[isIn.length];
        int count = 0;
        for (int row = 0; row < isOut.length; row++) {
            if (!isOut[row] && costs[row] > 0) {
                used[count++] = row;
            }
        }
        return Arrays.copyOf(used, count);
    }

    private double slope(double[] weights, double[] alpha, int row) {
        double margin = margin(weights, row);
        return (isIn[row] ? margin : -margin) - 1 + (isSquared ? alpha[row] * 0.5 / costs[row] : 0);
    }

    private void move(double[] weights, int row, double change) {
        double step = isIn[row] ? change : -change;
        int start = row * width;
        for (int j = 0; j < width; j++) {
            weights[j] += step * rows[start + j];
        }
        weights[width] += step;
    }
}
