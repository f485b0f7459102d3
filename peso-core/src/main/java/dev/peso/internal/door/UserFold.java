package dev.peso.internal.door;

import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.exec.LocalEngine;
import dev.peso.spi.Fold;

/// A [Fold] as the engine feeds it.
///
/// @param fold whose
/// @param schema the columns of the rows
/// @param <S> its state
public record UserFold<S>(Fold<S> fold, Schema schema) implements LocalEngine.RowFold<S> {
    @Override
    public S start() {
        return fold.start(schema);
    }

    @Override
    public void add(S state, Chunk rows) {
        fold.add(state, SpiColumns.batch(rows));
    }

    @Override
    public S merge(S earlier, S later) {
        return fold.merge(earlier, later);
    }
}
