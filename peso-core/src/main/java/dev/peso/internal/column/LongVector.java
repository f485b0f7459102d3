package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// `int64`, time, timestamp, duration values in their unit, and decimals of up to 18 digits, unscaled.
public final class LongVector extends Vector {
    public final long[] values;

    public LongVector(DataType type, long[] values, int offset, int length, long @Nullable [] validity) {
        super(type, offset, length, validity);
        this.values = values;
    }

    /// All of an array, without nulls.
    public static LongVector of(DataType type, long... values) {
        return new LongVector(type, values, 0, values.length, null);
    }

    public long get(int i) {
        return values[offset + i];
    }

    @Override
    public LongVector slice(int from, int count) {
        return new LongVector(type, values, offset + from, count, validity);
    }

    @Override
    public LongVector withType(DataType newType) {
        return new LongVector(newType, values, offset, length, validity);
    }

    @Override
    public LongVector withValidity(long @Nullable [] newValidity) {
        return new LongVector(type, values, offset, length, newValidity);
    }

    @Override
    public long bytes() {
        return 8L * length + (validity == null ? 0 : length / 8);
    }
}
