package dev.peso.internal.exec;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;

/// A join without keys: asks the condition, if there is one, for each pair of rows, or for those in a [JoinRange].
final class NestedLoopJoinOperator extends Operator {
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
        Operator stored = shape.stored(inputs().get(0), inputs().get(1));
        Operator streamed = shape.streamed(inputs().get(0), inputs().get(1));
        Reservation memory = new Reservation(query.ledger(), "nested loop join");
        List<CheckedExpr> values = range == null ? List.of() : List.of(range.stored());
        RowStore store = RowStore.of(query, stored, HashJoinOperator.computed(values), memory);
        byte[] matched = shape.keepsStored() ? new byte[store.refs()] : null;
        Morsels.Morsel last = matched == null
                ? null
                : sink -> JoinPairs.emitUnmatched(shape, store, matched, -1, query, sink);
        return new JoinMorsels(query, streamed.open(query), matchers(query, store, values, matched), last,
                memory::close);
    }

    private Supplier<JoinMorsels.Matcher> matchers(Query query, RowStore store, List<CheckedExpr> values,
            byte @Nullable [] matched) {
        JoinRange bounded = range;
        if (bounded == null) {
            return () -> new Loop(shape, store, matched, query);
        }
        int column = HashJoinOperator.columns(values, shape.storedWidth()).getFirst();
        JoinRange.Index index = new JoinRange.Index(query, store, column);
        return () -> bounded.new Matching(shape, index, matched, query);
    }

    /// Pairs each streamed row with all stored rows.
    private static final class Loop implements JoinMorsels.Matcher {
        private final RowStore store;
        private final Query query;
        private final JoinPairs pairs;

        Loop(JoinShape shape, RowStore store, byte @Nullable [] matched, Query query) {
            this.store = store;
            this.query = query;
            this.pairs = new JoinPairs(shape, store, matched, query.batchRows());
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
