package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// `int32` and `date` (days since 1970-01-01) values.
public final class IntVector extends Vector {
    public final int[] values;

    public IntVector(DataType type, int[] values, int offset, int length, long @Nullable [] validity) {
        super(type, offset, length, validity);
        this.values = values;
    }

    /// All of an array, without nulls.
    public static IntVector of(DataType type, int... values) {
        return new IntVector(type, values, 0, values.length, null);
    }

    public int get(int i) {
        return values[offset + i];
    }

    @Override
    public IntVector slice(int from, int count) {
        return new IntVector(type, values, offset + from, count, validity);
    }

    @Override
    public IntVector withType(DataType newType) {
        return new IntVector(newType, values, offset, length, validity);
    }

    @Override
    public IntVector withValidity(long @Nullable [] newValidity) {
        return new IntVector(type, values, offset, length, newValidity);
    }

    @Override
    public long bytes() {
        return 4L * length + (validity == null ? 0 : length / 8);
    }
}
