package dev.peso.ml.internal.tree;

import java.util.Arrays;

/// Weights and targets of the rows of a node, summed up by bin; only bins that have rows are listed, in order.
final class BinSums {
    /// Below so many rows a bin they are sorted instead of spread over all bins.
    private static final int SPARSE = 6;

    private final int width;
    private final double[] weights;
    private final int[] rows;
    private final double[] targets;
    private final int[] used;
    private final long[] keys;
    private int count;
    private int missing;

    BinSums(int bins, int width) {
        this.width = width;
        this.weights = new double[bins];
        this.rows = new int[bins];
        this.targets = new double[bins * width];
        this.used = new int[bins];
        this.keys = new long[bins];
    }

    void fill(char[] column, int[] order, int from, int to, double[] nodeWeights, double[] nodeTargets,
            int missingBin) {
        missing = missingBin;
        int low = Character.MAX_VALUE;
        int high = 0;
        for (int i = from; i < to; i++) {
            int bin = column[order[i]];
            low = Math.min(low, bin);
            high = Math.max(high, bin);
        }
        boolean isSparse = (to - from) * SPARSE < high - low;
        if (isSparse) {
            list(column, order, from, to);
        } else {
            clear(low, high);
        }
        for (int i = from; i < to; i++) {
            int bin = column[order[i]];
            double weight = nodeWeights[i];
            weights[bin] += weight;
            rows[bin]++;
            if (width == 1) {
                targets[bin] += weight * nodeTargets[i];
            } else {
                targets[bin * width + (int) nodeTargets[i]] += weight;
            }
        }
        if (!isSparse) {
            count = 0;
            for (int bin = low; bin <= high; bin++) {
                used[count] = bin;
                count += rows[bin] > 0 ? 1 : 0;
            }
        }
    }

    /// Lists the bins of few rows by sorting them, and clears only those.
    private void list(char[] column, int[] order, int from, int to) {
        int n = to - from;
        for (int i = 0; i < n; i++) {
            keys[i] = column[order[from + i]];
        }
        Arrays.sort(keys, 0, n);
        count = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || keys[i] != keys[i - 1]) {
                int bin = (int) keys[i];
                used[count++] = bin;
                clear(bin, bin);
            }
        }
    }

    private void clear(int low, int high) {
        Arrays.fill(weights, low, high + 1, 0);
        Arrays.fill(rows, low, high + 1, 0);
        Arrays.fill(targets, low * width, (high + 1) * width, 0);
    }

    /// How many bins have rows, that of missing values included.
    int count() {
        return count;
    }

    /// The bins that have rows, rising.
    int bin(int at) {
        return used[at];
    }

    boolean hasMissing() {
        return count > 0 && used[count - 1] == missing;
    }

    int missing() {
        return missing;
    }

    double weight(int bin) {
        return weights[bin];
    }

    int rows(int bin) {
        return rows[bin];
    }

    double target(int bin, int k) {
        return targets[bin * width + k];
    }
}
