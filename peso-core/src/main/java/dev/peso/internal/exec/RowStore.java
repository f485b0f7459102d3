package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.MemoryLimitException;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;

/// All rows of an operator's input in memory, addressed by row references: the input's columns, then computed ones.
final class RowStore {
    /// Memory a row needs for references, words and links beside its columns.
    private static final int ROW_BYTES = 32;
    private static final int MOST_CHUNKS = 1 << (31 - RowRefs.ROW_BITS);

    private final List<DataType> types;
    private final List<Chunk> chunks;
    private final @Nullable RowRefs[] columns;

    RowStore(List<DataType> types, List<Chunk> chunks) {
        requireRefs(chunks.size(), "a join, sort or window holds more than a billion rows");
        this.types = List.copyOf(types);
        this.chunks = List.copyOf(chunks);
        this.columns = new @Nullable RowRefs[types.size()];
    }

    /// Refuses so many chunks that references cannot tell them apart.
    static void requireRefs(int chunks, String what) {
        if (chunks > MOST_CHUNKS) {
            throw new MemoryLimitException(
                    what + " in memory; filter or aggregate before it, or allow less memory so that it spills",
                    Long.MAX_VALUE, Runtime.getRuntime().maxMemory(), null);
        }
    }

    /// Drains an input.
    static RowStore of(Query query, Operator input, List<CheckedExpr> computed) {
        List<DataType> types = types(input.schema(), computed);
        List<RowCollector> parts = query.drain(input.open(query), 1,
                _ -> new RowCollector(types, computed));
        List<Chunk> chunks = new ArrayList<>();
        parts.forEach(part -> chunks.addAll(part.chunks()));
        return of(query, types, chunks);
    }

    /// Drains an input after memory was reserved for its rows; what was reserved is given back on failure.
    static RowStore of(Query query, Operator input, List<CheckedExpr> computed, Reservation memory) {
        try {
            RowStore store = of(query, new ReservingInput(input, memory), computed);
            memory.add(store.count() * ROW_BYTES);
            return store;
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /// The rows of chunks of any size.
    static RowStore of(Query query, List<DataType> types, List<Chunk> chunks) {
        return new RowStore(types, merged(query, types, chunks));
    }

    static List<DataType> types(Schema schema, List<CheckedExpr> computed) {
        List<DataType> types = new ArrayList<>();
        schema.forEach(field -> types.add(field.type()));
        computed.forEach(expr -> types.add(expr.type()));
        return types;
    }

    /// The same rows in chunks of which each two neighbours are over the chunk size, so that references are dense.
    private static List<Chunk> merged(Query query, List<DataType> types, List<Chunk> chunks) {
        List<List<Chunk>> groups = new ArrayList<>();
        int rows = Vector.CHUNK_ROWS;
        for (Chunk chunk : chunks) {
            if (rows + chunk.rows() > Vector.CHUNK_ROWS) {
                groups.add(new ArrayList<>());
                rows = 0;
            }
            groups.getLast().add(chunk);
            rows += chunk.rows();
        }
        Chunk[] result = new Chunk[groups.size()];
        query.forEach(result.length, g -> result[g] = concat(types, groups.get(g)));
        return List.of(result);
    }

    static Chunk concat(List<DataType> types, List<Chunk> chunks) {
        if (chunks.size() == 1) {
            return chunks.getFirst();
        }
        List<Vector> whole = new ArrayList<>();
        for (int c = 0; c < types.size(); c++) {
            int column = c;
            whole.add(Tables.concat(types.get(c), chunks.stream().map(k -> k.column(column)).toList()));
        }
        return new Chunk(whole, chunks.stream().mapToInt(Chunk::rows).sum());
    }

    List<Chunk> chunks() {
        return chunks;
    }

    DataType type(int column) {
        return types.get(column);
    }

    long count() {
        return chunks.stream().mapToLong(Chunk::rows).sum();
    }

    /// The references of all rows in order.
    int[] allRefs() {
        int[] refs = new int[Math.toIntExact(count())];
        int at = 0;
        for (int c = 0; c < chunks.size(); c++) {
            int rows = chunks.get(c).rows();
            for (int i = 0; i < rows; i++) {
                refs[at++] = RowRefs.ref(c, i);
            }
        }
        return refs;
    }

    /// One more than the largest reference; arrays indexed by references are that long.
    int refs() {
        return chunks.isEmpty() ? 0 : RowRefs.ref(chunks.size() - 1, chunks.getLast().rows());
    }

    /// A column for random access. Thread-safe.
    RowRefs column(int index) {
        synchronized (columns) {
            RowRefs refs = columns[index];
            if (refs == null) {
                refs = new RowRefs(types.get(index), chunks.stream().map(c -> c.column(index)).toList());
                columns[index] = refs;
            }
            return refs;
        }
    }
}
