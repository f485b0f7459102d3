package dev.peso.internal.exec;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// Sorts rows of an aggregation into blocks by the partition of their hashes.
///
/// Where memory is scarce, blocks that have been merged lend their arrays to later ones, so that these lie still where the
/// garbage collector would have to make room for new ones. Else new ones are faster, which are in the cache once they have
/// been cleared. Where even that is too much, rows of arrays that outlive the query stay where they are, and only their order
/// is kept. Thread-safe.
final class RowBlocks {
    /// Partitions of the rows.
    static final int PARTITIONS = 256;

    /// Memory for the results of groups, for each byte of their rows.
    private static final double RESULTS = 1.3;

    private final boolean mayReuse;
    private final long mostShared;
    private final SpillMemory memory;
    private final Query query;
    private final int room;
    private volatile boolean reuses;
    private final Queue<Block> spare = new ConcurrentLinkedQueue<>();

    /// Rows sorted by partition: those of partition `p` are `starts[p]..starts[p + 1]`. Arrays may be longer.
    ///
    /// @param firstRow the position in the run of the first row before the sort
    /// @param picked where each row was before the sort
    /// @param hashes of the keys, sorted as well
    /// @param columns keys, then columns; of rows that stay where they are, as before the sort
    record Block(long firstRow, int[] picked, int[] starts, long[] hashes, Vector[] columns, boolean stays) {
        /// Some of the sorted rows.
        Vector[] rows(int from, int count) {
            Vector[] some = new Vector[columns.length];
            int[] places = stays ? Arrays.copyOfRange(picked, from, from + count) : picked;
            for (int c = 0; c < some.length; c++) {
                some[c] = stays
                        ? Vectors.gather(columns[c], places, count)
                        : columns[c].slice(from, count);
            }
            return some;
        }

        int rows() {
            return starts[PARTITIONS];
        }

        /// Bytes that the block takes.
        long bytes() {
            return stays ? orderBytes(rows()) : sortedBytes();
        }

        /// Bytes that it takes where its rows are sorted.
        long sortedBytes() {
            return orderBytes(rows()) + Arrays.stream(columns).mapToLong(Vector::bytes).sum();
        }

        private static long orderBytes(int rows) {
            return (Integer.BYTES + Long.BYTES) * (long) rows;
        }
    }

    /// @param room the rows that most blocks have at most
    /// @param mostShared the rows at most that come in arrays which outlive the query; 0 where none do
    RowBlocks(AggregateShape shape, int room, long mostShared, SpillMemory memory, Query query) {
        this.mayReuse = !shape.keepsArguments();
        this.room = room;
        this.mostShared = shape.isPlain() ? mostShared : 0;
        this.memory = memory;
        this.query = query;
    }

    /// Has blocks lend their arrays from now on.
    void reuse() {
        reuses = mayReuse;
    }

    /// Sorts rows by the upper bits of their hashes, those of a partition in the order in which they are.
    ///
    /// @param mayStay whether the columns lie in arrays that outlive the query
    Block sorted(long firstRow, Vector[] columns, long[] hashes, int rows, boolean mayStay) {
        int[] starts = new int[PARTITIONS + 1];
        for (int i = 0; i < rows; i++) {
            starts[(int) (hashes[i] >>> 56) + 1]++;
        }
        for (int p = 0; p < PARTITIONS; p++) {
            starts[p + 1] += starts[p];
        }
        int[] next = starts.clone();
        Block old = rows <= room ? spare.poll() : null;
        int size = isUsual(rows) ? room : rows;
        int[] picked = old == null ? new int[size] : old.picked;
        long[] sorted = old == null ? new long[size] : old.hashes;
        for (int i = 0; i < rows; i++) {
            int to = next[(int) (hashes[i] >>> 56)]++;
            picked[to] = i;
            sorted[to] = hashes[i];
        }
        if (mayStay && wouldNotFit(columns, rows)) {
            return new Block(firstRow, picked, starts, sorted, columns, true);
        }
        Vector[] gathered = new Vector[columns.length];
        for (int c = 0; c < gathered.length; c++) {
            Object array = old == null
                    ? Vectors.newArray(columns[c], size)
                    : array(old.columns[c], columns[c]);
            gathered[c] = array == null
                    ? Vectors.gather(columns[c], picked, rows)
                    : Vectors.gather(columns[c], picked, rows, array);
        }
        return new Block(firstRow, picked, starts, sorted, gathered, false);
    }

    /// Whether rows like these would not fit beside the results when they were all copied.
    private boolean wouldNotFit(Vector[] columns, int rows) {
        double rowBytes = (double) Arrays.stream(columns).mapToLong(Vector::bytes).sum() / rows;
        return wouldNotFit(rowBytes, 0);
    }

    /// Whether the rows of runs that begin might have to stay where they are.
    ///
    /// @param runBytes what the rows of a run take that are copied
    /// @param runRows rows of a run
    boolean mayHaveToStay(long runBytes, long runRows) {
        return mostShared > 0
                && wouldNotFit((double) runBytes / runRows, (double) runBytes * query.threads());
    }

    private boolean wouldNotFit(double rowBytes, double more) {
        return memory.used() + more + RESULTS * rowBytes * mostShared > query.ledger().room();
    }

    /// Whether rows that follow one another lie in arrays which outlive the query, but not in the same.
    boolean isApart(Vector[] rows, Vector[] next) {
        return mostShared > 0 && rows.length > 0 && Retention.joined(rows[0], next[0]) == null;
    }

    /// Whether rows put together are still those of arrays that outlive the query.
    boolean isShared(Vector[] part, Vector[] all) {
        boolean shared = mostShared > 0;
        for (int c = 0; c < all.length; c++) {
            shared &= Retention.isSameArray(part[c], all[c]);
        }
        return shared;
    }

    /// Whether a block of so many rows gets arrays that others can have after it.
    private boolean isUsual(int rows) {
        return reuses && rows <= room && rows > room / 2;
    }

    /// The array of a block's column, if it suits another one.
    private @Nullable Object array(Vector old, Vector next) {
        return switch (next) {
            case BitVector _,ListVector _,StructVector _,NullVector _ -> null;
            default ->
                old.getClass() == next.getClass() ? Retention.array(old) : Vectors.newArray(next, room);
        };
    }

    /// Takes blocks that nobody reads any more.
    void giveBack(List<Block> blocks) {
        for (Block block : blocks) {
            if (reuses && block.hashes.length == room && !block.stays) {
                spare.add(block);
            }
        }
    }

    /// Lets go of all arrays that wait for rows.
    void forget() {
        spare.clear();
    }
}
