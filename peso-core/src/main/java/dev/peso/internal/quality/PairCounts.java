package dev.peso.internal.quality;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// How columns of few values go together, two by two: how often each pair of values comes, over the rows where both columns
/// have one. A column with more than [#MOST_VALUES] values drops out.
///
/// Values are known by hashes of 64 bits.
final class PairCounts {
    /// Distinct values of a column up to which its pairs are counted.
    static final int MOST_VALUES = 32;
    private static final int SLOTS = 4 * MOST_VALUES;

    private final Codes[] codes;
    private final long[] @Nullable [] tables;
    private final int[][] rowCodes;

    PairCounts(int columns) {
        codes = new Codes[columns];
        Arrays.setAll(codes, _ -> new Codes());
        tables = new long[columns * (columns - 1) / 2][];
        rowCodes = new int[columns][0];
    }

    /// The numbers of a column's values, from 0 in order of appearance.
    private static final class Codes {
        final long[] hashes = new long[MOST_VALUES];
        final byte[] slots = new byte[SLOTS]; // a number and one, or 0
        int size;
        boolean many;

        /// The number of a value, -1 of one too many.
        int of(long hash) {
            int slot = (int) (hash >>> 40) & SLOTS - 1;
            while (slots[slot] != 0) {
                if (hashes[slots[slot] - 1] == hash) {
                    return slots[slot] - 1;
                }
                slot = slot + 1 & SLOTS - 1;
            }
            if (size == MOST_VALUES) {
                many = true;
                return -1;
            }
            hashes[size++] = hash;
            slots[slot] = (byte) size;
            return size - 1;
        }
    }

    /// Adds a batch: the hash of each row of each column, and which of them count.
    void add(List<long[]> hashes, List<boolean[]> missing, int rows) {
        for (int c = 0; c < codes.length; c++) {
            number(c, hashes.get(c), missing.get(c), rows);
        }
        int pair = 0;
        for (int x = 0; x < codes.length; x++) {
            for (int y = x + 1; y < codes.length; y++, pair++) {
                if (!codes[x].many && !codes[y].many) {
                    count(table(pair), rowCodes[x], rowCodes[y], rows);
                }
            }
        }
    }

    private void number(int c, long[] hashes, boolean[] missing, int rows) {
        if (rowCodes[c].length < rows) {
            rowCodes[c] = new int[rows];
        }
        for (int i = 0; i < rows && !codes[c].many; i++) {
            rowCodes[c][i] = missing[i] ? -1 : codes[c].of(hashes[i]);
        }
    }

    private long[] table(int pair) {
        long[] table = tables[pair];
        if (table == null) {
            table = new long[MOST_VALUES * MOST_VALUES];
            tables[pair] = table;
        }
        return table;
    }

    private static void count(long[] table, int[] xs, int[] ys, int rows) {
        for (int i = 0; i < rows; i++) {
            if (xs[i] >= 0 && ys[i] >= 0) {
                table[xs[i] * MOST_VALUES + ys[i]]++;
            }
        }
    }

    void merge(PairCounts later) {
        int[][] numbers = new int[codes.length][];
        for (int c = 0; c < codes.length; c++) {
            numbers[c] = new int[later.codes[c].size];
            for (int k = 0; k < numbers[c].length; k++) {
                numbers[c][k] = codes[c].of(later.codes[c].hashes[k]);
            }
            codes[c].many |= later.codes[c].many;
        }
        int pair = 0;
        for (int x = 0; x < codes.length; x++) {
            for (int y = x + 1; y < codes.length; y++, pair++) {
                long[] theirs = later.tables[pair];
                if (theirs != null && !codes[x].many && !codes[y].many) {
                    merge(table(pair), theirs, numbers[x], numbers[y]);
                }
            }
        }
    }

    private static void merge(long[] into, long[] from, int[] xs, int[] ys) {
        for (int x = 0; x < xs.length; x++) {
            for (int y = 0; y < ys.length; y++) {
                into[xs[x] * MOST_VALUES + ys[y]] += from[x * MOST_VALUES + y];
            }
        }
    }

    /// Whether a column has so few values that its pairs were counted.
    boolean isCounted(int column) {
        return !codes[column].many;
    }

    /// Rows where two columns, the first in front of the second, both have values.
    long count(int x, int y) {
        long[] table = tables[pair(x, y)];
        return table == null ? 0 : Arrays.stream(table).sum();
    }

    /// Cramer's V: the root of chi square by the rows and the lesser number of values less one. NaN where one of the columns
    /// has fewer than two values.
    double association(int x, int y) {
        long[] table = tables[pair(x, y)];
        if (table == null) {
            return Double.NaN;
        }
        double[] byX = new double[MOST_VALUES];
        double[] byY = new double[MOST_VALUES];
        for (int i = 0; i < table.length; i++) {
            byX[i / MOST_VALUES] += table[i];
            byY[i % MOST_VALUES] += table[i];
        }
        double sum = 0;
        for (int i = 0; i < table.length; i++) {
            double expected = byX[i / MOST_VALUES] * byY[i % MOST_VALUES];
            sum += expected == 0 ? 0 : table[i] / expected * table[i];
        }
        long least = Math.min(values(byX), values(byY)) - 1;
        return least < 1 ? Double.NaN : Math.sqrt(Math.clamp((sum - 1) / least, 0.0, 1.0));
    }

    private static long values(double[] totals) {
        return Arrays.stream(totals).filter(total -> total > 0).count();
    }

    private int pair(int x, int y) {
        return x * codes.length - x * (x + 1) / 2 + y - x - 1;
    }
}
