package dev.peso.ml.internal.tree;

import java.util.Arrays;

import dev.peso.ml.internal.numeric.Mix;

/// Weights and targets of the rows of a node, summed up by bin. Bins that have rows are listed at places 0 and on, those
/// of numbers in their order.
final class BinSums {
    /// Above so many bins a row those that have rows are marked; below, all are looked at.
    private static final int SPARSE = 2;

    private final int width;
    /// The bin of each row of the node.
    private final char[] found;
    private int low;
    private int high;
    private int missing;
    /// Sums by bin, all zero but while rows are added.
    private final long[] counts;
    private final double[] binWeights;
    private final int[] binRows;
    private final double[] binTargets;
    private final long[] touched;

    private int count;
    private boolean hasMissing;
    private Places listed;
    private Places spare;
    private final double[] keys;
    private final int[] order;

    /// Sums by place.
    private static final class Places {
        private final int[] bins;
        private final int[] rows;
        private final double[] weights;
        private final double[] targets;

        Places(int size, int width) {
            bins = new int[size];
            rows = new int[size];
            weights = new double[size];
            targets = new double[size * width];
        }
    }

    /// @param bins the most bins of a feature, that of missing values included
    /// @param rows the most rows of a node
    BinSums(int bins, int width, int rows) {
        this.width = width;
        this.found = new char[rows];
        this.counts = new long[bins];
        this.binWeights = new double[bins];
        this.binRows = new int[bins];
        this.binTargets = new double[bins * width];
        this.touched = new long[(bins + 63) >>> 6];
        this.listed = new Places(bins, width);
        this.spare = new Places(bins, width);
        this.keys = new double[bins];
        this.order = new int[bins];
    }

    /// Looks up the bins of the rows of a node; gives whether they have more than one.
    boolean find(char[] column, int missingBin, int[] rowsInOrder, int from, int to) {
        int least = Character.MAX_VALUE;
        int most = 0;
        for (int i = from; i < to; i++) {
            char bin = column[rowsInOrder[i]];
            found[i - from] = bin;
            least = Math.min(least, bin);
            most = Math.max(most, bin);
        }
        low = least;
        high = most;
        missing = missingBin;
        return least < most;
    }

    /// Adds the rows whose bins were found.
    ///
    /// @param values what each of them counts for, as [CountedRows] packs it
    void addCounts(long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            counts[found[i - from]] += values[i];
        }
        count = 0;
        if (isSparse(to - from)) {
            mark(to - from);
            for (int word = low >>> 6; word <= high >>> 6; word++) {
                for (long left = touched[word]; left != 0; left &= left - 1) {
                    listCounts((word << 6) + Long.numberOfTrailingZeros(left));
                }
                touched[word] = 0;
            }
        } else {
            for (int bin = low; bin <= high; bin++) {
                listCounts(bin);
            }
        }
        hasMissing = high == missing;
    }

    private void listCounts(int bin) {
        long value = counts[bin];
        counts[bin] = 0;
        listed.bins[count] = bin;
        listed.rows[count] = CountedRows.rows(value);
        listed.weights[count] = CountedRows.weight(value);
        listed.targets[count] = CountedRows.target(value);
        count += value != 0 ? 1 : 0;
    }

    /// Adds the rows whose bins were found.
    ///
    /// @param targets numbers, or with several sums of the target the one to which a row belongs
    void addWeights(double[] weights, double[] targets, int from, int to) {
        for (int i = from; i < to; i++) {
            int bin = found[i - from];
            binWeights[bin] += weights[i];
            binRows[bin]++;
            if (width == 1) {
                binTargets[bin] += weights[i] * targets[i];
            } else {
                binTargets[bin * width + (int) targets[i]] += weights[i];
            }
        }
        count = 0;
        if (isSparse(to - from)) {
            mark(to - from);
            for (int word = low >>> 6; word <= high >>> 6; word++) {
                for (long left = touched[word]; left != 0; left &= left - 1) {
                    listWeights((word << 6) + Long.numberOfTrailingZeros(left));
                }
                touched[word] = 0;
            }
        } else {
            for (int bin = low; bin <= high; bin++) {
                listWeights(bin);
            }
        }
        hasMissing = high == missing;
    }

    private void listWeights(int bin) {
        listed.bins[count] = bin;
        listed.rows[count] = binRows[bin];
        listed.weights[count] = binWeights[bin];
        for (int k = 0; k < width; k++) {
            listed.targets[count * width + k] = binTargets[bin * width + k];
            binTargets[bin * width + k] = 0;
        }
        count += binRows[bin] > 0 ? 1 : 0;
        binRows[bin] = 0;
        binWeights[bin] = 0;
    }

    private boolean isSparse(int rowsOfNode) {
        return high - low > SPARSE * rowsOfNode;
    }

    private void mark(int rowsOfNode) {
        for (int i = 0; i < rowsOfNode; i++) {
            touched[found[i] >>> 6] |= 1L << found[i];
        }
    }

    /// Puts the bins in the order of one of their mean targets.
    void sort(int target) {
        for (int place = 0; place < count; place++) {
            keys[place] = listed.targets[place * width + target] / listed.weights[place];
            int from = 0;
            int to = place;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (Double.compare(keys[order[middle]], keys[place]) <= 0) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            System.arraycopy(order, from, order, from + 1, place - from);
            order[from] = place;
        }
        arrange();
    }

    void shuffle(Mix random) {
        Arrays.setAll(order, place -> place);
        random.shuffle(order, count);
        arrange();
    }

    private void arrange() {
        Places arranged = spare;
        for (int place = 0; place < count; place++) {
            int old = order[place];
            arranged.bins[place] = listed.bins[old];
            arranged.rows[place] = listed.rows[old];
            arranged.weights[place] = listed.weights[old];
            System.arraycopy(listed.targets, old * width, arranged.targets, place * width, width);
        }
        spare = listed;
        listed = arranged;
    }

    /// How many bins have rows, that of missing values included.
    int count() {
        return count;
    }

    boolean hasMissing() {
        return hasMissing;
    }

    int missing() {
        return missing;
    }

    int bin(int place) {
        return listed.bins[place];
    }

    int rows(int place) {
        return listed.rows[place];
    }

    double weight(int place) {
        return listed.weights[place];
    }

    double target(int place, int k) {
        return listed.targets[place * width + k];
    }
}
