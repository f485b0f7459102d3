package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.spill.SpillFile;

/// Sorted runs on disk, merged as they are read. Rows that compare equal come in the order of their runs.
///
/// The merge goes on in `next`, which hands out row references into the blocks in memory; the workers gather.
final class RunMerge implements Morsels {
    /// Rows of a morsel at most.
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
    private final PriorityQueue<Cursor> heads = new PriorityQueue<>();
    private final SpillMemory memory;
    private long skip;
    private long left;
    private boolean started;
    private @Nullable Part pulled;
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
    private final class Cursor implements Comparable<Cursor>, AutoCloseable {
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

        @Override
        public int compareTo(Cursor other) {
            int compared = keys.compare(row, other.keys, other.row);
            return compared != 0 ? compared : Integer.compare(run, other.run);
        }

        /// Moves to the next block of rows; false at the end.
        boolean advance() {
            Chunk next = reader.next();
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
                heads.add(new Cursor(heads.size(), file, reader, first));
            }
        }
    }

    /// Merges neighbouring runs into longer ones until few enough are left to be merged at once.
    private void start() {
        started = true;
        int most = reserve();
        while (runs.size() > most) {
            List<SpillFile> merged = new ArrayList<>();
            for (int from = 0; from < runs.size(); from += most) {
                merged.add(longer(runs.subList(from, Math.min(runs.size(), from + most))));
            }
            runs.clear();
            runs.addAll(merged);
        }
        openAll(runs);
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
        for (Part part = merge.merge(); part != null; part = merge.merge()) {
            for (int at = 0; at < part.refs.length; at += blockRows) {
                query.check();
                int count = Math.min(blockRows, part.refs.length - at);
                longer.write(merge.gather(part, at, count).toChunk());
            }
        }
        longer.finish();
        return longer;
    }

    /// Some rows in order: references into blocks.
    private record Part(RowStore blocks, int[] refs) {}

    private synchronized @Nullable Part merge() {
        if (!started) {
            start();
        }
        skip();
        List<Chunk> blocks = new ArrayList<>();
        for (Cursor cursor : heads) {
            cursor.block = blocks.size();
            blocks.add(cursor.chunk);
        }
        IntList refs = new IntList();
        long bytes = 0;
        long most = query.ledger().room() / MORSEL_PART;
        while (refs.size() < ROWS && left > 0 && bytes <= most) {
            Cursor first = heads.poll();
            if (first == null) {
                break;
            }
            refs.add(RowRefs.ref(first.block, first.row));
            left--;
            if (++first.row == first.chunk.rows()) {
                if (!first.advance()) {
                    continue;
                }
                first.block = blocks.size();
                blocks.add(first.chunk);
                bytes += first.chunk.bytes();
            }
            heads.add(first);
        }
        return refs.size() == 0 ? null : new Part(new RowStore(types, blocks), refs.toArray());
    }

    /// Passes the rows to leave out, of which no block stays in memory.
    private void skip() {
        for (; skip > 0; skip--) {
            Cursor first = heads.poll();
            if (first == null) {
                return;
            }
            if ((skip & 1_023) == 0) {
                query.check();
            }
            if (++first.row < first.chunk.rows() || first.advance()) {
                heads.add(first);
            }
        }
    }

    private Batch gather(Part part, int from, int count) {
        Vector[] columns = new Vector[width];
        for (int c = 0; c < width; c++) {
            columns[c] = part.blocks.column(c).gather(part.refs, from, count);
        }
        return new Batch(columns, count, -1);
    }

    @Override
    public @Nullable Morsel next() {
        query.check();
        Part part = merge();
        return part == null ? null : sink -> {
            for (int at = 0; at < part.refs.length; at += query.batchRows()) {
                query.check();
                if (!sink.accept(gather(part, at, Math.min(query.batchRows(), part.refs.length - at)))) {
                    return;
                }
            }
        };
    }

    /// The next rows in order, or null at the end; for one thread that does not ask for morsels.
    @Nullable
    Batch pull() {
        query.check();
        Part part = pulled;
        if (part == null || pulledRows == part.refs.length) {
            part = merge();
            pulled = part;
            pulledRows = 0;
        }
        if (part == null) {
            return null;
        }
        Batch batch = gather(part, pulledRows, Math.min(query.batchRows(), part.refs.length - pulledRows));
        pulledRows += batch.rows();
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
        heads.forEach(Cursor::close);
        heads.clear();
        runs.forEach(SpillFile::close);
        memory.close();
    }
}
