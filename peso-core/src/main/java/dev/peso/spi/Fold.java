package dev.peso.spi;

import dev.peso.Schema;

/// What one pass over all rows makes of them, in parts that are put together: `dataset.fold(fold)` runs it.
///
/// Workers fold runs of consecutive rows into states of their own; the states are merged in row order, early enough that
/// only a few wait. Which rows meet in a state depends on the data and the query, never on the number of threads or their
/// timing, so a fold that computes the same from the same calls gives the same result each time.
///
/// @param <S> the state
public interface Fold<S> {
    /// A state without rows. Called by several threads at once.
    ///
    /// @param schema the columns of the batches
    /// @return a new state, for one thread at a time
    S start(Schema schema);

    /// Adds the next rows to a state.
    ///
    /// @param state as [#start] made it
    /// @param rows all of them count: the batch has no selection
    void add(S state, Batch rows);

    /// Puts two states together. Both may be changed, and neither is used again but as the result.
    ///
    /// @param earlier the state of some rows
    /// @param later the state of the rows that follow these
    /// @return the state of all of them
    S merge(S earlier, S later);
}
