package dev.peso.internal.exec;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;

/// Chunks in memory as morsels: as they are, or their rows in another order, gathered morsel by morsel.
final class Refs implements Morsels {
    private final List<Chunk> chunks;
    private final int @Nullable [] order;
    private final RowRefs[] columns;
    /// The position of each morsel's first row, and the number of rows.
    private final int[] starts;
    private final Query query;
    private final SpillMemory memory;
    private final AtomicInteger next = new AtomicInteger();

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
        int from = starts[index];
        int count = starts[index + 1] - from;
        Vector[] gathered = new Vector[columns.length];
        for (int c = 0; c < gathered.length; c++) {
            gathered[c] = columns[c].gather(refs, from, count);
        }
        return new Chunk(List.of(gathered), count);
    }
}
