package dev.peso.internal.quality;

import java.util.Arrays;
import java.util.List;

import dev.peso.internal.column.Hashes;

/// Rows of columns of numbers, drawn by chance without replacement: all of them up to [#SIZE], of more those to which a
/// hash of the row and of its place gives the least keys.
///
/// Equal parts in equal order give equal samples.
final class RowSample {
    /// How many rows are kept.
    static final int SIZE = 10_000;
    /// With so many the surplus is let go.
    private static final int FULL = SIZE + SIZE / 4;
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final double[][] values;
    private long[] keys = new long[0];
    private int size;
    private long rows;
    /// Rows with keys from it on are not among those with the least, once some were let go.
    private long bound = Long.MAX_VALUE;
    /// So that rows in the same place of different parts get different keys.
    private long seed;

    RowSample(int columns) {
        this.values = new double[columns][0];
    }

    /// Adds a batch: the doubles of each column, which of them are null, and a hash of each row.
    void add(List<double[]> columns, List<boolean[]> missing, long[] hashes, int length) {
        if (rows == 0) {
            seed = Arrays.stream(hashes, 0, length).sum();
        }
        for (int i = 0; i < length; i++) {
            long key = Hashes.mix(Hashes.mix(seed + STEP * rows) ^ hashes[i]);
            rows++;
            if (key >= bound) {
                continue;
            }
            ensure(size + 1);
            keys[size] = key;
            for (int c = 0; c < values.length; c++) {
                double value = missing.get(c)[i] ? Double.NaN : columns.get(c)[i];
                values[c][size] = Double.isFinite(value) ? value : Double.NaN;
            }
            size++;
            if (size == FULL) {
                shrink();
            }
        }
    }

    private void ensure(int needed) {
        if (needed > keys.length) {
            int length = Math.max(needed, Math.min(FULL, Math.max(256, 2 * keys.length)));
            keys = Arrays.copyOf(keys, length);
            for (int c = 0; c < values.length; c++) {
                values[c] = Arrays.copyOf(values[c], length);
            }
        }
    }

    /// Keeps the rows with the least keys.
    private void shrink() {
        if (size <= SIZE) {
            return;
        }
        long[] sorted = Arrays.copyOf(keys, size);
        Arrays.sort(sorted);
        bound = sorted[SIZE - 1];
        int below = 0;
        while (sorted[below] < bound) {
            below++;
        }
        int equal = SIZE - below; // of rows with the greatest key that is kept
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (keys[i] < bound || keys[i] == bound && equal-- > 0) {
                keys[kept] = keys[i];
                for (double[] column : values) {
                    column[kept] = column[i];
                }
                kept++;
            }
        }
        size = kept;
    }

    /// Adds the rows of another sample.
    void merge(RowSample later) {
        rows += later.rows;
        ensure(size + later.size);
        System.arraycopy(later.keys, 0, keys, size, later.size);
        for (int c = 0; c < values.length; c++) {
            System.arraycopy(later.values[c], 0, values[c], size, later.size);
        }
        size += later.size;
        bound = Math.min(bound, later.bound);
        shrink();
    }

    /// The numbers of each column, NaN where one is null or not finite.
    double[][] values() {
        shrink();
        return Arrays.stream(values).map(column -> Arrays.copyOf(column, size)).toArray(double[][]::new);
    }

    /// Whether these are all rows there are.
    boolean isWhole() {
        return rows <= SIZE;
    }
}
