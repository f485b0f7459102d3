package dev.peso.internal.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// A slice of rows on its way through an operator chain.
///
/// `column(i)` is dense: of a batch that selects rows, or pairs them with rows of a store, a column is gathered once, on
/// first use, so a column that nobody reads costs nothing and kernels never see a selection. Owned by one thread.
public final class Batch {
    private final BatchColumn[] columns;
    private final int rows;
    private final long firstRow;
    private final int @Nullable [] origins;

    /// All rows of these columns.
    ///
    /// @param firstRow the position of the first row in the data, for error messages; -1 when unknown
    public Batch(Vector[] columns, int rows, long firstRow) {
        this(columns(columns), rows, firstRow, null);
    }

    /// Columns computed from the rows of another batch, whose positions they keep.
    public Batch(Vector[] columns, Batch source) {
        this(columns(columns), source.rows, source.firstRow, source.origins);
    }

    /// Columns that may wait to be gathered.
    public Batch(BatchColumn[] columns, int rows) {
        this(columns.clone(), rows, -1, null);
    }

    /// @param origins how far behind the first row of the data each row is, or null when they follow it
    private Batch(BatchColumn[] columns, int rows, long firstRow, int @Nullable [] origins) {
        this.columns = columns;
        this.rows = rows;
        this.firstRow = firstRow;
        this.origins = origins;
    }

    private static BatchColumn[] columns(Vector[] vectors) {
        BatchColumn[] columns = new BatchColumn[vectors.length];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = BatchColumn.of(vectors[c]);
        }
        return columns;
    }

    public static Batch of(Chunk chunk, int from, int count, long firstRow) {
        Vector[] columns = new Vector[chunk.columns().size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = chunk.column(i).slice(from, count);
        }
        return new Batch(columns, count, firstRow);
    }

    public int rows() {
        return rows;
    }

    public int width() {
        return columns.length;
    }

    /// The rows of a column.
    public Vector column(int index) {
        return columns[index].vector();
    }

    /// A column of texts as codes into a small dictionary, of type `utf8` still; null when it did not come so.
    public @Nullable CodeVector coded(int index) {
        return columns[index].coded();
    }

    /// A column as it is, gathered or not.
    public BatchColumn part(int index) {
        return columns[index];
    }

    /// Gathers the columns that will never be gathered cheaper.
    public void gatherWarm() {
        for (BatchColumn column : columns) {
            if (column.isWarm()) {
                column.vector();
            }
        }
    }

    /// The rows at `picked[0..count)` of this batch, an array that must not change any more; rising positions keep row
    /// order.
    public Batch select(int[] picked, int count) {
        Composed composed = new Composed(picked, count);
        BatchColumn[] selected = new BatchColumn[columns.length];
        for (int c = 0; c < selected.length; c++) {
            BatchColumn column = columns[c];
            selected[c] = column.at(composed.of(column.places()), count);
        }
        return new Batch(selected, count, firstRow, firstRow < 0 ? null : composed.of(origins));
    }

    /// Consecutive rows of this batch, which share its arrays unless they wait to be gathered.
    public Batch slice(int from, int count) {
        if (from == 0 && count == rows) {
            return this;
        }
        if (isPicked()) {
            int[] range = new int[count];
            Arrays.setAll(range, i -> from + i);
            return select(range, count);
        }
        BatchColumn[] sliced = new BatchColumn[columns.length];
        for (int c = 0; c < sliced.length; c++) {
            sliced[c] = columns[c].slice(from, count);
        }
        return origins == null
                ? new Batch(sliced, count, firstRow < 0 ? -1 : firstRow + from, null)
                : new Batch(sliced, count, firstRow, Arrays.copyOfRange(origins, from, from + count));
    }

    /// Positions in arrays of places, which several columns share.
    private static final class Composed {
        private final int[] picked;
        private final int count;
        private final List<int[]> seen = new ArrayList<>();
        private final List<int[]> made = new ArrayList<>();

        Composed(int[] picked, int count) {
            this.picked = picked;
            this.count = count;
        }

        @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
        int[] of(int @Nullable [] places) {
            if (places == null) {
                return picked;
            }
            for (int k = 0; k < seen.size(); k++) {
                if (seen.get(k) == places) {
                    return made.get(k);
                }
            }
            int[] composed = new int[count];
            Gathers.pick(places, 0, picked, count, composed, 0);
            seen.add(places);
            made.add(composed);
            return composed;
        }
    }

    /// Some of the columns, gathered or not.
    public Batch project(int[] indexes) {
        BatchColumn[] projected = new BatchColumn[indexes.length];
        for (int c = 0; c < projected.length; c++) {
            projected[c] = columns[indexes[c]];
        }
        return new Batch(projected, rows, firstRow, origins);
    }

    /// The position of a row in the data that was read, or -1 when unknown.
    public long position(int row) {
        if (firstRow < 0) {
            return -1;
        }
        return firstRow + (origins == null ? row : origins[row]);
    }

    /// Bytes of the rows, estimated.
    public long bytes() {
        long total = 0;
        for (BatchColumn column : columns) {
            total += column.bytes();
        }
        return total;
    }

    /// Rows that are kept alive for the sake of this batch's, which may be fewer.
    public int heldRows() {
        int held = rows;
        for (BatchColumn column : columns) {
            held = Math.max(held, column.heldRows());
        }
        return held;
    }

    /// Whether some column has rows picked out of others, so that it takes memory of its own once it is gathered.
    public boolean isPicked() {
        for (BatchColumn column : columns) {
            if (column.places() != null) {
                return true;
            }
        }
        return false;
    }

    /// The rows as a chunk.
    public Chunk toChunk() {
        Vector[] all = new Vector[columns.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = column(i);
        }
        return new Chunk(List.of(all), rows);
    }

    /// A column of several batches in one vector, gathered straight to where it stays; null when it needs no gathering or
    /// cannot be gathered so.
    public static @Nullable Vector gatherAll(DataType type, List<Batch> batches, int index) {
        return BatchColumn.gatherAll(type, batches.stream().map(b -> b.columns[index]).toList());
    }
}
