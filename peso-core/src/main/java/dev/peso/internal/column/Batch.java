package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

/// A slice of rows on its way through an operator chain, with an optional selection.
///
/// `column(i)` is dense: with a selection, the selected rows of a column are gathered once, on first use, so a column
/// that nobody reads costs nothing and kernels never see a selection. Owned by one thread.
public final class Batch {
    private final Vector[] columns;
    private final int @Nullable [] selection;
    private final @Nullable Vector[] dense;
    private final int rows;
    private final long firstRow;

    /// All rows of these columns.
    ///
    /// @param firstRow the position of the first row in the operator's input, for error messages; -1 when unknown
    public Batch(Vector[] columns, int rows, long firstRow) {
        this(columns, null, rows, firstRow);
    }

    private Batch(Vector[] columns, int @Nullable [] selection, int rows, long firstRow) {
        this.columns = columns;
        this.selection = selection;
        this.dense = new @Nullable Vector[selection == null ? 0 : columns.length];
        this.rows = rows;
        this.firstRow = firstRow;
    }

    public static Batch of(Chunk chunk, int from, int count, long firstRow) {
        Vector[] columns = new Vector[chunk.columns().size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = chunk.column(i).slice(from, count);
        }
        return new Batch(columns, count, firstRow);
    }

    /// How many rows are selected.
    public int rows() {
        return rows;
    }

    public int width() {
        return columns.length;
    }

    /// The selected rows of a column.
    public Vector column(int index) {
        if (selection == null) {
            return columns[index];
        }
        Vector vector = dense[index];
        if (vector == null) {
            vector = Vectors.gather(columns[index], selection, rows);
            dense[index] = vector;
        }
        return vector;
    }

    /// The rows at `picked[0..count)` of this batch; rising positions keep row order.
    public Batch select(int[] picked, int count) {
        if (selection == null) {
            return new Batch(columns, picked, count, firstRow);
        }
        int[] composed = new int[count];
        for (int i = 0; i < count; i++) {
            composed[i] = selection[picked[i]];
        }
        return new Batch(columns, composed, count, firstRow);
    }

    /// The position of a row in the operator's input, or -1 when unknown.
    public long position(int row) {
        return firstRow < 0 ? -1 : firstRow + (selection == null ? row : selection[row]);
    }

    /// Bytes of the selected rows, estimated by each column's share.
    public long bytes() {
        long total = 0;
        for (Vector column : columns) {
            total += column.length == 0 ? 0 : column.bytes() * rows / column.length;
        }
        return total;
    }

    /// The selected rows as a chunk.
    public Chunk toChunk() {
        Vector[] all = new Vector[columns.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = column(i);
        }
        return new Chunk(java.util.List.of(all), rows);
    }
}
