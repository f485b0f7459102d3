package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan.SortKey;
import dev.peso.internal.spill.SpillFile;

/// The rows to be sorted: all in memory, or, when memory is refused, in sorted runs on disk.
///
/// Rows on disk carry their position, the last key of the order there: what is spilled when does not show.
final class SortRuns {
    /// Memory a row needs while it is sorted, beside its columns.
    private static final int SORT_BYTES = 24;

    private final Query query;
    private final SpillMemory memory;
    private final boolean isShared;
    private final List<DataType> types;
    private final List<DataType> runTypes;
    private final List<CheckedExpr> computed;
    private final List<SortKey> keys;
    private final List<Integer> columns;
    private final KeyOrder order;
    private final List<Entry> waiting = new ArrayList<>();
    private final List<SpillFile> runs = new ArrayList<>();

    /// Rows in memory, with the position of the first and what they hold of the memory.
    private record Entry(long position, Chunk chunk, long bytes) {}

    /// @param isShared whether the input's columns take no memory of their own
    SortRuns(Query query, SpillMemory memory, boolean isShared, List<DataType> types,
            List<CheckedExpr> computed,
            List<SortKey> keys, List<Integer> columns) {
        this.query = query;
        this.memory = memory;
        this.isShared = isShared;
        this.types = types;
        this.computed = computed;
        this.keys = keys;
        this.columns = columns;
        this.runTypes = new ArrayList<>(types);
        runTypes.add(DataType.INT64);
        List<SortKey> runKeys = new ArrayList<>(keys);
        runKeys.add(new SortKey(new CheckedExpr.Ref(types.size(), DataType.INT64, "position"), false, false));
        List<Integer> runColumns = new ArrayList<>(columns);
        runColumns.add(types.size());
        this.order = new KeyOrder(runKeys, runColumns, runTypes);
    }

    /// Takes the rows of one morsel.
    final class Sink implements Query.Sink {
        private final long firstPosition;
        private final RowCollector rows = new RowCollector(types, computed);
        private long handedOver;
        private long bytes;

        Sink(int index) {
            this.firstPosition = (long) index << 32;
        }

        @Override
        public boolean accept(Batch batch) {
            long wanted = wanted(batch);
            if (!memory.tryReserve(wanted)) {
                makeRoom(wanted);
            }
            bytes += wanted;
            return rows.accept(batch);
        }

        /// Spills, unless another worker has done so while this one waited: its run would be a short one.
        private void makeRoom(long wanted) {
            synchronized (SortRuns.this) {
                if (!memory.tryReserve(wanted)) {
                    finish();
                    spill();
                    memory.take(wanted);
                }
            }
        }

        @Override
        public void finish() {
            rows.finish();
            long left = rows.chunks().stream().mapToLong(Chunk::rows).sum();
            for (Chunk chunk : rows.chunks()) {
                long part = left == chunk.rows() ? bytes : bytes * chunk.rows() / left;
                add(new Entry(firstPosition + handedOver, chunk, part));
                handedOver += chunk.rows();
                bytes -= part;
                left -= chunk.rows();
            }
            rows.chunks().clear();
        }
    }

    /// Bytes for the sort itself, and for the rows twice: as they come and in the large chunks they are joined to.
    private long wanted(Batch batch) {
        long own = (long) batch.rows() * (SORT_BYTES + 8 * (keys.size() + computed.size()));
        return own + (isShared ? 0 : 2 * bytes(batch));
    }

    static long bytes(Batch batch) {
        long total = 0;
        for (int c = 0; c < batch.width(); c++) {
            total += batch.column(c).bytes();
        }
        return total;
    }

    private synchronized void add(Entry entry) {
        waiting.add(entry);
    }

    /// Sorts what waits in memory and writes it as a run.
    private synchronized void spill() {
        if (waiting.isEmpty()) {
            return;
        }
        waiting.sort(Comparator.comparingLong(Entry::position));
        List<Chunk> chunks = new ArrayList<>();
        waiting.forEach(entry -> chunks.add(withPositions(entry)));
        RowStore store = RowStore.of(query, runTypes, chunks);
        int[] refs = RowSorter.sort(query, store, SortOperator.sortColumns(query, store, keys, columns));
        order.learn(store);
        runs.add(written(store, refs, blockRows(query, chunks)));
        memory.release(waiting.stream().mapToLong(Entry::bytes).sum());
        waiting.clear();
    }

    /// Writes sorted rows as a run. Each worker gathers a block and writes it while others gather theirs, most of whose time
    /// are reads that miss the cache.
    private SpillFile written(RowStore store, int[] refs, int blockRows) {
        SpillFile run = query.spill().newFile("sort");
        query.forEach(Math.ceilDiv(refs.length, blockRows), block -> {
            SpillFile.Encoded rows = encoded(store, refs, block * blockRows, blockRows);
            synchronized (run) {
                run.write(rows, block);
            }
        });
        run.finish();
        return run;
    }

    private SpillFile.Encoded encoded(RowStore store, int[] refs, int from, int blockRows) {
        int count = Math.min(blockRows, refs.length - from);
        List<Vector> block = new ArrayList<>();
        for (int c = 0; c < runTypes.size(); c++) {
            block.add(store.column(c).gather(refs, from, count));
        }
        return SpillFile.encode(new Chunk(block, count));
    }

    private static Chunk withPositions(Entry entry) {
        long[] positions = new long[entry.chunk.rows()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = entry.position + i;
        }
        List<Vector> columns = new ArrayList<>(entry.chunk.columns());
        columns.add(LongVector.of(DataType.INT64, positions));
        return new Chunk(columns, positions.length);
    }

    /// Rows of a block on disk: so many that a merge of many runs fits the memory.
    static int blockRows(Query query, List<Chunk> chunks) {
        long rows = Math.max(1, chunks.stream().mapToLong(Chunk::rows).sum());
        long rowBytes = 1 + chunks.stream().mapToLong(Chunk::bytes).sum() / rows;
        long blockBytes = Math.max(32_000, Math.min(1_000_000, query.ledger().room() / 256));
        return (int) Math.max(1, Math.min(8_192, blockBytes / rowBytes));
    }

    /// How rows on disk compare: by the keys, then by the position behind the columns.
    KeyOrder order() {
        return order;
    }

    /// The types of the columns on disk, the position last.
    List<DataType> runTypes() {
        return runTypes;
    }

    boolean isSpilled() {
        return !runs.isEmpty();
    }

    /// All rows, if none were spilled.
    RowStore inMemory() {
        waiting.sort(Comparator.comparingLong(Entry::position));
        return RowStore.of(query, types, waiting.stream().map(Entry::chunk).toList());
    }

    /// The rows in order, after those in memory have become the last run.
    RunMerge merged(int width, long offset, long rows) {
        spill();
        return new RunMerge(query, runs, runTypes, width, order, offset, rows);
    }
}
