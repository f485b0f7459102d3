package dev.peso.ml.internal.tree;

import java.util.Arrays;

import dev.peso.ml.internal.numeric.Mix;

/// The best question about a node that was found so far.
final class ForestQuestion {
    private final ForestSpec spec;
    private final int width;
    private final Mix random;
    private final double[] left;
    private final double[] total;
    private double leftWeight;
    private int leftRows;
    private double weight;
    private int rows;
    private double best;
    private int feature;
    private double threshold;
    private boolean missingLeft;
    private boolean[] goLeft = new boolean[0];

    ForestQuestion(ForestSpec spec, int width, Mix random) {
        this.spec = spec;
        this.width = width;
        this.random = random;
        this.left = new double[width];
        this.total = new double[width];
    }

    void start() {
        best = Double.NEGATIVE_INFINITY;
        feature = -1;
    }

    boolean isFound() {
        return feature >= 0;
    }

    int feature() {
        return feature;
    }

    double threshold() {
        return threshold;
    }

    boolean missingLeft() {
        return missingLeft;
    }

    /// Whether each bin goes left, the last one that of missing values.
    boolean[] sides(Bins[] bins) {
        Bins of = bins[feature];
        boolean[] sides = new boolean[of.count() + 1];
        for (int bin = 0; bin < of.count(); bin++) {
            sides[bin] = of.isCategories() ? goLeft[bin] : of.highs()[bin] <= threshold;
        }
        sides[of.count()] = missingLeft;
        return sides;
    }

    /// Looks for a better question; gives whether the feature has two values at all.
    boolean ask(int about, Bins bins, BinSums sums) {
        int count = sums.count();
        if (count < 2) {
            return false;
        }
        total(sums);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = sums.bin(i);
        }
        boolean hasMissing = sums.hasMissing();
        if (bins.isCategories()) {
            if (spec.style() == ForestSpec.Style.EXTRA) {
                order = shuffled(order);
                askAt(about, bins, sums, order, 1 + random.nextInt(count - 1));
            } else {
                scan(about, bins, sums, byTarget(order, sums), count - 1, -1);
            }
        } else if (spec.style() == ForestSpec.Style.EXTRA) {
            extra(about, bins, sums, order, hasMissing);
        } else {
            int values = hasMissing ? count - 1 : count;
            scan(about, bins, sums, order, hasMissing ? values : values - 1, -1);
            if (hasMissing) {
                scan(about, bins, sums, order, values - 1, sums.missing());
            }
        }
        return true;
    }

    private void total(BinSums sums) {
        Arrays.fill(total, 0);
        weight = 0;
        rows = 0;
        for (int i = 0; i < sums.count(); i++) {
            int bin = sums.bin(i);
            weight += sums.weight(bin);
            rows += sums.rows(bin);
            for (int k = 0; k < width; k++) {
                total[k] += sums.target(bin, k);
            }
        }
    }

    /// Tries to part after each of the first bins of an order.
    ///
    /// @param first a bin that goes left in any case, or -1
    private void scan(int about, Bins bins, BinSums sums, int[] order, int end, int first) {
        Arrays.fill(left, 0);
        leftWeight = 0;
        leftRows = 0;
        if (first >= 0) {
            add(sums, first);
        }
        for (int i = 0; i < end; i++) {
            add(sums, order[i]);
            if (leftRows >= spec.leafRows() && rows - leftRows >= spec.leafRows()) {
                take(about, bins, sums, order, i, first >= 0);
            }
        }
    }

    private void add(BinSums sums, int bin) {
        leftWeight += sums.weight(bin);
        leftRows += sums.rows(bin);
        for (int k = 0; k < width; k++) {
            left[k] += sums.target(bin, k);
        }
    }

    private void take(int about, Bins bins, BinSums sums, int[] order, int last, boolean isMissingLeft) {
        double rightWeight = weight - leftWeight;
        double gain = 0;
        for (int k = 0; k < width; k++) {
            double right = total[k] - left[k];
            gain += left[k] * left[k] / leftWeight + right * right / rightWeight;
        }
        if (!(gain > best) || !(leftWeight > 0) || !(rightWeight > 0)) {
            return;
        }
        best = gain;
        feature = about;
        missingLeft = sums.hasMissing() ? isMissingLeft : 2 * leftRows > rows;
        if (bins.isCategories()) {
            goLeft = new boolean[bins.count() + 1];
            for (int i = 0; i <= last; i++) {
                goLeft[order[i]] = true;
            }
            missingLeft = sums.hasMissing() ? goLeft[bins.count()] : missingLeft;
        } else {
            boolean isLastValue = last + 1 >= order.length || order[last + 1] == sums.missing();
            threshold = isLastValue
                    ? Double.POSITIVE_INFINITY
                    : Bins.middle(bins.highs()[order[last]], bins.lows()[order[last + 1]]);
        }
    }

    /// Categories by the mean of their target, of many classes by the share of that which is most frequent here.
    private int[] byTarget(int[] order, BinSums sums) {
        int most = 0;
        for (int k = 1; k < width; k++) {
            most = total[k] > total[most] ? k : most;
        }
        int by = most;
        return Arrays.stream(order)
                .boxed()
                .sorted((a, b) -> Double.compare(sums.target(a, by) / sums.weight(a),
                        sums.target(b, by) / sums.weight(b)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int[] shuffled(int[] order) {
        random.shuffle(order, order.length);
        return order;
    }

    /// A random place between the least and the greatest value.
    private void extra(int about, Bins bins, BinSums sums, int[] order, boolean hasMissing) {
        int values = hasMissing ? order.length - 1 : order.length;
        boolean goesLeft = hasMissing && random.nextDouble() < 0.5;
        double low = bins.lows()[order[0]];
        double high = bins.highs()[order[values - 1]];
        double at = low + random.nextDouble() * (high - low);
        int last = 0;
        while (last + 1 < values && bins.highs()[order[last + 1]] <= at) {
            last++;
        }
        if (values == 1 || last + 1 == values) {
            last = Math.max(0, values - 2);
        }
        if (values == 1) {
            scanTo(about, bins, sums, order, 0, -1);
            return;
        }
        scanTo(about, bins, sums, order, last, goesLeft ? sums.missing() : -1);
    }

    private void askAt(int about, Bins bins, BinSums sums, int[] order, int howMany) {
        scanTo(about, bins, sums, order, howMany - 1, -1);
    }

    /// Parts after one place only.
    private void scanTo(int about, Bins bins, BinSums sums, int[] order, int last, int first) {
        Arrays.fill(left, 0);
        leftWeight = 0;
        leftRows = 0;
        if (first >= 0) {
            add(sums, first);
        }
        for (int i = 0; i <= last; i++) {
            add(sums, order[i]);
        }
        if (leftRows >= spec.leafRows() && rows - leftRows >= spec.leafRows()) {
            take(about, bins, sums, order, last, first >= 0);
        }
    }
}
