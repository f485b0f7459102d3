package dev.peso.internal.exec;

import org.jspecify.annotations.Nullable;

/// The parts of an operator's output, in row order, for workers to claim.
///
/// How rows are cut into morsels depends on the data and the plan only, never on threads or timing.
public interface Morsels extends AutoCloseable {
    /// Claims the next morsel, or null at the end. Thread-safe; morsels come in row order.
    @Nullable
    Morsel next();

    /// Ends the run early or at its end: frees files and reservations. Idempotent.
    @Override
    default void close() {}

    /// A run of consecutive rows that one worker produces.
    interface Morsel {
        /// Produces the rows, in order, as batches of at most the query's batch size. Stops early when the sink
        /// returns false.
        void run(BatchSink sink);
    }

    /// Takes the batches of a morsel.
    @FunctionalInterface
    interface BatchSink {
        /// @return whether more batches are wanted
        boolean accept(dev.peso.internal.column.Batch batch);
    }
}
