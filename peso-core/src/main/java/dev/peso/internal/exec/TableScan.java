package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;

/// Reads rows in memory, one morsel a chunk, or several where there are few chunks.
final class TableScan extends Operator {
    /// Morsels that there are if they have the least rows or more; then there is work for several workers.
    private static final int LEAST_MORSELS = 8;
    private static final int LEAST_ROWS = 4 * Query.BATCH_ROWS;
    /// How many times the usual rows a large batch has.
    static final int LARGE = 4;

    private final Table table;
    private final @Nullable String name;
    private final int batches;
    private final List<Part> parts = new ArrayList<>();

    /// Rows of a chunk.
    ///
    /// @param firstRow their position in the table
    private record Part(Chunk chunk, int from, int rows, long firstRow) {}

    TableScan(Table table, @Nullable String name) {
        this(table, name, 1);
    }

    private TableScan(Table table, @Nullable String name, int batches) {
        super(table.schema(), List.of());
        this.table = table;
        this.name = name;
        this.batches = batches;
        int most = partRows(table.rows());
        long start = 0;
        for (Chunk chunk : table.chunks()) {
            for (int from = 0; from < chunk.rows(); from += most) {
                parts.add(new Part(chunk, from, Math.min(most, chunk.rows() - from), start + from));
            }
            start += chunk.rows();
        }
    }

    /// The same rows in batches of several times the query's size, for an operator that expects them.
    TableScan inLargeBatches() {
        return new TableScan(table, name, LARGE);
    }

    /// The most rows of a morsel: whole batches.
    private static int partRows(long rows) {
        long batches = Math.ceilDiv(Math.ceilDiv(rows, (long) LEAST_MORSELS), (long) Query.BATCH_ROWS);
        return Math.clamp(batches * Query.BATCH_ROWS, LEAST_ROWS, Vector.CHUNK_ROWS);
    }

    @Override
    public String describe() {
        return "scan " + (name == null ? "" : "\"" + name + "\" ") + "in memory, " + table.rows() + " rows";
    }

    @Override
    boolean sharesArrays() {
        return true;
    }

    @Override
    protected Morsels start(Query query) {
        AtomicInteger next = new AtomicInteger();
        return () -> {
            int index = next.getAndIncrement();
            return index < parts.size() ? sink -> run(parts.get(index), query, sink) : null;
        };
    }

    private void run(Part part, Query query, Morsels.BatchSink sink) {
        query.sawRows(part.rows);
        Batches.emit(part.chunk, part.from, part.rows, part.firstRow, batches, query, sink);
    }
}
