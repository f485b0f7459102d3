package dev.peso.ml.internal.tree;

import java.util.Arrays;
import java.util.stream.IntStream;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.numeric.Mix;

/// How the values of a feature fall into numbered bins; what has no value is in one more bin after the others.
///
/// @param cuts of numbers: bin `b` ends with values of at most `cuts[b]`
/// @param lows the least value in each bin, for numbers, where they were looked for
/// @param highs the greatest value in each bin, for numbers, where they were looked for
/// @param binOf of categories: the bin of each code, [#count] for those without one
/// @param count how many bins there are
record Bins(double[] cuts, double[] lows, double[] highs, int[] binOf, int count) {
    private static final int SAMPLE = 200_000;

    /// @param most how many bins at most, not counting that of missing values
    static Bins of(Feature column, int most, long seed) {
        return switch (column) {
            case Feature.Numbers numbers -> ofNumbers(numbers.values(), most, seed);
            case Feature.Codes codes -> ofCodes(codes, most);
        };
    }

    boolean isCategories() {
        return binOf.length > 0;
    }

    private static Bins ofNumbers(double[] values, int most, long seed) {
        double[] sorted = sample(values, seed);
        Arrays.sort(sorted);
        double[] distinct = distinct(sorted);
        double[] cuts = distinct.length <= most ? between(distinct) : quantiles(sorted, most);
        return new Bins(cuts, new double[0], new double[0], new int[0], cuts.length + 1);
    }

    /// The same bins of numbers with the least and the greatest value of each.
    ///
    /// @param binsOf those of the rows
    Bins withRanges(Feature column, char[] binsOf) {
        if (!(column instanceof Feature.Numbers(_, double[] values, _))) {
            return this;
        }
        double[] lows = new double[cuts.length + 1];
        double[] highs = new double[cuts.length + 1];
        Arrays.fill(lows, Double.POSITIVE_INFINITY);
        Arrays.fill(highs, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < values.length; i++) {
            int bin = binsOf[i];
            if (bin < count) {
                lows[bin] = Math.min(lows[bin], values[i] + 0.0);
                highs[bin] = Math.max(highs[bin], values[i] + 0.0);
            }
        }
        return new Bins(cuts, lows, highs, binOf, count);
    }

    private static double[] sample(double[] values, long seed) {
        double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).map(v -> v + 0.0).toArray();
        if (known.length <= SAMPLE) {
            return known;
        }
        Mix random = new Mix(seed);
        for (int i = 0; i < SAMPLE; i++) {
            int k = i + random.nextInt(known.length - i);
            double swap = known[i];
            known[i] = known[k];
            known[k] = swap;
        }
        return Arrays.copyOf(known, SAMPLE);
    }

    private static double[] distinct(double[] sorted) {
        double[] distinct = new double[sorted.length];
        int n = 0;
        for (double value : sorted) {
            if (n == 0 || value != distinct[n - 1]) {
                distinct[n++] = value;
            }
        }
        return Arrays.copyOf(distinct, n);
    }

    private static double[] between(double[] distinct) {
        double[] cuts = new double[Math.max(0, distinct.length - 1)];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = middle(distinct[i], distinct[i + 1]);
        }
        return cuts;
    }

    /// A number from `low` on that is below `high`.
    static double middle(double low, double high) {
        double middle = low + (high - low) / 2;
        return middle >= low && middle < high ? middle : low;
    }

    private static double[] quantiles(double[] sorted, int most) {
        double[] cuts = new double[most - 1];
        int n = 0;
        for (int k = 1; k < most; k++) {
            double at = (double) k * (sorted.length - 1) / most;
            double low = sorted[(int) Math.floor(at)];
            double high = sorted[(int) Math.ceil(at)];
            double cut = low == high ? low : middle(low, high);
            if (cut < sorted[sorted.length - 1] && (n == 0 || cut > cuts[n - 1])) {
                cuts[n++] = cut;
            }
        }
        return Arrays.copyOf(cuts, n);
    }

    private static Bins ofCodes(Feature.Codes column, int most) {
        int[] counts = column.counts();
        int[] kept = IntStream.range(0, counts.length)
                .filter(level -> counts[level] > 0)
                .boxed()
                .sorted((a, b) -> Integer.compare(counts[b], counts[a]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        int[] binOf = new int[Math.max(1, counts.length)];
        Arrays.fill(binOf, kept.length);
        for (int bin = 0; bin < kept.length; bin++) {
            binOf[kept[bin]] = bin;
        }
        return new Bins(new double[0], new double[0], new double[0], binOf, kept.length);
    }

    private int bin(CutTable table, double value) {
        return Double.isNaN(value) ? count : table.bin(value);
    }

    private int bin(int code) {
        return code < 0 ? count : binOf[code];
    }

    /// The bins of rows, for up to 255 of them.
    byte[] bytes(Feature column) {
        byte[] bins = new byte[column.rows()];
        switch (column) {
            case Feature.Numbers numbers -> {
                CutTable table = new CutTable(cuts);
                for (int i = 0; i < bins.length; i++) {
                    bins[i] = (byte) bin(table, numbers.values()[i]);
                }
            }
            case Feature.Codes codes -> {
                for (int i = 0; i < bins.length; i++) {
                    bins[i] = (byte) bin(codes.codes()[i]);
                }
            }
        }
        return bins;
    }

    /// The bins of rows.
    char[] chars(Feature column) {
        char[] bins = new char[column.rows()];
        switch (column) {
            case Feature.Numbers numbers -> {
                CutTable table = new CutTable(cuts);
                for (int i = 0; i < bins.length; i++) {
                    bins[i] = (char) bin(table, numbers.values()[i]);
                }
            }
            case Feature.Codes codes -> {
                for (int i = 0; i < bins.length; i++) {
                    bins[i] = (char) bin(codes.codes()[i]);
                }
            }
        }
        return bins;
    }

    /// The codes of bins as a set of bits.
    long[] codesOf(boolean[] bins) {
        long[] bits = new long[(binOf.length + 63) >>> 6];
        for (int code = 0; code < binOf.length; code++) {
            if (binOf[code] < count && bins[binOf[code]]) {
                bits[code >>> 6] |= 1L << code;
            }
        }
        return bits;
    }
}
