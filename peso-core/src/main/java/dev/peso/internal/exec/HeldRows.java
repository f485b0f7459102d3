package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Evaluator;

/// An operator's output in memory, to be run again as it was, batch by batch, and the keys of its rows.
final class HeldRows extends Operator {
    private final Operator input;
    private final List<List<Batch>> morsels;
    private final RowStore keys;

    private HeldRows(Operator input, List<List<Batch>> morsels, RowStore keys) {
        super(input.schema(), List.of(input));
        this.input = input;
        this.morsels = morsels;
        this.keys = keys;
    }

    /// Drains an input.
    ///
    /// @param keyBytes memory a row needs beside its columns and its keys
    /// @return null if memory was refused; nothing is held then
    static @Nullable HeldRows of(Query query, SpillMemory memory, Operator input, List<CheckedExpr> keys,
            long keyBytes) {
        Taking taking = new Taking(memory, input.sharesArrays(), keys, keyBytes);
        List<Taking.Sink> sinks = query.drain(taking.whileFree(input.open(query)), 1, _ -> taking.new Sink());
        if (taking.refused) {
            sinks.forEach(sink -> memory.release(sink.bytes));
            return null;
        }
        List<Chunk> chunks = new ArrayList<>();
        sinks.forEach(sink -> chunks.addAll(sink.ownKeys.chunks()));
        return new HeldRows(input, sinks.stream().map(sink -> sink.batches).toList(),
                RowStore.of(query, taking.types, chunks));
    }

    /// The keys of all rows.
    RowStore keys() {
        return keys;
    }

    @Override
    public String describe() {
        return input.describe();
    }

    @Override
    protected Morsels start(Query query) {
        var rest = morsels.iterator();
        return new Morsels() {
            @Override
            public synchronized @Nullable Morsel next() {
                if (!rest.hasNext()) {
                    return null;
                }
                List<Batch> batches = rest.next();
                return sink -> give(batches, sink);
            }
        };
    }

    private static void give(List<Batch> batches, Morsels.BatchSink sink) {
        for (Batch batch : batches) {
            if (!sink.accept(batch)) {
                return;
            }
        }
    }

    /// Takes rows until memory is refused.
    private static final class Taking {
        private final SpillMemory memory;
        private final boolean isShared;
        private final List<CheckedExpr> keys;
        private final List<DataType> types;
        private final long keyBytes;
        private volatile boolean refused;

        Taking(SpillMemory memory, boolean isShared, List<CheckedExpr> keys, long keyBytes) {
            this.memory = memory;
            this.isShared = isShared;
            this.keys = keys;
            this.types = keys.stream().map(CheckedExpr::type).toList();
            this.keyBytes = keyBytes;
        }

        Morsels whileFree(Morsels rows) {
            return new Morsels() {
                @Override
                public @Nullable Morsel next() {
                    return refused ? null : rows.next();
                }

                @Override
                public void close() {
                    rows.close();
                }
            };
        }

        private final class Sink implements Query.Sink {
            private final List<Batch> batches = new ArrayList<>();
            private final RowCollector ownKeys = new RowCollector(types, List.of());
            private final Evaluator[] evaluators = keys.stream()
                    .map(Evaluator::new)
                    .toArray(Evaluator[]::new);
            private long bytes;

            @Override
            public boolean accept(Batch batch) {
                Vector[] values = new Vector[evaluators.length];
                for (int k = 0; k < values.length; k++) {
                    values[k] = evaluators[k].eval(batch);
                }
                Batch keyed = new Batch(values, batch);
                long wanted = batch.rows() * keyBytes + SortRuns.bytes(keyed)
                        + (isShared ? 0 : SortRuns.bytes(batch));
                refused |= !memory.tryReserve(wanted);
                if (refused) {
                    return false;
                }
                bytes += wanted;
                batches.add(gathered(batch));
                return ownKeys.accept(keyed);
            }

            private static Batch gathered(Batch batch) {
                Vector[] columns = new Vector[batch.width()];
                for (int c = 0; c < columns.length; c++) {
                    columns[c] = batch.column(c);
                }
                return new Batch(columns, batch);
            }

            @Override
            public void finish() {
                ownKeys.finish();
            }
        }
    }
}
