package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// `float32` values.
public final class FloatVector extends Vector {
    public final float[] values;

    public FloatVector(DataType type, float[] values, int offset, int length, long @Nullable [] validity) {
        super(type, offset, length, validity);
        this.values = values;
    }

    /// All of an array, without nulls.
    public static FloatVector of(DataType type, float... values) {
        return new FloatVector(type, values, 0, values.length, null);
    }

    public float get(int i) {
        return values[offset + i];
    }

    @Override
    public FloatVector slice(int from, int count) {
        return new FloatVector(type, values, offset + from, count, validity);
    }

    @Override
    public FloatVector withType(DataType newType) {
        return new FloatVector(newType, values, offset, length, validity);
    }

    @Override
    public FloatVector withValidity(long @Nullable [] newValidity) {
        return new FloatVector(type, values, offset, length, newValidity);
    }

    @Override
    public long bytes() {
        return 4L * length + (validity == null ? 0 : length / 8);
    }
}
