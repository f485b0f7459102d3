package dev.peso.internal.exec;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.plan.CheckedPlan;

/// A join without keys: asks the condition, if there is one, for each pair of rows.
final class NestedLoopJoinOperator extends Operator {
    private final JoinShape shape;

    NestedLoopJoinOperator(Operator left, Operator right, CheckedPlan.Join plan) {
        super(plan.schema(), List.of(left, right));
        this.shape = JoinShape.of(plan);
    }

    @Override
    public String describe() {
        return shape.describe("nested loop join");
    }

    @Override
    protected Morsels start(Query query) {
        Operator stored = shape.stored(inputs().get(0), inputs().get(1));
        Operator streamed = shape.streamed(inputs().get(0), inputs().get(1));
        Reservation memory = new Reservation(query.ledger(), "nested loop join");
        RowStore store = RowStore.of(query, stored, List.of(), memory);
        byte[] matched = shape.keepsStored() ? new byte[store.refs()] : null;
        Morsels.Morsel last = matched == null
                ? null
                : sink -> JoinPairs.emitUnmatched(shape, store, matched, -1, query, sink);
        return new JoinMorsels(query, streamed.open(query), () -> new Loop(shape, store, matched, query),
                last,
                memory::close);
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
