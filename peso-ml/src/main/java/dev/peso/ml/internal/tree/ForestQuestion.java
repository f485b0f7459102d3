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
    private double weight;
    private int rows;
    private double best;
    /// Where the best parting of the feature looked at is, or -1.
    private int place;
    private int placeRows;
    private int feature;
    private double threshold;
    private int lastBin;
    private boolean missingLeft;
    private final boolean[] goLeft;
    private final byte[] sides;

    /// @param bins the most bins of a feature, that of missing values included
    ForestQuestion(ForestSpec spec, int width, int bins, Mix random) {
        this.spec = spec;
        this.width = width;
        this.random = random;
        this.left = new double[width];
        this.total = new double[width];
        this.goLeft = new boolean[bins];
        this.sides = new byte[bins];
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

    /// Of categories: whether each bin goes left.
    boolean[] goLeft() {
        return goLeft;
    }

    /// 1 for each bin of the feature that goes left, the last one that of missing values, else 0.
    byte[] sides(Bins of) {
        if (of.isCategories()) {
            for (int bin = 0; bin < of.count(); bin++) {
                sides[bin] = (byte) (goLeft[bin] ? 1 : 0);
            }
        } else {
            Arrays.fill(sides, 0, lastBin + 1, (byte) 1);
            Arrays.fill(sides, lastBin + 1, of.count(), (byte) 0);
        }
        sides[of.count()] = (byte) (missingLeft ? 1 : 0);
        return sides;
    }

    /// Looks for a better question about a feature that has two values at least.
    void ask(int about, Bins bins, BinSums sums) {
        total(sums);
        boolean isExtra = spec.style() == ForestSpec.Style.EXTRA;
        int count = sums.count();
        int values = sums.hasMissing() ? count - 1 : count;
        if (bins.isCategories() && isExtra) {
            sums.shuffle(random);
            int last = random.nextInt(count - 1);
            scan(about, bins, sums, last, last + 1, -1);
        } else if (bins.isCategories()) {
            sums.sort(mostFrequent());
            scan(about, bins, sums, 0, count - 1, -1);
        } else if (isExtra) {
            extra(about, bins, sums, values);
        } else {
            scan(about, bins, sums, 0, count - 1, -1);
            if (sums.hasMissing()) {
                scan(about, bins, sums, 0, values - 1, values);
            }
        }
    }

    private void total(BinSums sums) {
        Arrays.fill(total, 0);
        weight = 0;
        rows = 0;
        for (int i = 0; i < sums.count(); i++) {
            weight += sums.weight(i);
            rows += sums.rows(i);
            for (int k = 0; k < width; k++) {
                total[k] += sums.target(i, k);
            }
        }
    }

    /// Of many classes the most frequent one here: categories are sorted by its share.
    private int mostFrequent() {
        int most = 0;
        for (int k = 1; k < width; k++) {
            most = total[k] > total[most] ? k : most;
        }
        return most;
    }

    /// A random place between the least and the greatest value.
    private void extra(int about, Bins bins, BinSums sums, int values) {
        boolean goesLeft = sums.hasMissing() && random.nextDouble() < 0.5;
        double low = bins.lows()[sums.bin(0)];
        double high = bins.highs()[sums.bin(values - 1)];
        double at = low + random.nextDouble() * (high - low);
        int last = 0;
        while (last + 1 < values && bins.highs()[sums.bin(last + 1)] <= at) {
            last++;
        }
        if (values == 1 || last + 1 == values) {
            last = Math.max(0, values - 2);
        }
        scan(about, bins, sums, last, last + 1, goesLeft && values > 1 ? values : -1);
    }

    /// Tries to part after each of some places.
    ///
    /// @param first a place that goes left in any case, or -1
    private void scan(int about, Bins bins, BinSums sums, int from, int to, int first) {
        place = -1;
        if (width == 1) {
            scanOne(sums, from, to, first);
        } else {
            scanMany(sums, from, to, first);
        }
        if (place >= 0) {
            take(about, bins, sums, first >= 0);
        }
    }

    private void scanOne(BinSums sums, int from, int to, int first) {
        double leftWeight = first < 0 ? 0 : sums.weight(first);
        double target = first < 0 ? 0 : sums.target(first, 0);
        int leftRows = first < 0 ? 0 : sums.rows(first);
        int leafRows = spec.leafRows();
        for (int i = 0; i < to; i++) {
            leftWeight += sums.weight(i);
            leftRows += sums.rows(i);
            target += sums.target(i, 0);
            if (i < from || leftRows < leafRows || rows - leftRows < leafRows) {
                continue;
            }
            double rightWeight = weight - leftWeight;
            double right = total[0] - target;
            double gain = target * target / leftWeight + right * right / rightWeight;
            if (gain > best && leftWeight > 0 && rightWeight > 0) {
                best = gain;
                place = i;
                placeRows = leftRows;
            }
        }
    }

    private void scanMany(BinSums sums, int from, int to, int first) {
        Arrays.fill(left, 0);
        double leftWeight = 0;
        int leftRows = 0;
        for (int i = first < 0 ? 0 : -1; i < to; i++) {
            int added = i < 0 ? first : i;
            leftWeight += sums.weight(added);
            leftRows += sums.rows(added);
            for (int k = 0; k < width; k++) {
                left[k] += sums.target(added, k);
            }
            if (i < from || leftRows < spec.leafRows() || rows - leftRows < spec.leafRows()) {
                continue;
            }
            double rightWeight = weight - leftWeight;
            double gain = 0;
            for (int k = 0; k < width; k++) {
                double right = total[k] - left[k];
                gain += left[k] * left[k] / leftWeight + right * right / rightWeight;
            }
            if (gain > best && leftWeight > 0 && rightWeight > 0) {
                best = gain;
                place = i;
                placeRows = leftRows;
            }
        }
    }

    private void take(int about, Bins bins, BinSums sums, boolean isMissingLeft) {
        feature = about;
        missingLeft = sums.hasMissing() ? isMissingLeft : 2 * placeRows > rows;
        if (bins.isCategories()) {
            Arrays.fill(goLeft, 0, bins.count() + 1, false);
            for (int i = 0; i <= place; i++) {
                goLeft[sums.bin(i)] = true;
            }
            missingLeft = sums.hasMissing() ? goLeft[bins.count()] : missingLeft;
            return;
        }
        lastBin = sums.bin(place);
        boolean isLastValue = place + 1 >= sums.count() || sums.bin(place + 1) == sums.missing();
        threshold = isLastValue
                ? Double.POSITIVE_INFINITY
                : Bins.middle(bins.highs()[lastBin], bins.lows()[sums.bin(place + 1)]);
    }
}
