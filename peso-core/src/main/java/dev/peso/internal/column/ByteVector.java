package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// `int8` values.
public final class ByteVector extends Vector {
    public final byte[] values;

    public ByteVector(DataType type, byte[] values, int offset, int length, long @Nullable [] validity) {
        super(type, offset, length, validity);
        this.values = values;
    }

    /// All of an array, without nulls.
    public static ByteVector of(DataType type, byte... values) {
        return new ByteVector(type, values, 0, values.length, null);
    }

    public byte get(int i) {
        return values[offset + i];
    }

    @Override
    public ByteVector slice(int from, int count) {
        return new ByteVector(type, values, offset + from, count, validity);
    }

    @Override
    public ByteVector withType(DataType newType) {
        return new ByteVector(newType, values, offset, length, validity);
    }

    @Override
    public ByteVector withValidity(long @Nullable [] newValidity) {
        return new ByteVector(type, values, offset, length, newValidity);
    }

    @Override
    public long bytes() {
        return 1L * length + (validity == null ? 0 : length / 8);
    }
}
