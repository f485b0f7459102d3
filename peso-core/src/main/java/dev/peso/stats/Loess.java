package dev.peso.stats;

import java.util.Arrays;

/// A smooth line through points: at each place a straight line is fitted to the nearest points, near ones counting more
/// (Cleveland, "Robust Locally Weighted Regression and Smoothing Scatterplots", JASA 1979; degree 1, tricube weights).
///
/// @param x places
/// @param y the line at each
/// @param error standard error of each (Cleveland and Devlin, "Locally Weighted Regression", JASA 1988, equation 3.4); NaN for
///     robust fits, of which it is not known, and where there are too few points
public record Loess(double[] x, double[] y, double[] error) {
    /// Up to so many points the residuals are those of a fit at each; above it fits are a two-hundredth of the span apart, and the
    /// line is straight between them.
    private static final int MOST_FITS = 1000;
    private static final double DISTANCE = 0.005;
    private static final double TINY = 1e-3;

    /// Fits a line.
    ///
    /// @param x finite numbers from low to high
    /// @param y a finite number for each
    /// @param span which share of the points each fit takes, above 0, at most 1; at least two points are taken
    /// @param robust how often the fit is repeated with points far from the line counting less (bisquare weights), 0 to 10; three
    ///     suffice
    /// @param places where the line is wanted, from low to high
    /// @return the line, NaN everywhere of nothing
    public static Loess of(double[] x, double[] y, double span, int robust, double[] places) {
        if (!(span > 0 && span <= 1)) {
            throw new IllegalArgumentException("span must be in (0, 1], got " + span);
        }
        if (robust < 0 || robust > 10) {
            throw new IllegalArgumentException("robust must be in [0, 10], got " + robust);
        }
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "x and y must be equally long, got " + x.length + " and " + y.length);
        }
        double[] line = new double[places.length];
        double[] error = new double[places.length];
        Arrays.fill(error, Double.NaN);
        if (x.length == 0) {
            Arrays.fill(line, Double.NaN);
            return new Loess(places, line, error);
        }
        Fitter fitter = new Fitter(x, y, span);
        for (int i = 0; i < robust && fitter.reweigh(); i++) {
            // Each round starts from the residuals of the last.
        }
        double sigma = robust > 0 ? Double.NaN : fitter.sigma();
        fitter.restart();
        for (int i = 0; i < places.length; i++) {
            fitter.fit(places[i], -1);
            line[i] = fitter.value;
            error[i] = sigma * Math.sqrt(fitter.squares);
        }
        return new Loess(places, line, error);
    }

    /// Fits straight lines at one place after the other, from low to high.
    private static final class Fitter {
        private final double[] x;
        private final double[] y;
        private final int near;
        private final double[] trust;
        private final double[] weights;
        private int left;

        /// The line at the place of the last fit.
        private double value;
        /// The sum of the squared shares that points have in it.
        private double squares;
        /// The share of the point that was asked for.
        private double own;

        Fitter(double[] x, double[] y, double span) {
            this.x = x;
            this.y = y;
            this.near = Math.clamp((long) (span * x.length + 1e-10), Math.min(2, x.length), x.length);
            this.trust = new double[x.length];
            this.weights = new double[near];
            Arrays.fill(trust, 1);
        }

        void restart() {
            left = 0;
        }

        /// @param point of which the share is wanted, or -1
        void fit(double place, int point) {
            while (left + near < x.length && x[left + near] - place < place - x[left]) {
                left++;
            }
            double radius = Math.max(place - x[left], x[left + near - 1] - place);
            double sum = 0;
            double mean = 0;
            for (int i = 0; i < near; i++) {
                double distance = radius > 0 ? Math.abs(x[left + i] - place) / radius : 0;
                double rest = 1 - distance * distance * distance;
                weights[i] = distance < 1 ? rest * rest * rest * trust[left + i] : 0;
                sum += weights[i];
                mean += weights[i] * x[left + i];
            }
            if (!(sum > 0)) {
                // All points nearby are outliers, or at the rim: they count alike.
                Arrays.fill(weights, 1);
                sum = near;
                mean = Arrays.stream(x, left, left + near).sum();
            }
            mean /= sum;
            double spread = 0;
            for (int i = 0; i < near; i++) {
                double from = x[left + i] - mean;
                spread += weights[i] * from * from;
            }
            // Points at one place have no slope.
            double slope = Math.sqrt(spread / sum) > TINY * (x[x.length - 1] - x[0])
                    ? (place - mean) * sum / spread
                    : 0;
            value = 0;
            squares = 0;
            own = 0;
            for (int i = 0; i < near; i++) {
                double share = weights[i] / sum * (1 + slope * (x[left + i] - mean));
                value += share * y[left + i];
                squares += share * share;
                own = left + i == point ? share : own;
            }
        }

        /// Calls `then` with what the line is at each point.
        private void everywhere(Each then) {
            restart();
            double apart = x.length > MOST_FITS ? DISTANCE * (x[x.length - 1] - x[0]) : 0;
            int from = 0;
            fit(x[0], 0);
            double[] before = {value, squares, own};
            then.at(0, value, squares, own);
            while (from < x.length - 1) {
                int to = from + 1;
                while (to < x.length - 1 && (x[to + 1] <= x[from] + apart || x[to] == x[from])) {
                    to++;
                }
                fit(x[to], to);
                double[] after = {value, squares, own};
                for (int i = from + 1; i <= to; i++) {
                    double share = x[to] > x[from] ? (x[i] - x[from]) / (x[to] - x[from]) : 1;
                    then.at(i, between(before, after, 0, share), between(before, after, 1, share),
                            between(before, after, 2, share));
                }
                before = after;
                from = to;
            }
        }

        private static double between(double[] before, double[] after, int what, double share) {
            return before[what] + share * (after[what] - before[what]);
        }

        private interface Each {
            void at(int point, double line, double squared, double self);
        }

        /// Makes points far from the line count less; false if none is.
        boolean reweigh() {
            double[] residuals = new double[x.length];
            everywhere((i, line, _, _) -> residuals[i] = Math.abs(y[i] - line));
            double[] sorted = residuals.clone();
            Arrays.sort(sorted);
            int n = sorted.length;
            double reach = 6 * (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
            if (!(reach > 0)) {
                return false;
            }
            for (int i = 0; i < n; i++) {
                double far = residuals[i] / reach;
                trust[i] = far < 1 ? (1 - far * far) * (1 - far * far) : 0;
            }
            return true;
        }

        /// The standard deviation of points around the line.
        double sigma() {
            double[] sums = new double[2];
            everywhere((i, line, squared, self) -> {
                sums[0] += (y[i] - line) * (y[i] - line);
                sums[1] += 1 - 2 * self + squared;
            });
            return sums[1] > 1e-9 ? Math.sqrt(sums[0] / sums[1]) : Double.NaN;
        }
    }
}
