package dev.peso.internal.exec;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;

/// States that workers fold runs of rows into, merged in row order as soon as the runs before are there.
final class RowFolds<S> {
    /// Morsels of a run: enough rows that merging costs little.
    static final int RUN = 4;

    private final LocalEngine.RowFold<S> fold;
    private final Map<Integer, S> waiting = new HashMap<>();
    private int next;
    private @Nullable S total;

    RowFolds(LocalEngine.RowFold<S> fold) {
        this.fold = fold;
    }

    /// A run of rows.
    ///
    /// @param index its number in row order
    Query.Sink run(int index) {
        return new Run(index);
    }

    /// The state of all rows.
    synchronized S total() {
        S all = total;
        return all == null ? fold.start() : all;
    }

    private synchronized void finished(int index, S state) {
        waiting.put(index, state);
        S ready = waiting.remove(next);
        while (ready != null) {
            S before = total;
            total = before == null ? ready : fold.merge(before, ready);
            next++;
            ready = waiting.remove(next);
        }
    }

    private final class Run implements Query.Sink {
        private final int index;
        private @Nullable S state;

        Run(int index) {
            this.index = index;
        }

        @Override
        public boolean accept(Batch batch) {
            fold.add(state(), batch.toChunk());
            return true;
        }

        private S state() {
            S own = state;
            if (own == null) {
                own = fold.start();
                state = own;
            }
            return own;
        }

        @Override
        public void finish() {
            finished(index, state());
            state = null; // the sink lives as long as the query
        }
    }
}
