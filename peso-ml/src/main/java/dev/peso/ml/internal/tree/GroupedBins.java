package dev.peso.ml.internal.tree;

import java.util.Arrays;

import dev.peso.ml.internal.learn.Workers;

/// The bins of rows, those of four features side by side in one number, so that a row far away costs one look at memory
/// for all four.
final class GroupedBins {
    static final int GROUP = 4;
    private static final int BLOCK = 16_384;
    static final int MOST = 256;
    private static final int FEW = 256;

    private final int[][] words;
    /// Where the sums of each feature start among those of its group.
    private final int[] offsets;
    private final int[] sizes;
    /// How many bins each feature has, that of missing values included.
    private final int[] counts;

    GroupedBins(Bins[] bins, byte[][] data, int rows, Workers workers) {
        int groups = (bins.length + GROUP - 1) / GROUP;
        offsets = new int[groups * GROUP];
        sizes = new int[groups];
        counts = new int[bins.length];
        for (int feature = 0; feature < bins.length; feature++) {
            int group = feature / GROUP;
            offsets[feature] = sizes[group];
            counts[feature] = bins[feature].count() + 1;
            sizes[group] += 2 * (bins[feature].count() + 1);
        }
        words = new int[groups][rows];
        workers.forBlocks(rows, BLOCK, (from, to) -> {
            for (int feature = 0; feature < bins.length; feature++) {
                int[] column = words[feature / GROUP];
                int shift = shift(feature);
                for (int i = from; i < to; i++) {
                    column[i] |= (data[feature][i] & 0xff) << shift;
                }
            }
        });
    }

    int groups() {
        return sizes.length;
    }

    /// How many sums a group has.
    int size(int group) {
        return sizes[group];
    }

    /// Where the sums of a feature start among those of its group.
    int offset(int feature) {
        return offsets[feature];
    }

    /// The numbers that hold the bins of a feature, from the bit [#shift] on.
    int[] words(int feature) {
        return words[feature / GROUP];
    }

    /// Where in the numbers the bins of a feature are.
    static int shift(int feature) {
        return 8 * (feature % GROUP);
    }

    /// Adds the packed derivatives of at most [Packing#CHUNK] rows to the sums of a group.
    ///
    /// @param values the derivatives, one a row, that of the row at `from` first
    /// @param chunk room for [#MOST] sums of each feature
    void addPacked(int group, int features, int[] rows, int from, int to, long[] values, long[] chunk,
            Packing packing, long[] sums) {
        int[] column = words[group];
        if (to - from < FEW) {
            for (int i = from; i < to; i++) {
                int word = column[rows[i]];
                long first = packing.first(values[i - from]);
                long second = packing.second(values[i - from]);
                for (int k = 0; k < features; k++) {
                    int at = offsets[group * GROUP + k] + ((word >>> 8 * k & 0xff) << 1);
                    sums[at] += first;
                    sums[at + 1] += second;
                }
            }
            return;
        }
        Arrays.fill(chunk, 0);
        pack(column, rows, from, to, values, chunk);
        for (int k = 0; k < features; k++) {
            unpack(chunk, k, group, packing, sums);
        }
    }

    /// The packed sums of four features, of which each has room for 256.
    private static void pack(int[] column, int[] rows, int from, int to, long[] values, long[] sums) {
        for (int i = from; i < to; i++) {
            int word = column[rows[i]];
            long value = values[i - from];
            sums[word & 0xff] += value;
            sums[MOST + (word >>> 8 & 0xff)] += value;
            sums[2 * MOST + (word >>> 16 & 0xff)] += value;
            sums[3 * MOST + (word >>> 24)] += value;
        }
    }

    private void unpack(long[] chunk, int k, int group, Packing packing, long[] sums) {
        int feature = group * GROUP + k;
        int offset = offsets[feature];
        int bins = counts[feature];
        for (int bin = 0; bin < bins; bin++) {
            long packed = chunk[k * MOST + bin];
            sums[offset + 2 * bin] += packing.first(packed);
            sums[offset + 2 * bin + 1] += packing.second(packed);
        }
    }

    /// Adds the derivatives of some rows to the sums of a group.
    ///
    /// @param pairs first and second derivatives in turn, those of the row at `from` first
    void add(int group, int features, int[] rows, int from, int to, long[] pairs, long[] sums) {
        if (features == GROUP) {
            addFour(group, rows, from, to, pairs, sums);
            return;
        }
        int[] column = words[group];
        for (int k = 0; k < features; k++) {
            int offset = offsets[group * GROUP + k];
            int shift = 8 * k;
            for (int i = from; i < to; i++) {
                int at = offset + ((column[rows[i]] >>> shift & 0xff) << 1);
                sums[at] += pairs[2 * (i - from)];
                sums[at + 1] += pairs[2 * (i - from) + 1];
            }
        }
    }

    private void addFour(int group, int[] rows, int from, int to, long[] pairs, long[] sums) {
        int[] column = words[group];
        int second = offsets[group * GROUP + 1];
        int third = offsets[group * GROUP + 2];
        int fourth = offsets[group * GROUP + 3];
        for (int i = from; i < to; i++) {
            int word = column[rows[i]];
            long g = pairs[2 * (i - from)];
            long h = pairs[2 * (i - from) + 1];
            int a = (word & 0xff) << 1;
            sums[a] += g;
            sums[a + 1] += h;
            int b = second + (word >>> 7 & 0x1fe);
            sums[b] += g;
            sums[b + 1] += h;
            int c = third + (word >>> 15 & 0x1fe);
            sums[c] += g;
            sums[c + 1] += h;
            int d = fourth + (word >>> 23 & 0x1fe);
            sums[d] += g;
            sums[d + 1] += h;
        }
    }
}
