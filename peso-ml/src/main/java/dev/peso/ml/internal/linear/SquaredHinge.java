package dev.peso.ml.internal.linear;

import dev.peso.ml.internal.numeric.Cholesky;

/// Newton's method for linear support vector machines with squared losses, which suits many rows of few features (Keerthi
/// and DeCoste 2005). The intercept is the coefficient of one more feature that is always 1.
final class SquaredHinge {
    private static final int MOST_STEPS = 200;
    /// What a step promises to gain, as a share of the sum, after which there is no other.
    private static final double LITTLE = 1e-24;
    private static final double LEAST_LENGTH = 1e-12;
    private static final double LEAST_GAIN = 1e-4;
    private static final int ROWS_UNWATCHED = 8192;

    private final double[] rows;
    private final int width;
    private final boolean[] isIn;
    private final double[] costs;
    private final int[] used;
    private final Runnable watch;
    private final double[] weights;
    private final double[] gradient;
    private final double[] curves;
    /// How far each used row is on the wrong side of its margin; 0 or less on the right side.
    private final double[] misses;
    /// What a whole step takes off the misses.
    private final double[] falls;

    /// @param rows features of the rows one after another
    /// @param used which rows count
    /// @param watch called now and then, to end the work where it has to
    SquaredHinge(double[] rows, int width, boolean[] isIn, double[] costs, int[] used, Runnable watch) {
        this.rows = rows;
        this.width = width;
        this.isIn = isIn;
        this.costs = costs;
        this.used = used;
        this.watch = watch;
        this.weights = new double[width + 1];
        this.gradient = new double[width + 1];
        this.curves = new double[(width + 1) * (width + 1)];
        this.misses = new double[used.length];
        this.falls = new double[used.length];
    }

    /// Coefficients, the intercept last.
    double[] solve() {
        for (int step = 0; step < MOST_STEPS; step++) {
            double value = derive();
            double[] way = Cholesky.of(curves, width + 1).solve(gradient);
            double gain = dot(way, gradient);
            double length = length(way, gain);
            for (int j = 0; j <= width; j++) {
                weights[j] -= length * way[j];
            }
            if (length == 0 || gain <= LITTLE * value) {
                break;
            }
        }
        return weights;
    }

    /// Fills in the misses, the gradient and the lower half of the second derivatives.
    ///
    /// @return what is to become least
    private double derive() {
        int size = width + 1;
        for (int j = 0; j < size; j++) {
            gradient[j] = weights[j];
            for (int k = 0; k <= j; k++) {
                curves[j * size + k] = j == k ? 1 : 0;
            }
        }
        double value = dot(weights, weights) / 2;
        for (int i = 0; i < used.length; i++) {
            if (i % ROWS_UNWATCHED == 0) {
                watch.run();
            }
            int row = used[i];
            double miss = 1 - towards(weights, row);
            misses[i] = miss;
            if (miss > 0) {
                value += costs[row] * miss * miss;
                add(row, isIn[row] ? -miss : miss, 2 * costs[row]);
            }
        }
        return value;
    }

    private void add(int row, double slope, double weight) {
        int start = row * width;
        int at = 0;
        for (int j = 0; j < width; j++) {
            double value = weight * rows[start + j];
            gradient[j] += slope * value;
            for (int k = 0; k <= j; k++) {
                curves[at + k] += value * rows[start + k];
            }
            at += width + 1;
        }
        gradient[width] += slope * weight;
        for (int k = 0; k < width; k++) {
            curves[at + k] += weight * rows[start + k];
        }
        curves[at + width] += weight;
    }

    /// How much of a step makes the sum less; 0 where rounding leaves nothing to gain.
    private double length(double[] way, double gain) {
        for (int i = 0; i < used.length; i++) {
            falls[i] = -towards(way, used[i]);
        }
        double turn = dot(weights, way);
        double square = dot(way, way);
        for (double length = 1; length >= LEAST_LENGTH; length /= 2) {
            watch.run();
            double change = length * (length * square / 2 - turn) + lossChange(length);
            if (change <= -LEAST_GAIN * length * gain) {
                return length;
            }
        }
        return 0;
    }

    /// The differences are summed up, not the losses, so that small ones are not lost in rounding.
    private double lossChange(double length) {
        double change = 0;
        for (int i = 0; i < used.length; i++) {
            double before = Math.max(0, misses[i]);
            double after = Math.max(0, misses[i] - length * falls[i]);
            change += costs[used[i]] * (after - before) * (after + before);
        }
        return change;
    }

    /// The margin of a row, less than 0 on the side of the other class.
    private double towards(double[] factors, int row) {
        double sum = factors[width];
        int start = row * width;
        for (int j = 0; j < width; j++) {
            sum += factors[j] * rows[start + j];
        }
        return isIn[row] ? sum : -sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
