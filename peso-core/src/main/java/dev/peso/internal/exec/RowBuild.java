package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;

/// Takes rows that an operator needs all of: in memory, or, when memory is refused, in parts on disk.
final class RowBuild {
    private final Query query;
    private final SpillMemory memory;
    private final boolean isShared;
    private final List<DataType> types;
    private final List<CheckedExpr> computed;
    private final List<Integer> keys;
    private final long rowBytes;
    private final List<Sink> ended = new ArrayList<>();
    private volatile @Nullable RowParts parts;

    /// @param isShared whether the input's columns take no memory of their own where no rows were picked
    /// @param types of the columns and the computed ones
    /// @param keys the columns by which parts are divided
    /// @param rowBytes memory a row needs beside its columns, by whatever is made of the rows
    RowBuild(Query query, SpillMemory memory, boolean isShared, List<DataType> types,
            List<CheckedExpr> computed,
            List<Integer> keys, long rowBytes) {
        this.query = query;
        this.memory = memory;
        this.isShared = isShared;
        this.types = types;
        this.computed = computed;
        this.keys = keys;
        this.rowBytes = rowBytes;
    }

    /// Drains an input.
    ///
    /// @return the rows if all are in memory, else null
    @Nullable
    RowStore drain(Operator input) {
        List<Sink> sinks = query.drain(input.open(query), 1, Sink::new);
        RowParts spilled = parts;
        if (spilled != null) {
            sinks.forEach(sink -> sink.end(spilled));
            spilled.finish();
            return null;
        }
        List<Chunk> chunks = new ArrayList<>();
        sinks.forEach(sink -> chunks.addAll(sink.rows.chunks()));
        sinks.clear();
        ended.clear();
        return RowStore.of(query, types, chunks);
    }

    /// The rows on disk, once `drain` has given none or `spill` has written them.
    RowParts parts() {
        return Objects.requireNonNull(parts);
    }

    /// Writes to disk the rows that `drain` has given: there is too little memory for what is made of them.
    void spill(RowStore rows) {
        RowParts spilled = newParts();
        List<Chunk> chunks = rows.chunks();
        query.forEach(chunks.size(), c -> {
            RowParts.Writer writer = spilled.new Writer(c);
            Chunk chunk = chunks.get(c);
            writer.add(chunk.columns(), keys(chunk), chunk.rows());
            writer.flush();
        });
        spilled.finish();
        parts = spilled;
    }

    private RowParts newParts() {
        List<DataType> withPosition = new ArrayList<>(types);
        withPosition.add(DataType.INT64);
        return new RowParts(query, "rows", withPosition);
    }

    private Vector[] keys(Chunk chunk) {
        return keys.stream().map(chunk::column).toArray(Vector[]::new);
    }

    private synchronized RowParts spill() {
        RowParts spilled = parts;
        if (spilled == null) {
            spilled = newParts();
            parts = spilled;
            for (Sink sink : ended) {
                sink.end(spilled);
            }
            ended.clear();
        }
        return spilled;
    }

    private synchronized void ended(Sink sink) {
        ended.add(sink);
    }

    /// Takes the rows of one morsel.
    private final class Sink implements Query.Sink {
        private final int index;
        private final RowCollector rows = new RowCollector(types, computed);
        private long bytes;
        private RowParts.@Nullable Writer writer;

        Sink(int index) {
            this.index = index;
        }

        @Override
        public boolean accept(Batch batch) {
            long wanted = batch.rows() * rowBytes
                    + (isShared && !batch.isPicked() ? 0 : SortRuns.bytes(batch));
            RowParts spilled = parts;
            if (spilled == null && !memory.tryReserve(wanted)) {
                spilled = spill();
            } else if (spilled == null) {
                bytes += wanted;
            }
            rows.accept(batch);
            if (spilled != null) {
                moveOut(spilled);
            }
            return true;
        }

        @Override
        public void finish() {
            rows.finish();
            RowParts spilled = parts;
            if (spilled == null) {
                ended(this);
            } else {
                end(spilled);
            }
        }

        /// Writes what is in memory to disk.
        private synchronized void moveOut(RowParts target) {
            rows.finish();
            RowParts.Writer own = writer;
            if (own == null) {
                own = target.new Writer(index);
                writer = own;
            }
            for (Chunk chunk : rows.chunks()) {
                query.check();
                own.add(chunk.columns(), keys(chunk), chunk.rows());
            }
            rows.chunks().clear();
            memory.release(bytes);
            bytes = 0;
        }

        /// Writes the last rows.
        private synchronized void end(RowParts target) {
            moveOut(target);
            if (writer != null) {
                writer.flush();
            }
        }
    }
}
