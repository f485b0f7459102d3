package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Rows that are all null, of type `null`.
public final class NullVector extends Vector {
    private static final long[] NONE = new long[Bitmap.words(CHUNK_ROWS)];

    public NullVector(int length) {
        super(DataType.NULL, 0, length, length <= CHUNK_ROWS ? NONE : new long[Bitmap.words(length)]);
    }

    @Override
    public NullVector slice(int from, int count) {
        return new NullVector(count);
    }

    @Override
    public NullVector withType(DataType newType) {
        return this;
    }

    @Override
    public NullVector withValidity(long @Nullable [] newValidity) {
        return this;
    }

    @Override
    public long bytes() {
        return 0;
    }
}
