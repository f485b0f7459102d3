package dev.peso.ml.internal.tree;

import org.jspecify.annotations.Nullable;

/// Finds the best question about a feature from the sums of its bins.
final class SplitFinder {
    private static final double LEAST_GAIN = 1e-10;
    private static final double LEAST_CURVE = 1e-3;
    private static final int LEAST_CATEGORY = 10;
    private static final double SMOOTH = 10;

    private final BoostingSpec spec;
    private final Bins[] bins;
    private final int[] directions;
    private final boolean isConstrained;

    SplitFinder(BoostingSpec spec, Bins[] bins, int[] directions) {
        this.spec = spec;
        this.bins = bins;
        this.directions = directions;
        boolean any = false;
        for (int direction : directions) {
            any |= direction != 0;
        }
        this.isConstrained = any;
    }

    /// The step that lowers the loss most, within the bounds of a node.
    double value(double first, double second, double low, double high) {
        return Math.clamp(-first / (second + spec.l2() + 1e-300), low, high);
    }

    /// What a search of one feature has found so far.
    private final class Search {
        private final int feature;
        private final Node node;
        private final Sums sums;
        private final double parent;
        private final int from;
        private final double l2 = spec.l2();
        /// Dividing by a power of two is multiplying by another one, which is faster.
        private final double firstUnit;
        private final double secondUnit;
        private final int shift;
        private final double perRow;
        private double best = LEAST_GAIN;
        private int at = -1;
        private boolean isMissingLeft;
        private boolean isReversed;
        private long first;
        private long second;

        Search(int feature, Node node, Sums sums, int from) {
            this.feature = feature;
            this.node = node;
            this.sums = sums;
            this.from = from;
            this.firstUnit = 1 / sums.firstScale();
            this.secondUnit = 1 / sums.secondScale();
            this.shift = sums.shift();
            this.perRow = sums.perRow();
            double g = sums.first(node.first);
            double h = sums.second(node.second);
            this.parent = isConstrained
                    ? reduction(g, h, value(g, h, node.low, node.high))
                    : g * g / (h + l2 + 1e-300);
        }

        private double reduction(double g, double h, double value) {
            return -(2 * g * value + (h + l2) * value * value);
        }

        /// As [Sums#second] does it.
        private double second(long packed) {
            return (packed & (1L << shift) - 1) * secondUnit + perRow * (packed >>> shift);
        }

        /// Whether more rows may go left after these.
        boolean tryLeft(long g, long h, int place, boolean missingGoesLeft) {
            int rows = (int) (h >>> shift);
            if (rows < spec.leafRows()) {
                return true;
            }
            if (node.rows() - rows < spec.leafRows()) {
                return false;
            }
            double hl = second(h);
            double hr = second(node.second - h);
            if (hl < LEAST_CURVE || hr < LEAST_CURVE) {
                return true;
            }
            double gl = g * firstUnit;
            double gr = (node.first - g) * firstUnit;
            double gain = isConstrained
                    ? constrained(gl, hl, gr, hr)
                    : gl * gl / (hl + l2) + gr * gr / (hr + l2) - parent;
            if (gain > best) {
                best = gain;
                at = place;
                isMissingLeft = missingGoesLeft;
                first = g;
                second = h;
            }
            return true;
        }

        private double constrained(double gl, double hl, double gr, double hr) {
            double left = value(gl, hl, node.low, node.high);
            double right = value(gr, hr, node.low, node.high);
            boolean isWrong = directions[feature] > 0 && left > right
                    || directions[feature] < 0 && left < right;
            return isWrong
                    ? Double.NEGATIVE_INFINITY
                    : reduction(gl, hl, left) + reduction(gr, hr, right) - parent;
        }
    }

    /// @param from where the sums of the feature start
    @Nullable
    Split find(int feature, Node node, long[] histogram, int from, Sums sums) {
        Search search = new Search(feature, node, sums, from);
        return bins[feature].isCategories()
                ? categories(search, histogram, bins[feature].count())
                : numbers(search, histogram, bins[feature].count());
    }

    private @Nullable Split numbers(Search search, long[] histogram, int count) {
        int from = search.from;
        long missingFirst = histogram[from + 2 * count];
        long missingSecond = histogram[from + 2 * count + 1];
        boolean hasMissing = search.sums.rows(missingSecond) > 0;
        scan(search, histogram, hasMissing ? count : count - 1, 0, 0, false);
        if (hasMissing) {
            scan(search, histogram, count - 1, missingFirst, missingSecond, true);
        }
        if (search.at < 0) {
            return null;
        }
        boolean missingLeft = hasMissing
                ? search.isMissingLeft
                : 2 * search.sums.rows(search.second) > search.node.rows();
        return new Split(search.feature, search.at, null, missingLeft, search.best, search.first,
                search.second);
    }

    private static void scan(Search search, long[] histogram, int end, long first, long second,
            boolean missingLeft) {
        long g = first;
        long h = second;
        for (int bin = 0; bin < end; bin++) {
            g += histogram[search.from + 2 * bin];
            h += histogram[search.from + 2 * bin + 1];
            if (!search.tryLeft(g, h, bin, missingLeft)) {
                return;
            }
        }
    }

    /// Categories in the order of their mean step are parted like numbers (Fisher 1958); rare ones stay with the rest.
    private @Nullable Split categories(Search search, long[] histogram, int count) {
        int[] order = new int[count + 1];
        double[] step = new double[count + 1];
        int n = 0;
        for (int bin = 0; bin <= count; bin++) {
            int rows = search.sums.rows(histogram[search.from + 2 * bin + 1]);
            if (rows >= Math.min(LEAST_CATEGORY, spec.leafRows())) {
                step[bin] = search.sums.first(histogram[search.from + 2 * bin])
                        / (search.sums.second(histogram[search.from + 2 * bin + 1]) + SMOOTH);
                int at = n++;
                while (at > 0 && step[order[at - 1]] > step[bin]) {
                    order[at] = order[at - 1];
                    at--;
                }
                order[at] = bin;
            }
        }
        for (int pass = 0; pass < 2; pass++) {
            double before = search.best;
            long g = 0;
            long h = 0;
            for (int i = 0; i < n; i++) {
                int bin = order[pass == 0 ? i : n - 1 - i];
                g += histogram[search.from + 2 * bin];
                h += histogram[search.from + 2 * bin + 1];
                if (!search.tryLeft(g, h, i, false)) {
                    break;
                }
            }
            search.isReversed = search.best > before ? pass == 1 : search.isReversed;
        }
        if (search.at < 0) {
            return null;
        }
        boolean[] goLeft = new boolean[count + 1];
        for (int i = 0; i <= search.at; i++) {
            goLeft[order[search.isReversed ? n - 1 - i : i]] = true;
        }
        boolean hasMissing = search.sums.rows(histogram[search.from + 2 * count + 1]) > 0;
        boolean missingLeft = hasMissing
                ? goLeft[count]
                : 2 * search.sums.rows(search.second) > search.node.rows();
        return new Split(search.feature, -1, goLeft, missingLeft, search.best, search.first, search.second);
    }
}
