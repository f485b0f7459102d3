package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.CheckedPlan.SortKey;

/// Sorts the input, or finds the first rows of its order.
final class SortOperator extends Operator {
    /// More first rows than these are found by sorting all.
    private static final long TOP_ROWS = 10_000;

    private final CheckedPlan.Sort plan;
    private final List<CheckedExpr> computed;
    private final List<Integer> columns;

    SortOperator(Operator input, CheckedPlan.Sort plan) {
        super(plan.schema(), List.of(input));
        this.plan = plan;
        List<CheckedExpr> keys = plan.keys().stream().map(SortKey::expr).toList();
        this.computed = HashJoinOperator.computed(keys);
        this.columns = HashJoinOperator.columns(keys, schema().size());
    }

    private boolean isTop() {
        return plan.rows() >= 0 && plan.offset() + plan.rows() <= TOP_ROWS;
    }

    @Override
    public String describe() {
        String keys = plan.keys()
                .stream()
                .map(key -> key.expr() + (key.descending() ? " desc" : "")
                        + (key.nullsFirst() ? " nulls first" : ""))
                .collect(Collectors.joining(", "));
        String rows = plan.rows() < 0 ? "" : ", " + plan.rows() + " rows";
        String offset = plan.offset() == 0 ? "" : " after " + plan.offset();
        return (isTop() ? "top " : "sort ") + keys + rows + offset;
    }

    @Override
    protected Morsels start(Query query) {
        return SpillMemory.start(query, memory -> start(query, memory));
    }

    private Morsels start(Query query, SpillMemory memory) {
        Operator input = inputs().getFirst();
        if (isTop()) {
            try {
                return sorted(query, TopSink.top(query, memory, input, plan, computed, columns), memory);
            } catch (MemoryRefused e) {
                memory.close();
            }
        }
        SortRuns runs = new SortRuns(query, memory, input.sharesArrays(),
                RowStore.types(input.schema(), computed), computed, plan.keys(), columns);
        query.drain(input.open(query), 1, index -> runs.new Sink(index));
        if (!runs.isSpilled()) {
            return sorted(query, runs.inMemory(), memory);
        }
        Morsels merged = runs.merged(schema().size(), plan.offset(), plan.rows());
        memory.close();
        return merged;
    }

    private Morsels sorted(Query query, RowStore store, SpillMemory memory) {
        int[] refs = RowSorter.sort(query, store, sortColumns(query, store, plan.keys(), columns));
        if (plan.offset() == 0 && plan.rows() < 0 && isRising(query, refs)) {
            return new Kept(query, store.chunks(), schema().size(), memory, false);
        }
        int from = (int) Math.min(refs.length, plan.offset());
        int to = plan.rows() < 0 ? refs.length : (int) Math.min(refs.length, from + plan.rows());
        List<Chunk> gathered = SpreadRows.gather(query, memory, store, schema().size(), refs, from, to);
        return gathered == null
                ? new Sorted(query, store, schema().size(), refs, from, to, memory)
                : new Kept(query, gathered, schema().size(), memory, true);
    }

    /// Whether the rows are in order as they are.
    private static boolean isRising(Query query, int[] refs) {
        AtomicBoolean rising = new AtomicBoolean(true);
        query.forEach(Math.ceilDiv(refs.length, Vector.CHUNK_ROWS), s -> {
            int from = s * Vector.CHUNK_ROWS;
            int to = Math.min(refs.length - from, Vector.CHUNK_ROWS + 1) + from;
            if (rising.get() && !isRising(refs, from, to)) {
                rising.set(false);
            }
        });
        return rising.get();
    }

    private static boolean isRising(int[] refs, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (refs[i - 1] > refs[i]) {
                return false;
            }
        }
        return true;
    }

    static List<SortColumn> sortColumns(Query query, RowStore store, List<SortKey> keys,
            List<Integer> columns) {
        List<SortColumn> result = new ArrayList<>();
        for (int k = 0; k < keys.size(); k++) {
            result.add(SortColumn.of(query, store, columns.get(k), keys.get(k)));
        }
        return result;
    }

    /// Gathers the rows in order, a chunk of them in each morsel.
    private static final class Sorted implements Morsels {
        private final Query query;
        private final RowStore store;
        private final int width;
        private final int[] refs;
        private final int to;
        private final SpillMemory memory;
        private final AtomicInteger next;

        Sorted(Query query, RowStore store, int width, int[] refs, int from, int to,
                SpillMemory memory) {
            this.query = query;
            this.store = store;
            this.width = width;
            this.refs = refs;
            this.to = to;
            this.memory = memory;
            this.next = new AtomicInteger(from);
        }

        @Override
        public @Nullable Morsel next() {
            int from = next.getAndUpdate(at -> Math.min(to, at + Vector.CHUNK_ROWS));
            return from >= to ? null : sink -> run(from, Math.min(to, from + Vector.CHUNK_ROWS), sink);
        }

        private void run(int from, int end, BatchSink sink) {
            Vector[] columns = new Vector[width];
            for (int c = 0; c < width; c++) {
                query.check();
                columns[c] = store.column(c).gather(refs, from, end - from);
            }
            Batches.emit(new Chunk(List.of(columns), end - from), -1, query, sink);
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    /// Gives chunks as they are.
    private static final class Kept implements Morsels {
        private final Query query;
        private final List<Chunk> chunks;
        private final int width;
        private final SpillMemory memory;
        private final boolean isOwn;
        private final AtomicInteger next = new AtomicInteger();

        /// @param isOwn whether the chunks count in the memory until somebody takes them
        Kept(Query query, List<Chunk> chunks, int width, SpillMemory memory, boolean isOwn) {
            this.query = query;
            this.chunks = chunks;
            this.width = width;
            this.memory = memory;
            this.isOwn = isOwn;
        }

        @Override
        public @Nullable Morsel next() {
            int index = next.getAndIncrement();
            if (index >= chunks.size()) {
                return null;
            }
            Chunk chunk = chunks.get(index);
            if (isOwn) {
                memory.release(chunk.bytes());
            }
            return sink -> Batches.emit(new Chunk(chunk.columns().subList(0, width), chunk.rows()), -1, query,
                    sink);
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
