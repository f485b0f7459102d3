package dev.peso.spi;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// Some rows on their way: one [ColumnData] a column, all of one length, perhaps with a selection of the rows that count.
/// Read-only by contract.
public final class Batch {
    private final List<ColumnData> columns;
    private final int length;
    private final int @Nullable [] selection;

    private Batch(List<ColumnData> columns, int length, int @Nullable [] selection) {
        this.columns = List.copyOf(columns);
        this.length = length;
        this.selection = selection;
        for (ColumnData column : columns) {
            if (column.length() != length) {
                throw new IllegalArgumentException(
                        "a batch of " + length + " rows got a column of " + column.length());
            }
        }
    }

    /// All rows of some columns.
    ///
    /// @param columns in the order of the schema
    /// @param length how many rows each has
    /// @return the batch
    /// @throws IllegalArgumentException if a column has another number of rows
    public static Batch of(List<ColumnData> columns, int length) {
        return new Batch(columns, length, null);
    }

    /// The same columns with only some rows counting.
    ///
    /// @param rows rising positions of rows in the columns
    /// @return a new batch
    /// @throws IndexOutOfBoundsException if a position is none of a row
    public Batch select(int[] rows) {
        for (int row : rows) {
            Objects.checkIndex(row, length);
        }
        return new Batch(columns, length, rows.clone());
    }

    /// The columns, selected or not.
    ///
    /// @return an immutable list in the order of the schema
    public List<ColumnData> columns() {
        return columns;
    }

    /// A column.
    ///
    /// @param index its position from 0
    /// @return its data, selected or not
    public ColumnData column(int index) {
        return columns.get(index);
    }

    /// How many rows the columns have.
    ///
    /// @return 0 or more
    public int length() {
        return length;
    }

    /// Which rows count, as rising positions in the columns; null when all do.
    ///
    /// @return positions or null
    public int @Nullable [] selection() {
        return selection;
    }

    /// How many rows count.
    ///
    /// @return 0 or more
    public int rows() {
        return selection == null ? length : selection.length;
    }
}
