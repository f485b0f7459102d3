package dev.peso.internal.excel;

import java.io.IOException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// The rows of a sheet from the first to the last that has cells; cells without a value are left out.
abstract class SheetRows implements AutoCloseable {
    static final int MOST_ROWS = 1_048_576;
    static final int MOST_COLUMNS = 16_384;

    /// The current row, from 0, and how many cells it has.
    int row = -1;
    int count;
    int[] columns = new int[16];
    Kind[] kinds = new Kind[16];
    /// Numbers, and booleans as 0 or 1.
    double[] numbers = new double[16];
    @Nullable
    String[] texts = new String[16];

    /// Goes to the next row, which has a higher number; false at the end.
    abstract boolean next() throws IOException;

    @Override
    public abstract void close() throws IOException;

    /// The last column of the current row that has a cell, or -1.
    final int lastColumn() {
        int last = -1;
        for (int i = 0; i < count; i++) {
            last = Math.max(last, columns[i]);
        }
        return last;
    }

    final void add(int column, Kind kind, double number, @Nullable String text) {
        if (count == columns.length) {
            columns = Arrays.copyOf(columns, 2 * count);
            kinds = Arrays.copyOf(kinds, 2 * count);
            numbers = Arrays.copyOf(numbers, 2 * count);
            texts = Arrays.copyOf(texts, 2 * count);
        }
        columns[count] = column;
        kinds[count] = kind;
        numbers[count] = number;
        texts[count++] = text;
    }
}
