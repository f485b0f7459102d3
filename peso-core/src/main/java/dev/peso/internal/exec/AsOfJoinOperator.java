package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Evaluator;
import dev.peso.internal.plan.CheckedPlan;

/// Joins each left row with the nearest right row by an ordered key: stores the right side in an [AsOfIndex], streams
/// the left. A right side that does not fit the memory goes through an [AsOfSpill].
final class AsOfJoinOperator extends Operator {
    private final CheckedPlan.AsOfJoin plan;

    AsOfJoinOperator(Operator left, Operator right, CheckedPlan.AsOfJoin plan) {
        super(plan.schema(), List.of(left, right));
        this.plan = plan;
        if (!AsOfIndex.isOrdered(plan.rightOn().type())) {
            throw new IllegalArgumentException(
                    "as-of keys must be numbers or times, got " + plan.rightOn().type());
        }
    }

    @Override
    public String describe() {
        List<String> by = IntStream.range(0, plan.leftBy().size())
                .mapToObj(k -> plan.leftBy().get(k) + " = " + plan.rightBy().get(k))
                .toList();
        return "as-of join " + AsOfIndex.direction(plan.direction()) + " on " + plan.leftOn() + " = "
                + plan.rightOn()
                + (by.isEmpty() ? "" : " by " + String.join(", ", by))
                + (plan.tolerance() == null ? "" : " within " + plan.tolerance())
                + (plan.allowExact() ? "" : ", not exact");
    }

    @Override
    protected Morsels start(Query query) {
        return SpillMemory.start(query, memory -> start(query, memory));
    }

    private Morsels start(Query query, SpillMemory memory) {
        Operator left = inputs().get(0);
        Operator right = inputs().get(1);
        List<CheckedExpr> keys = keys(plan.rightBy(), plan.rightOn());
        List<Integer> columns = HashJoinOperator.columns(keys, right.schema().size());
        SortRuns rows = sorted(query, memory, right, keys, columns);
        if (rows.isSpilled()) {
            return spilled(query, memory, rows, columns);
        }
        RowStore store = rows.inMemory();
        Supplier<JoinMorsels.Matcher> lookup = lookup(query, store, columns);
        return new JoinMorsels(query, left.open(query), lookup, null, memory);
    }

    private Morsels spilled(Query query, SpillMemory memory, SortRuns rightRows, List<Integer> columns) {
        AsOfSpill spill = new AsOfSpill(query, memory, plan, rightRows, columns,
                store -> lookup(query, store, columns));
        Operator left = inputs().get(0);
        List<CheckedExpr> keys = keys(plan.leftBy(), plan.leftOn());
        List<Integer> leftColumns = HashJoinOperator.columns(keys, left.schema().size());
        return spill.join(sorted(query, memory, left, keys, leftColumns), leftColumns);
    }

    /// What rows are sorted by. Categories in an order of their own are sorted as texts: the order differs by side.
    private static List<CheckedExpr> keys(List<CheckedExpr> by, CheckedExpr on) {
        List<CheckedExpr> keys = new ArrayList<>(by(by));
        keys.add(on);
        return keys;
    }

    private static List<CheckedExpr> by(List<CheckedExpr> keys) {
        return keys.stream()
                .map(key -> key.type() instanceof DataType.Categorical c && c.ordered()
                        ? new CheckedExpr.Convert(key, DataType.UTF8, false)
                        : key)
                .toList();
    }

    private static SortRuns sorted(Query query, SpillMemory memory, Operator input, List<CheckedExpr> keys,
            List<Integer> columns) {
        List<CheckedExpr> computed = HashJoinOperator.computed(keys);
        List<CheckedPlan.SortKey> order = keys.stream()
                .map(key -> new CheckedPlan.SortKey(key, false, false))
                .toList();
        SortRuns rows = new SortRuns(query, memory, input.sharesArrays(),
                RowStore.types(input.schema(), computed), computed, order, columns);
        query.drain(input.open(query), 1, index -> rows.new Sink(index));
        return rows;
    }

    private Supplier<JoinMorsels.Matcher> lookup(Query query, RowStore store, List<Integer> columns) {
        AsOfIndex index = new AsOfIndex(query, store, plan, columns.getLast(),
                columns.subList(0, columns.size() - 1));
        return () -> new Lookup(plan, store, index, plan.right().schema().size());
    }

    /// Looks up the rows of streamed batches.
    private static final class Lookup implements JoinMorsels.Matcher {
        private final Evaluator on;
        private final Evaluator[] by;
        private final RowStore store;
        private final AsOfIndex index;
        private final int rightWidth;
        private final KeyTable.Scratch scratch = new KeyTable.Scratch();
        private int[] found = new int[0];

        Lookup(CheckedPlan.AsOfJoin plan, RowStore store, AsOfIndex index, int rightWidth) {
            this.on = new Evaluator(plan.leftOn());
            this.by = by(plan.leftBy()).stream().map(Evaluator::new).toArray(Evaluator[]::new);
            this.store = store;
            this.index = index;
            this.rightWidth = rightWidth;
        }

        @Override
        public boolean accept(Batch batch, Morsels.BatchSink sink) {
            int n = batch.rows();
            if (found.length < n) {
                found = new int[n];
            }
            Vector[] keys = new Vector[by.length];
            for (int k = 0; k < keys.length; k++) {
                keys[k] = by[k].eval(batch);
            }
            index.find(on.eval(batch), keys, n, found, scratch);
            Vector[] columns = new Vector[batch.width() + rightWidth];
            for (int c = 0; c < columns.length; c++) {
                columns[c] = c < batch.width()
                        ? batch.column(c)
                        : store.column(c - batch.width()).gather(found, 0, n);
            }
            return sink.accept(new Batch(columns, n, -1));
        }
    }
}
