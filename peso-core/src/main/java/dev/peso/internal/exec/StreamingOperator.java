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

        /// Called at the end of a morsel, unless the sink wanted no more.
        default void end(Morsels.BatchSink sink) {}
    }

    abstract Step newStep(Query query);

    @Override
    protected final Morsels start(Query query) {
        return new Streamed(inputs().getFirst().open(query), query);
    }

    private final class Streamed implements Morsels {
        private final Morsels input;
        private final Query query;
        private final ConcurrentLinkedQueue<Step> idle = new ConcurrentLinkedQueue<>();

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
            Step known = idle.poll();
            Step step = known == null ? newStep(query) : known;
            boolean[] wanted = {true};
            morsel.run(batch -> wanted[0] = step.accept(batch, sink));
            if (wanted[0]) {
                step.end(sink);
                idle.add(step);
            }
        }

        @Override
        public void close() {
            input.close();
        }
    }
}
