package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.aggregate.Accumulator;
import dev.peso.internal.aggregate.GroupTable;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.spill.SpillFile;

/// One partition of the groups of all runs. Belongs to one worker.
final class AggregatePart {
    private static final int BATCH = 8_192;
    /// Rows of a chunk of results: as there are as many chunks as partitions at least, arrays of texts should fill half a
    /// region of the smallest size that the garbage collector knows, and not one and a bit.
    static final int CHUNK_ROWS = Vector.CHUNK_ROWS / 4;

    /// Memory of states while they grow: arrays are copied to larger ones.
    private static final int GROWTH = 2;
    /// States that always fit.
    private static final long SMALL = 4 << 20;

    private final AggregateShape shape;
    private final Query query;
    private final AggregateShape.Feeder feeder;
    private final GroupTable table;
    private final Accumulator[] accumulators;
    private final FirstRows firstRows = new FirstRows();
    private int[] groups = new int[0];
    private GroupForecast forecast = new GroupForecast(0);

    /// @param small whether keys from a small range may be looked up in an array
    AggregatePart(AggregateShape shape, boolean small, Query query) {
        this.shape = shape;
        this.query = query;
        this.feeder = shape.new Feeder();
        this.table = new GroupTable(shape.keyTypes(), small);
        this.accumulators = shape.newAccumulators();
    }

    /// Says how many rows of blocks come next.
    void expect(long rows) {
        forecast = new GroupForecast(rows);
    }

    /// Adds the partition's share of a run: the groups of its table, then the rows that are not in it.
    void merge(AggregateRun run, int index, ByPartition byPartition, int partition) {
        int from = byPartition.starts()[partition];
        int to = byPartition.starts()[partition + 1];
        if (from < to) {
            mergeGroups(run, index, Arrays.copyOfRange(byPartition.groups(), from, to));
        }
        for (RowBlocks.Block block : run.blocks) {
            int start = block.starts()[partition];
            addRows(block::rows, start, block.starts()[partition + 1], block.hashes(),
                    row -> FirstRows.position(index, block.firstRow() + block.picked()[row]));
        }
        run.readSpilled(partition, chunk -> {
            Vector[] columns = chunk.columns().toArray(new Vector[0]);
            LongVector positions = (LongVector) columns[columns.length - 1];
            addRows((at, count) -> slices(columns, at, count), 0, chunk.rows(), null, positions::get);
        });
    }

    private void mergeGroups(AggregateRun run, int index, int[] from) {
        int[] into = new int[from.length];
        int before = table.size();
        table.merge(run.table, from, from.length, into);
        for (int i = 0; i < into.length; i++) {
            if (into[i] == before) {
                firstRows.add(FirstRows.position(index, run.firstRow(from[i])));
                before++;
            }
        }
        for (int a = 0; a < accumulators.length; a++) {
            accumulators[a].resize(table.size());
            accumulators[a].merge(run.accumulators[a], from, into, from.length);
        }
    }

    /// The keys and columns of rows.
    @FunctionalInterface
    private interface Rows {
        Vector[] of(int from, int count);
    }

    /// All columns but the last.
    private static Vector[] slices(Vector[] columns, int from, int count) {
        Vector[] slices = new Vector[columns.length - 1];
        for (int c = 0; c < slices.length; c++) {
            slices[c] = columns[c].slice(from, count);
        }
        return slices;
    }

    /// @param hashes of the rows' keys, or null where they have to be computed
    private void addRows(Rows rows, int start, int end, long @Nullable [] hashes,
            IntToLongFunction position) {
        int keys = shape.keys.size();
        for (int from = start; from < end; from += BATCH) {
            int count = Math.min(BATCH, end - from);
            Vector[] all = rows.of(from, count);
            if (groups.length < count) {
                groups = new int[count > BATCH / 4 ? BATCH : BATCH / 4];
            }
            if (hashes == null) {
                table.find(Arrays.copyOf(all, keys), count, groups);
            } else {
                table.find(Arrays.copyOf(all, keys), count, groups, hashes, from);
            }
            for (int row : table.newRows()) {
                firstRows.add(position.applyAsLong(from + row));
            }
            for (Accumulator accumulator : accumulators) {
                accumulator.resize(table.size());
            }
            feeder.add(accumulators, groups, Arrays.copyOfRange(all, keys, all.length), count);
            requireRoom();
            int more = forecast.after(count, table.newCount());
            if (more > 0) {
                reserve(table.size() + more);
            }
        }
    }

    /// Makes room for groups at once rather than step by step, if there is plenty of memory.
    private void reserve(int count) {
        if (GROWTH * GROWTH * (double) bytes() / table.size() * count < query.ledger().limit()) {
            table.reserve(count);
            firstRows.reserve(count);
            for (Accumulator accumulator : accumulators) {
                accumulator.resize(count);
            }
        }
    }

    int groups() {
        return table.size();
    }

    /// Bytes of the groups and their states.
    long bytes() {
        return table.bytes() + 8L * firstRows.size()
                + Arrays.stream(accumulators).mapToLong(Accumulator::bytes).sum();
    }

    private void requireRoom() {
        long bytes = bytes();
        if (bytes > SMALL && GROWTH * bytes > query.ledger().limit()) {
            throw shape.tooLarge(GROWTH * bytes, "groups that come together", query);
        }
    }

    /// Ends adding and computes the results. What they were made of is of no more use.
    Groups finish() {
        table.seal();
        for (Accumulator accumulator : accumulators) {
            accumulator.seal();
        }
        return new Groups(chunks(shape, table, accumulators, table.size()), firstRows);
    }

    /// Keys and results of all groups.
    static List<Chunk> chunks(AggregateShape shape, GroupTable table, Accumulator[] accumulators,
            int groups) {
        int[] order = HashAggregateOperator.range(groups);
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < groups; from += CHUNK_ROWS) {
            int count = Math.min(CHUNK_ROWS, groups - from);
            List<Vector> columns = new ArrayList<>();
            for (int k = 0; k < shape.keys.size(); k++) {
                columns.add(table.key(k, order, from, count));
            }
            for (int a = 0; a < shape.calls.size(); a++) {
                columns.add(shape.finish(a, accumulators[a], order, from, count));
            }
            chunks.add(new Chunk(columns, count));
        }
        return chunks;
    }

    /// The groups of a partition.
    ///
    /// @param chunks keys and results, of [#CHUNK_ROWS] rows each but the last
    record Groups(List<Chunk> chunks, FirstRows firstRows) {
        /// Writes them, each with its position, to a file.
        SpillFile spill(Query query) {
            SpillFile file = query.spill().newFile("groups");
            int blockRows = SortRuns.blockRows(query, chunks);
            long group = 0;
            for (Chunk chunk : chunks) {
                List<Vector> columns = new ArrayList<>(chunk.columns());
                columns.add(LongVector.of(DataType.INT64, firstRows.slice((int) group, chunk.rows())));
                Chunk positioned = new Chunk(columns, chunk.rows());
                for (int from = 0; from < chunk.rows(); from += blockRows) {
                    file.write(positioned.slice(from, Math.min(blockRows, chunk.rows() - from)));
                }
                group += chunk.rows();
            }
            file.finish();
            return file;
        }
    }
}
