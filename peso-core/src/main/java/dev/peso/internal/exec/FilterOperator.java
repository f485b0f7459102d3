package dev.peso.internal.exec;

import java.util.Arrays;

import dev.peso.internal.column.Batch;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Selector;

/// The rows for which a condition is true.
final class FilterOperator extends StreamingOperator {
    private final CheckedExpr condition;

    FilterOperator(Operator input, CheckedExpr condition) {
        super(input.schema(), input);
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
        return new Filtering(condition);
    }

    private static final class Filtering implements Step {
        private final Selector selector;
        private int[] picked = new int[0];

        Filtering(CheckedExpr condition) {
            selector = new Selector(condition);
        }

        @Override
        public boolean accept(Batch batch, Morsels.BatchSink sink) {
            if (picked.length < batch.rows()) {
                picked = new int[batch.rows()];
            }
            int count = selector.select(batch, picked);
            if (count == batch.rows()) {
                return sink.accept(batch);
            }
            return count == 0 || sink.accept(batch.select(Arrays.copyOf(picked, count), count));
        }
    }
}
