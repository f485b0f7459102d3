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
    private final int @Nullable [] origins;

    /// All rows of these columns.
    ///
    /// @param firstRow the position of the first row in the data, for error messages; -1 when unknown
    public Batch(Vector[] columns, int rows, long firstRow) {
        this(columns, null, rows, firstRow, null);
    }

    /// Columns computed from the selected rows of another batch, whose positions they keep.
    public Batch(Vector[] columns, Batch source) {
        this(columns, null, source.rows, source.firstRow, source.origins(source.selection, source.rows));
    }

    private Batch(Vector[] columns, int @Nullable [] selection, int rows, long firstRow,
            int @Nullable [] origins) {
        this.columns = columns;
        this.selection = selection;
        this.dense = new @Nullable Vector[selection == null ? 0 : columns.length];
        this.rows = rows;
        this.firstRow = firstRow;
        this.origins = origins;
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
            return new Batch(columns, picked, count, firstRow, origins);
        }
        int[] composed = new int[count];
        for (int i = 0; i < count; i++) {
            composed[i] = selection[picked[i]];
        }
        return new Batch(columns, composed, count, firstRow, origins);
    }

    /// The position of a row in the data that was read, or -1 when unknown.
    public long position(int row) {
        if (firstRow < 0) {
            return -1;
        }
        int stored = selection == null ? row : selection[row];
        return firstRow + (origins == null ? stored : origins[stored]);
    }

    /// How far behind the first row of the data picked rows are, or null when they follow it.
    private int @Nullable [] origins(int @Nullable [] picked, int count) {
        if (picked == null || origins == null || firstRow < 0) {
            return picked == null ? origins : picked;
        }
        int[] composed = new int[count];
        for (int i = 0; i < count; i++) {
            composed[i] = origins[picked[i]];
        }
        return composed;
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
