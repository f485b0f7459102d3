package dev.peso.internal.exec;

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
/// been cleared. Thread-safe.
final class RowBlocks {
    /// Partitions of the rows.
    static final int PARTITIONS = 256;

    private final boolean mayReuse;
    private final int room;
    private volatile boolean reuses;
    private final Queue<Block> spare = new ConcurrentLinkedQueue<>();

    /// Rows sorted by partition: those of partition `p` are `starts[p]..starts[p + 1]`. Arrays may be longer.
    ///
    /// @param firstRow the position in the run of the first row before the sort
    /// @param picked where each row was before the sort
    /// @param hashes of the keys, sorted as well
    /// @param columns keys, then columns
    record Block(long firstRow, int[] picked, int[] starts, long[] hashes, Vector[] columns) {
        int rows() {
            return starts[PARTITIONS];
        }

        long bytes() {
            long bytes = (Integer.BYTES + Long.BYTES) * (long) rows();
            for (Vector v : columns) {
                bytes += v.bytes();
            }
            return bytes;
        }
    }

    /// @param room the rows that most blocks have at most
    RowBlocks(AggregateShape shape, int room) {
        this.mayReuse = !shape.keepsArguments();
        this.room = room;
    }

    /// Has blocks lend their arrays from now on.
    void reuse() {
        reuses = mayReuse;
    }

    /// Sorts rows by the upper bits of their hashes, those of a partition in the order in which they are.
    Block sorted(long firstRow, Vector[] columns, long[] hashes, int rows) {
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
        Vector[] gathered = new Vector[columns.length];
        for (int c = 0; c < gathered.length; c++) {
            Object array = old == null
                    ? Vectors.newArray(columns[c], size)
                    : array(old.columns[c], columns[c]);
            gathered[c] = array == null
                    ? Vectors.gather(columns[c], picked, rows)
                    : Vectors.gather(columns[c], picked, rows, array);
        }
        return new Block(firstRow, picked, starts, sorted, gathered);
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
            if (reuses && block.hashes.length == room) {
                spare.add(block);
            }
        }
    }

    /// Lets go of all arrays that wait for rows.
    void forget() {
        spare.clear();
    }
}
