package dev.peso.internal.exec;

import dev.peso.internal.column.Batch;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Selector;

/// The rows for which a condition is true.
///
/// Rows in memory come in large batches, which are read from one column after the other faster than small ones; what is
/// left of them goes on in batches of the usual size.
final class FilterOperator extends StreamingOperator {
    /// Of more columns a large batch does not stay in the cache until it is picked from.
    private static final int MOST_COLUMNS = 32;

    private final CheckedExpr condition;

    FilterOperator(Operator input, CheckedExpr condition) {
        super(input.schema(), input instanceof TableScan scan && input.schema().size() <= MOST_COLUMNS
                ? scan.inLargeBatches()
                : input);
        this.condition = condition;
    }

    @Override
    public String describe() {
        return "filter " + condition;
    }

    @Override
    boolean picksShared() {
        return inputs().getFirst().picksShared();
    }

    @Override
    Step newStep(Query query) {
        return new Filtering(condition, query.batchRows());
    }

    private static final class Filtering implements Step {
        private final Selector selector;
        private final int usualRows;
        private int[] picked = new int[0];

        Filtering(CheckedExpr condition, int usualRows) {
            this.selector = new Selector(condition);
            this.usualRows = usualRows;
        }

        @Override
        public int mostRows() {
            return TableScan.LARGE * Query.BATCH_ROWS;
        }

        @Override
        public boolean accept(Batch batch, Morsels.BatchSink sink) {
            if (picked.length < batch.rows()) {
                picked = new int[batch.rows()];
            }
            int count = selector.select(batch, picked);
            return count == 0 || (count <= usualRows
                    ? sink.accept(selected(batch, 0, 0, count))
                    : emitSlices(batch, count, sink));
        }

        private boolean emitSlices(Batch batch, int count, Morsels.BatchSink sink) {
            int at = 0;
            for (int from = 0; at < count; from += usualRows) {
                Batch slice = batch.slice(from, Math.min(usualRows, batch.rows() - from));
                int start = at;
                while (at < count && picked[at] < from + usualRows) {
                    at++;
                }
                if (at > start && !sink.accept(selected(slice, from, start, at))) {
                    return false;
                }
            }
            return true;
        }

        /// The rows `picked[start..end)` of a batch whose first row is at a position.
        private Batch selected(Batch batch, int position, int start, int end) {
            if (end - start == batch.rows()) {
                return batch;
            }
            int[] own = new int[end - start];
            for (int i = 0; i < own.length; i++) {
                own[i] = picked[start + i] - position;
            }
            return batch.select(own, own.length);
        }
    }
}
