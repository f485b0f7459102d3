package dev.peso.internal.quality;

import java.util.Arrays;

import dev.peso.internal.column.Hashes;

/// The ranks of many numbers: all of them up to [#EXACT], then the sketch of Karnin, Lang and Liberty (2016) with
/// parameter 4,096, whose ranks are within [#RANK_ERROR] of the number of values (their bound, with 99 % confidence).
///
/// The coins that choose which values stand for others are the hash of a counter, so equal parts in equal order give equal
/// sketches.
final class RankSketch {
    /// Values up to which ranks are exact.
    static final int EXACT = 65_536;
    /// The most that a rank is off, relative to the number of values.
    static final double RANK_ERROR = 0.0013;

    private static final int WIDTH = 4_096;
    private static final int NARROWEST = 8;
    private static final long SEED = 0x9E3779B97F4A7C15L;

    /// Values that stand for 1, 2, 4 ... each; the first one alone while ranks are exact.
    private double[][] levels = {new double[64]};
    private int[] sizes = {0};
    private boolean exact = true;
    private long count;
    private long coins;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    void add(double value) {
        count++;
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
        push(0, value);
        if (exact ? count > EXACT : sizes[0] >= 2 * WIDTH) {
            exact = false;
            compress();
        }
    }

    private void push(int level, double value) {
        if (sizes[level] == levels[level].length) {
            levels[level] = Arrays.copyOf(levels[level], 2 * sizes[level]);
        }
        levels[level][sizes[level]++] = value;
    }

    private void addLevel() {
        levels = Arrays.copyOf(levels, levels.length + 1);
        sizes = Arrays.copyOf(sizes, levels.length);
        levels[levels.length - 1] = new double[64];
    }

    private int capacity(int level) {
        double width = WIDTH * Math.pow(2.0 / 3, levels.length - 1 - level);
        return Math.max(NARROWEST, (int) Math.ceil(width));
    }

    /// Halves levels that are too full, from below, so that the values of each fit its capacity.
    private void compress() {
        for (int level = 0; level < levels.length; level++) {
            if (sizes[level] > capacity(level)) {
                if (level + 1 == levels.length) {
                    addLevel();
                }
                halve(level);
            }
        }
    }

    /// Every second value moves up and stands for its neighbour, too.
    private void halve(int level) {
        double[] values = levels[level];
        int size = sizes[level];
        Arrays.sort(values, 0, size);
        int odd = size & 1;
        int coin = (int) (Hashes.mix(SEED + coins++) & 1);
        sizes[level] = 0;
        for (int i = odd + coin; i < size; i += 2) {
            push(level + 1, values[i]);
        }
        sizes[level] = odd; // the smallest one of an odd number stays
        if (level == 0 && values.length > 4 * WIDTH) {
            levels[0] = Arrays.copyOf(values, 2 * WIDTH);
        }
    }

    /// Adds the values of another one.
    void merge(RankSketch other) {
        count += other.count;
        coins += other.coins;
        least = Math.min(least, other.least);
        greatest = Math.max(greatest, other.greatest);
        while (levels.length < other.levels.length) {
            addLevel();
        }
        for (int level = 0; level < other.levels.length; level++) {
            for (int i = 0; i < other.sizes[level]; i++) {
                push(level, other.levels[level][i]);
            }
        }
        if (!other.exact || count > EXACT) {
            exact = false;
            compress();
        }
    }

    boolean isExact() {
        return exact;
    }

    /// The values with what each stands for, sorted. The first and the last one are the least and the greatest of all.
    Ranks ranks() {
        int size = 0;
        for (int s : sizes) {
            size += s;
        }
        double[] values = new double[size];
        long[] weights = new long[size];
        int at = 0;
        for (int level = 0; level < levels.length; level++) {
            for (int i = 0; i < sizes[level]; i++) {
                values[at] = levels[level][i];
                weights[at++] = 1L << level;
            }
        }
        Ranks ranks = Ranks.of(values, weights, exact ? 0 : RANK_ERROR);
        if (size > 0) {
            ranks.values()[0] = least;
            ranks.values()[size - 1] = greatest;
        }
        return ranks;
    }
}
