package dev.peso.internal.exec;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.column.Batch;

/// An operator that turns the batches of one input into its own, morsel by morsel.
abstract class StreamingOperator extends Operator {
    StreamingOperator(Schema schema, Operator input) {
        super(schema, List.of(input));
    }

    /// The work of this operator with the scratch memory it needs. A step serves one worker at a time and one morsel
    /// after another.
    interface Step {
        /// Takes a batch of the input and gives none, one or several to the sink.
        ///
        /// @return whether more batches are wanted
        boolean accept(Batch batch, Morsels.BatchSink sink);

        /// The most rows that are given at a time.
        default int mostRows() {
            return Query.BATCH_ROWS;
        }

        /// Called at the end of a morsel, unless the sink wanted no more.
        default void end(Morsels.BatchSink sink) {}
    }

    abstract Step newStep(Query query);

    @Override
    protected Morsels start(Query query) {
        return new Streamed(inputs().getFirst().open(query), query);
    }

    /// Gives a step so few rows at a time that it hears of a cancel soon: as many as it took a few milliseconds for.
    static final class Paced implements Morsels.BatchSink {
        private static final int FIRST_ROWS = 256;
        private static final int FEWEST_ROWS = 16;
        private static final long SHORT_NANOS = 4_000_000;
        private static final long LONG_NANOS = 16_000_000;

        private final Step step;
        private final Query query;
        private Morsels.BatchSink sink = _ -> false;
        private int most = FIRST_ROWS;
        private long nanosInSink;
        private boolean wanted = true;

        Paced(Step step, Query query) {
            this.step = step;
            this.query = query;
        }

        /// Starts a morsel.
        void begin(Morsels.BatchSink target) {
            sink = out -> {
                long before = System.nanoTime();
                boolean more = target.accept(out);
                nanosInSink += System.nanoTime() - before;
                return more;
            };
            wanted = true;
        }

        @Override
        public boolean accept(Batch batch) {
            int from = 0;
            while (wanted && from < batch.rows()) {
                int count = Math.min(most, batch.rows() - from);
                wanted = timed(batch.slice(from, count));
                from += count;
            }
            return wanted;
        }

        private boolean timed(Batch rows) {
            query.check();
            nanosInSink = 0;
            long before = System.nanoTime();
            boolean more = step.accept(rows, sink);
            long nanos = System.nanoTime() - before - nanosInSink;
            if (nanos < SHORT_NANOS && rows.rows() == most && most < step.mostRows()) {
                most *= 2;
            } else if (nanos > LONG_NANOS) {
                most = Math.max(FEWEST_ROWS, Math.min(most, rows.rows()) / 2);
            }
            return more;
        }
    }

    private final class Streamed implements Morsels {
        private final Morsels input;
        private final Query query;
        private final ConcurrentLinkedQueue<Paced> idle = new ConcurrentLinkedQueue<>();

        Streamed(Morsels input, Query query) {
            this.input = input;
            this.query = query;
        }

        @Override
        public @Nullable Morsel next() {
            Morsel morsel = input.next();
            return morsel == null ? null : sink -> run(morsel, sink);
        }

        private void run(Morsel morsel, BatchSink sink) {
            Paced known = idle.poll();
            Paced paced = known == null ? new Paced(newStep(query), query) : known;
            paced.begin(sink);
            morsel.run(paced);
            if (paced.wanted) {
                paced.step.end(sink);
                idle.add(paced);
            }
        }

        @Override
        public void close() {
            input.close();
        }
    }
}
