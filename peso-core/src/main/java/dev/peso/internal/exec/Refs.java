package dev.peso.internal.exec;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;

/// Chunks in memory as morsels: as they are, or their rows in another order, gathered morsel by morsel, or column by column
/// where there are too few morsels to keep all workers at work.
final class Refs implements Morsels {
    /// Rows that are worth a second worker.
    private static final int MANY_ROWS = 1 << 14;

    private final List<Chunk> chunks;
    private final int @Nullable [] order;
    private final RowRefs[] columns;
    /// The position of each morsel's first row, and the number of rows.
    private final int[] starts;
    private final Query query;
    private final SpillMemory memory;
    private final AtomicInteger next = new AtomicInteger();
    /// Morsels gathered already that nobody has taken yet; none where they are gathered one by one.
    private final Vector[][] ready;

    /// @param memory what the chunks take, given back at the end
    /// @param order references to the rows, or null for the chunks as they are
    Refs(Schema schema, List<Chunk> chunks, int @Nullable [] order, Query query, SpillMemory memory) {
        this.chunks = chunks;
        this.order = order;
        this.query = query;
        this.memory = memory;
        if (order == null) {
            this.columns = new RowRefs[0];
            this.starts = WindowOrder.starts(chunks);
        } else {
            this.columns = new RowRefs[schema.size()];
            for (int c = 0; c < columns.length; c++) {
                int column = c;
                columns[c] = new RowRefs(schema.field(c).type(),
                        chunks.stream().map(k -> k.column(column)).toList());
            }
            this.starts = new int[Math.ceilDiv(order.length, Vector.CHUNK_ROWS) + 1];
            Arrays.setAll(starts, m -> (int) Math.min((long) m * Vector.CHUNK_ROWS, order.length));
        }
        int morsels = starts.length - 1;
        this.ready = order != null && order.length >= MANY_ROWS && morsels < 2 * query.threads()
                && query.threads() > 1 ? gathered(order, morsels) : new Vector[0][];
    }

    @Override
    public @Nullable Morsel next() {
        int index = next.getAndIncrement();
        return index < starts.length - 1 ? new Part(index) : null;
    }

    /// The rows of a chunk.
    private final class Part implements Morsel {
        private final int index;

        Part(int index) {
            this.index = index;
        }

        @Override
        public void run(BatchSink sink) {
            Batches.emit(chunk(index), starts[index], query, sink);
        }
    }

    @Override
    public void close() {
        memory.close();
    }

    private Chunk chunk(int index) {
        int[] refs = order;
        if (refs == null) {
            return chunks.get(index);
        }
        Vector[] gathered = new Vector[columns.length];
        if (ready.length > 0) {
            gathered = ready[index];
            ready[index] = new Vector[0];
        } else {
            Arrays.setAll(gathered, c -> gather(refs, index, c));
        }
        return new Chunk(List.of(gathered), starts[index + 1] - starts[index]);
    }

    private Vector[][] gathered(int[] refs, int morsels) {
        Vector[][] all = new Vector[morsels][columns.length];
        query.forEach(morsels * columns.length, t -> {
            int column = t % columns.length;
            all[t / columns.length][column] = gather(refs, t / columns.length, column);
        });
        return all;
    }

    private Vector gather(int[] refs, int index, int column) {
        return columns[column].gather(refs, starts[index], starts[index + 1] - starts[index]);
    }
}
