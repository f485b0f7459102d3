package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// `int16` values.
public final class ShortVector extends Vector {
    public final short[] values;

    public ShortVector(DataType type, short[] values, int offset, int length, long @Nullable [] validity) {
        super(type, offset, length, validity);
        this.values = values;
    }

    /// All of an array, without nulls.
    public static ShortVector of(DataType type, short... values) {
        return new ShortVector(type, values, 0, values.length, null);
    }

    public short get(int i) {
        return values[offset + i];
    }

    @Override
    public ShortVector slice(int from, int count) {
        return new ShortVector(type, values, offset + from, count, validity);
    }

    @Override
    public ShortVector withType(DataType newType) {
        return new ShortVector(newType, values, offset, length, validity);
    }

    @Override
    public ShortVector withValidity(long @Nullable [] newValidity) {
        return new ShortVector(type, values, offset, length, newValidity);
    }

    @Override
    public long bytes() {
        return 2L * length + (validity == null ? 0 : length / 8);
    }
}
