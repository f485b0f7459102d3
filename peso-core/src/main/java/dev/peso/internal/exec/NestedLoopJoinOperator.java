package dev.peso.internal.exec;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.BatchColumn;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.spill.SpillFile;

/// A join without keys: asks the condition, if there is one, for each pair of rows, or for those in a [JoinRange].
final class NestedLoopJoinOperator extends Operator {
    /// Memory a stored row needs beside its columns, when it is sorted for a range.
    private static final int ROW_BYTES = 40;

    private final JoinShape shape;
    private final @Nullable JoinRange range;

    NestedLoopJoinOperator(Operator left, Operator right, CheckedPlan.Join plan) {
        super(plan.schema(), List.of(left, right));
        this.shape = JoinShape.of(plan);
        this.range = JoinRange.of(shape);
    }

    @Override
    public String describe() {
        return shape.describe(range == null ? "nested loop join" : "range join");
    }

    @Override
    protected Morsels start(Query query) {
        return SpillMemory.start(query, memory -> start(query, memory));
    }

    private Morsels start(Query query, SpillMemory memory) {
        Operator stored = shape.stored(inputs().get(0), inputs().get(1));
        Operator streamed = shape.streamed(inputs().get(0), inputs().get(1));
        List<CheckedExpr> values = range == null ? List.of() : List.of(range.stored());
        List<CheckedExpr> computed = HashJoinOperator.computed(values);
        RowBuild build = new RowBuild(query, memory, stored.sharesArrays(),
                RowStore.types(stored.schema(), computed), computed, List.of(), ROW_BYTES);
        RowStore store = build.drain(stored);
        if (store == null && isProduct()) {
            SpillFile rows = build.parts().file(0);
            memory.close();
            return new JoinMorsels(query, streamed.open(query),
                    () -> new Product(shape, rows, build.parts().types(), query), null, memory);
        }
        if (store == null) {
            JoinSpill.Matching matching = new JoinSpill.Matching(ROW_BYTES,
                    (kind, rows, matched) -> matchers(query, rows, kind).apply(matched));
            return JoinSpill.join(query, memory, shape, build.parts(), matching, streamed);
        }
        return JoinMorsels.of(query, shape, store, streamed, memory, matchers(query, store, shape));
    }

    /// Whether each streamed row comes out with each stored row, of which there is one at least.
    private boolean isProduct() {
        return shape.plan().condition() == null && shape.givesPairs() && !shape.keepsStored();
    }

    private Function<byte @Nullable [], JoinMorsels.Matcher> matchers(Query query, RowStore store,
            JoinShape kind) {
        JoinRange bounded = range;
        if (bounded == null) {
            return matched -> new Loop(kind, store, matched, query);
        }
        int column = HashJoinOperator.columns(List.of(bounded.stored()), shape.storedWidth()).getFirst();
        JoinRange.Index index = new JoinRange.Index(query, store, column);
        return matched -> bounded.new Matching(kind, index, matched, query);
    }

    /// Pairs each streamed row with all stored rows, which are read from disk for each: there are more results than
    /// that, which need not go to disk then.
    private record Product(JoinShape shape, SpillFile rows, List<DataType> types, Query query)
            implements
                JoinMorsels.Matcher {
        @Override
        public boolean accept(Batch batch, Morsels.BatchSink sink) {
            for (int row = 0; row < batch.rows(); row++) {
                if (!accept(batch, row, sink)) {
                    return false;
                }
            }
            return true;
        }

        private boolean accept(Batch batch, int row, Morsels.BatchSink sink) {
            try (SpillFile.Reader reader = rows.read(types)) {
                for (Chunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
                    for (int from = 0; from < chunk.rows(); from += query.batchRows()) {
                        query.check();
                        int count = Math.min(query.batchRows(), chunk.rows() - from);
                        if (!sink.accept(pairs(batch, row, chunk.slice(from, count)))) {
                            return false;
                        }
                    }
                }
            }
            return true;
        }

        private Batch pairs(Batch batch, int row, Chunk stored) {
            int[] repeated = new int[stored.rows()];
            Arrays.fill(repeated, row);
            BatchColumn[] columns = JoinPairs.streamedColumns(shape, batch.select(repeated, repeated.length));
            for (int c = 0; c < shape.storedWidth(); c++) {
                columns[shape.storedAt() + c] = BatchColumn.of(stored.column(c));
            }
            return new Batch(columns, stored.rows());
        }
    }

    /// Pairs each streamed row with all stored rows.
    private static final class Loop implements JoinMorsels.Matcher {
        private final RowStore store;
        private final Query query;
        private final JoinPairs pairs;

        Loop(JoinShape shape, RowStore store, byte @Nullable [] matched, Query query) {
            this.store = store;
            this.query = query;
            this.pairs = new JoinPairs(shape, store, matched, query);
        }

        @Override
        public boolean accept(Batch batch, Morsels.BatchSink sink) {
            pairs.begin(batch, sink);
            for (int row = 0; row < batch.rows(); row++) {
                for (int c = 0; c < store.chunks().size() && !pairs.isSettled(row); c++) {
                    query.check();
                    int n = store.chunks().get(c).rows();
                    for (int i = 0; i < n; i++) {
                        if (!pairs.add(row, RowRefs.ref(c, i))) {
                            return false;
                        }
                    }
                }
            }
            return pairs.end();
        }
    }
}
