package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Evaluator;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.RowBounds;

/// A join with keys: stores one side with a table over its keys, streams the other past it in order.
///
/// Where the streamed side is the smaller one by far, it is held in memory first, and of the other side only the rows
/// with its keys are stored: the streamed side still gives the row order.
final class HashJoinOperator extends Operator {
    /// Memory a row needs in a [KeyTable] for each key, and beside.
    private static final int KEY_BYTES = 16;
    private static final int ROW_BYTES = 24;

    /// By how much one side must be smaller than the other to be held first.
    private static final int CLEARLY_SMALLER = 4;
    /// More rows are not held first: looking so many up costs as much as storing them does.
    private static final long MOST_HELD = 1 << 20;
    /// So few rows are held first even if the other side might turn out to have fewer.
    private static final long FEW_ROWS = 1 << 16;

    private final JoinShape shape;
    private final boolean holdsStreamed;

    HashJoinOperator(Operator left, Operator right, CheckedPlan.Join plan) {
        this(left, right, plan, isStreamedSmall(JoinShape.of(plan)));
    }

    /// @param holdsStreamed whether to hold the side first that gives the row order
    HashJoinOperator(Operator left, Operator right, CheckedPlan.Join plan, boolean holdsStreamed) {
        super(plan.schema(), List.of(left, right));
        this.shape = JoinShape.of(plan);
        this.holdsStreamed = holdsStreamed && !shape.keepsStored();
    }

    private static boolean isStreamedSmall(JoinShape shape) {
        CheckedPlan.Join plan = shape.plan();
        long rows = RowBounds.of(shape.streamed(plan.left(), plan.right())).most();
        RowBounds others = RowBounds.of(shape.stored(plan.left(), plan.right()));
        return rows <= MOST_HELD
                && rows <= (rows <= FEW_ROWS ? others.most() : others.least()) / CLEARLY_SMALLER;
    }

    @Override
    public String describe() {
        String stored = shape.stored("left", "right");
        return shape.describe("hash join") + (holdsStreamed
                ? ", builds " + shape.streamed("left", "right") + ", then the matching " + stored + " rows"
                : ", builds " + stored);
    }

    @Override
    protected Morsels start(Query query) {
        return SpillMemory.start(query, memory -> start(query, memory));
    }

    private Morsels start(Query query, SpillMemory memory) {
        Operator stored = shape.stored(inputs().get(0), inputs().get(1));
        Operator streamed = shape.streamed(inputs().get(0), inputs().get(1));
        HeldRows held = holdsStreamed
                ? HeldRows.of(query, memory, streamed, shape.streamedKeys(), rowBytes())
                : null;
        return held == null
                ? start(query, memory, stored, streamed)
                : start(query, memory, matching(query, stored, held), held);
    }

    /// Memory a row needs beside its columns.
    private long rowBytes() {
        return ROW_BYTES + (long) KEY_BYTES * shape.storedKeys().size();
    }

    private Operator matching(Query query, Operator stored, HeldRows held) {
        RowStore keys = held.keys();
        List<Integer> columns = IntStream.range(0, shape.streamedKeys().size()).boxed().toList();
        KeyTable table = KeyTable.build(query, keys, columns, shape.plan().nullsMatch());
        boolean isOneEnough = !shape.givesPairs() && shape.plan().condition() == null;
        return new MatchingRows(stored, shape.storedKeys(), table,
                isOneEnough ? new byte[keys.refs()] : null);
    }

    private Morsels start(Query query, SpillMemory memory, Operator stored, Operator streamed) {
        List<CheckedExpr> computed = computed(shape.storedKeys());
        List<Integer> keys = columns(shape.storedKeys(), stored.schema().size());
        long rowBytes = rowBytes();
        RowBuild build = new RowBuild(query, memory, stored.sharesArrays(),
                RowStore.types(stored.schema(), computed), computed, keys, rowBytes);
        RowStore store = build.drain(stored);
        if (store == null) {
            JoinSpill.Matching matching = new JoinSpill.Matching(rowBytes, (kind, rows, matched) -> {
                KeyTable table = KeyTable.build(query, rows, keys, shape.plan().nullsMatch());
                return new Probe(kind, rows, table, matched, query);
            });
            return JoinSpill.join(query, memory, shape, build.parts(), matching, streamed);
        }
        KeyTable table = KeyTable.build(query, store, keys, shape.plan().nullsMatch());
        return JoinMorsels.of(query, shape, store, streamed, memory,
                matched -> new Probe(shape, store, table, matched, query));
    }

    /// The keys that are not plain columns.
    static List<CheckedExpr> computed(List<CheckedExpr> keys) {
        return keys.stream().filter(key -> !(key instanceof CheckedExpr.Ref)).toList();
    }

    /// Where the keys are among the columns of a store that keeps the computed ones behind its own.
    static List<Integer> columns(List<CheckedExpr> keys, int width) {
        List<Integer> columns = new ArrayList<>();
        int next = width;
        for (CheckedExpr key : keys) {
            columns.add(key instanceof CheckedExpr.Ref ref ? ref.index() : next++);
        }
        return columns;
    }

    /// Looks up the keys of streamed batches.
    static final class Probe implements JoinMorsels.Matcher {
        private final JoinShape shape;
        private final KeyTable table;
        private final int @Nullable [] next;
        private final JoinPairs pairs;
        private final boolean hasCondition;
        private final Evaluator[] keys;
        private final KeyTable.Scratch scratch = new KeyTable.Scratch();
        private int[] links = new int[0];
        private int[] rows = new int[0];

        Probe(JoinShape shape, RowStore store, KeyTable table, byte @Nullable [] matched, Query query) {
            this.shape = shape;
            this.table = table;
            this.next = table.next();
            this.pairs = new JoinPairs(shape, store, matched, query);
            this.hasCondition = shape.plan().condition() != null;
            this.keys = shape.streamedKeys().stream().map(Evaluator::new).toArray(Evaluator[]::new);
        }

        @Override
        public boolean accept(Batch batch, Morsels.BatchSink sink) {
            int n = batch.rows();
            if (links.length < n) {
                links = new int[n];
                rows = new int[n];
            }
            Vector[] values = new Vector[keys.length];
            for (int k = 0; k < keys.length; k++) {
                values[k] = keys[k].eval(batch);
            }
            table.find(values, n, links, scratch);
            if (hasCondition) {
                return addAll(batch, sink);
            }
            if (!shape.givesPairs()) {
                return filter(batch, sink);
            }
            return next == null ? single(batch, sink) : addAll(batch, sink);
        }

        /// Semi and anti joins.
        private boolean filter(Batch batch, Morsels.BatchSink sink) {
            int n = batch.rows();
            int[] picked = new int[n];
            int count = 0;
            boolean isSemi = shape.isSemi();
            for (int i = 0; i < n; i++) {
                picked[count] = i;
                count += (links[i] != 0) == isSemi ? 1 : 0;
            }
            return count == 0 || sink.accept(count == n ? batch : batch.select(picked, count));
        }

        /// At most one match a row.
        private boolean single(Batch batch, Morsels.BatchSink sink) {
            int n = batch.rows();
            boolean keeps = shape.keepsStreamed();
            int count = 0;
            for (int i = 0; i < n; i++) {
                int ref = links[i] - 1; // no link becomes RowRefs.NONE
                rows[count] = i;
                links[count] = ref;
                count += keeps || ref >= 0 ? 1 : 0;
            }
            return count == 0 || pairs.emit(batch, count == n ? null : rows, links, count, sink);
        }

        private boolean addAll(Batch batch, Morsels.BatchSink sink) {
            int n = batch.rows();
            int[] chain = next;
            pairs.begin(batch, sink);
            for (int i = 0; i < n; i++) {
                int link = links[i];
                while (link != 0) {
                    if (!pairs.add(i, link - 1)) {
                        return false;
                    }
                    link = chain == null || pairs.isSettled(i) ? 0 : chain[link - 1];
                }
            }
            return pairs.end();
        }
    }
}
