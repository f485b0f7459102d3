package dev.peso.internal.column;

import dev.peso.DataType;

/// Builds a [NullVector].
public final class NullBuilder extends VectorBuilder {
    public NullBuilder() {
        super(DataType.NULL);
    }

    @Override
    public void appendNull() {
        length++;
    }

    @Override
    public void appendFrom(Vector source, int row) {
        appendNull();
    }

    @Override
    public NullVector build() {
        return new NullVector(length);
    }
}
