package dev.peso.internal.exec;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Table;

/// Reads rows in memory, one morsel a chunk.
final class TableScan extends Operator {
    private final Table table;
    private final @Nullable String name;
    private final long[] starts;

    TableScan(Table table, @Nullable String name) {
        super(table.schema(), List.of());
        this.table = table;
        this.name = name;
        this.starts = new long[table.chunks().size() + 1];
        for (int i = 0; i < table.chunks().size(); i++) {
            starts[i + 1] = starts[i] + table.chunks().get(i).rows();
        }
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
            return index < table.chunks().size() ? sink -> run(index, query, sink) : null;
        };
    }

    private void run(int index, Query query, Morsels.BatchSink sink) {
        query.sawRows(table.chunks().get(index).rows());
        Batches.emit(table.chunks().get(index), starts[index], query, sink);
    }
}
