package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.spill.SpillFile;

/// Sorted runs on disk, merged as they are read. Rows that compare equal come in the order of their runs.
///
/// `next` reads blocks until it knows which rows come next, and hands them out; the workers put them in order and gather.
final class RunMerge implements Morsels {
    /// A morsel of so many rows takes no more blocks.
    private static final int ROWS = 16_384;
    /// The part of the memory that the blocks of a morsel may take.
    private static final int MORSEL_PART = 64;
    /// Runs that are merged at once when memory allows.
    private static final int MOST_RUNS = 64;
    /// Memory a block takes for each byte on disk: read, decoded, its keys in words.
    private static final int BLOCK_COST = 3;

    private final Query query;
    private final List<DataType> types;
    private final int width;
    private final KeyOrder order;
    private final List<SpillFile> runs;
    private final List<Cursor> cursors = new ArrayList<>();
    private final SpillMemory memory;
    private long skip;
    private long left;
    private boolean started;
    private @Nullable MergedRows pulled;
    private int[] pulledRefs = new int[0];
    private int pulledRows;

    /// @param types of the runs' columns, of which the first `width` come out
    /// @param offset rows to leave out at the start
    /// @param rows the most rows to give, or -1 for all
    RunMerge(Query query, List<SpillFile> runs, List<DataType> types, int width, KeyOrder order, long offset,
            long rows) {
        this.query = query;
        this.types = types;
        this.width = width;
        this.order = order;
        this.runs = new ArrayList<>(runs);
        this.skip = offset;
        this.left = rows < 0 ? Long.MAX_VALUE : rows;
        this.memory = new SpillMemory(query.ledger());
    }

    /// A place in a run.
    private final class Cursor implements AutoCloseable {
        private final int run;
        private final SpillFile file;
        private final SpillFile.Reader reader;
        private Chunk chunk;
        private KeyOrder.Keys keys;
        private int row;
        private int block;

        Cursor(int run, SpillFile file, SpillFile.Reader reader, Chunk first) {
            this.run = run;
            this.file = file;
            this.reader = reader;
            this.chunk = first;
            this.keys = order.new Keys(first);
        }

        /// Whether this block ends before the one of another cursor.
        boolean endsBefore(Cursor other) {
            return isBefore(chunk.rows() - 1, other, other.chunk.rows() - 1);
        }

        private boolean isBefore(int i, Cursor other, int j) {
            int compared = keys.compare(i, other.keys, j);
            return compared != 0 ? compared < 0 : run < other.run;
        }

        /// The first row of this block that comes after the block of a cursor: of its own, the end.
        int rowAfter(Cursor other) {
            if (other.run == run) {
                return chunk.rows();
            }
            int last = other.chunk.rows() - 1;
            int low = row;
            int high = chunk.rows();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (isBefore(middle, other, last)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /// Moves to the next block of rows; false at the end.
        boolean advance() {
            Chunk next = firstOf(reader);
            if (next == null) {
                file.close();
                return false;
            }
            chunk = next;
            keys = order.new Keys(next);
            row = 0;
            return true;
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    private static @Nullable Chunk firstOf(SpillFile.Reader reader) {
        Chunk chunk = reader.next();
        while (chunk != null && chunk.rows() == 0) {
            chunk = reader.next();
        }
        return chunk;
    }

    private void openAll(List<SpillFile> files) {
        for (SpillFile file : files) {
            SpillFile.Reader reader = file.read(types);
            Chunk first = firstOf(reader);
            if (first != null) {
                cursors.add(new Cursor(cursors.size(), file, reader, first));
            }
        }
    }

    /// Merges neighbouring runs into longer ones until few enough are left to be merged at once.
    private void start() {
        started = true;
        int most = reserve();
        while (runs.size() > most) {
            List<SpillFile> all = List.copyOf(runs);
            int together = runsTogether(most);
            SpillFile[] merged = new SpillFile[Math.ceilDiv(all.size(), together)];
            IntConsumer merge = i -> merged[i] = longer(
                    all.subList(i * together, Math.min(all.size(), (i + 1) * together)));
            if (together < most) {
                query.forEach(merged.length, merge);
            } else {
                IntStream.range(0, merged.length).forEach(merge);
            }
            runs.clear();
            runs.addAll(List.of(merged));
        }
        openAll(runs);
    }

    /// How many runs become one: a worker's share of the runs there is memory for, so that all workers merge side by side,
    /// unless too many runs were left then.
    private int runsTogether(int most) {
        int share = most / query.threads();
        return share >= 2 && Math.ceilDiv(runs.size(), share) <= most ? share : most;
    }

    /// Reserves the memory for a block of each of as many runs as may be merged at once.
    private int reserve() {
        long block = BLOCK_COST * runs.stream().mapToLong(SpillFile::largestBlock).max().orElse(0);
        int most = Math.min(MOST_RUNS, Math.max(2, runs.size()));
        while (most > 2 && !memory.tryReserve(most * block)) {
            most = Math.max(2, most / 2);
        }
        if (most == 2) {
            memory.take(most * block);
        }
        return most;
    }

    private SpillFile longer(List<SpillFile> group) {
        SpillFile longer = query.spill().newFile("run");
        RunMerge merge = new RunMerge(query, group, types, types.size(), order, 0, -1);
        merge.started = true;
        merge.openAll(group);
        int blockRows = (int) Math.max(1,
                group.getFirst().rows() / Math.max(1, group.getFirst().blocks()));
        for (MergedRows rows = merge.merge(); rows != null; rows = merge.merge()) {
            int[] refs = rows.refs();
            for (int at = 0; at < refs.length; at += blockRows) {
                query.check();
                int count = Math.min(blockRows, refs.length - at);
                longer.write(merge.gather(rows.blocks(), refs, at, count).toChunk());
            }
        }
        longer.finish();
        return longer;
    }

    /// The next rows, or null at the end.
    private synchronized @Nullable MergedRows merge() {
        if (!started) {
            start();
        }
        passSkipped();
        if (cursors.isEmpty()) {
            return null;
        }
        // Fewer than the next wave has.
        int from = (int) skip;
        skip = 0;
        List<Chunk> blocks = new ArrayList<>();
        for (Cursor cursor : cursors) {
            cursor.block = blocks.size();
            blocks.add(cursor.chunk);
        }
        List<List<MergedRows.Slice>> waves = new ArrayList<>();
        long rows = 0;
        long bytes = 0;
        long most = query.ledger().room() / MORSEL_PART;
        while (!cursors.isEmpty() && rows < ROWS && rows - from < left && bytes <= most) {
            query.check();
            Cursor first = firstToEnd();
            List<MergedRows.Slice> wave = wave(first);
            waves.add(wave);
            rows += wave.stream().mapToInt(MergedRows.Slice::rows).sum();
            if (advance(first)) {
                first.block = blocks.size();
                blocks.add(first.chunk);
                bytes += first.chunk.bytes();
            }
        }
        int count = (int) Math.min(left, rows - from);
        left -= count;
        return count == 0 ? null : new MergedRows(new RowStore(types, blocks), waves, from, count);
    }

    /// The cursor whose block ends first: what comes before its end is in memory.
    private Cursor firstToEnd() {
        Cursor first = cursors.getFirst();
        for (Cursor cursor : cursors) {
            if (cursor.endsBefore(first)) {
                first = cursor;
            }
        }
        return first;
    }

    /// The rows up to the end of a cursor's block, which all cursors pass.
    private List<MergedRows.Slice> wave(Cursor first) {
        List<MergedRows.Slice> wave = new ArrayList<>();
        for (Cursor cursor : cursors) {
            int to = cursor.rowAfter(first);
            if (to > cursor.row) {
                wave.add(new MergedRows.Slice(cursor.keys, cursor.run, cursor.block, cursor.row, to));
                cursor.row = to;
            }
        }
        return wave;
    }

    /// Moves a cursor to the next block of its run; false at the end.
    private boolean advance(Cursor cursor) {
        if (cursor.advance()) {
            return true;
        }
        cursors.remove(cursor);
        return false;
    }

    /// Passes whole waves of rows to leave out, of which no block stays in memory.
    private void passSkipped() {
        while (skip > 0 && !cursors.isEmpty()) {
            query.check();
            Cursor first = firstToEnd();
            long rows = 0;
            for (Cursor cursor : cursors) {
                rows += cursor.rowAfter(first) - cursor.row;
            }
            if (rows > skip) {
                return;
            }
            skip -= rows;
            wave(first);
            advance(first);
        }
    }

    private Batch gather(RowStore blocks, int[] refs, int from, int count) {
        Vector[] columns = new Vector[width];
        for (int c = 0; c < width; c++) {
            columns[c] = blocks.column(c).gather(refs, from, count);
        }
        return new Batch(columns, count, -1);
    }

    @Override
    public @Nullable Morsel next() {
        query.check();
        MergedRows rows = merge();
        return rows == null ? null : sink -> {
            int[] refs = rows.refs();
            for (int at = 0; at < refs.length; at += query.batchRows()) {
                query.check();
                int count = Math.min(query.batchRows(), refs.length - at);
                if (!sink.accept(gather(rows.blocks(), refs, at, count))) {
                    return;
                }
            }
        };
    }

    /// The next rows in order, or null at the end; for one thread that does not ask for morsels.
    @Nullable
    Batch pull() {
        query.check();
        MergedRows rows = pulled;
        if (rows == null || pulledRows == pulledRefs.length) {
            rows = merge();
            pulled = rows;
            pulledRefs = rows == null ? new int[0] : rows.refs();
            pulledRows = 0;
        }
        if (rows == null) {
            return null;
        }
        int count = Math.min(query.batchRows(), pulledRefs.length - pulledRows);
        Batch batch = gather(rows.blocks(), pulledRefs, pulledRows, count);
        pulledRows += count;
        return batch;
    }

    /// Gives all rows in order on the calling thread, then closes.
    void forEach(Consumer<Batch> consumer) {
        try (this) {
            for (Batch batch = pull(); batch != null; batch = pull()) {
                consumer.accept(batch);
            }
        }
    }

    @Override
    public synchronized void close() {
        cursors.forEach(Cursor::close);
        cursors.clear();
        runs.forEach(SpillFile::close);
        memory.close();
    }
}
