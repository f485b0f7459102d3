package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// `float64` values.
public final class DoubleVector extends Vector {
    public final double[] values;

    public DoubleVector(DataType type, double[] values, int offset, int length, long @Nullable [] validity) {
        super(type, offset, length, validity);
        this.values = values;
    }

    /// All of an array, without nulls.
    public static DoubleVector of(DataType type, double... values) {
        return new DoubleVector(type, values, 0, values.length, null);
    }

    public double get(int i) {
        return values[offset + i];
    }

    @Override
    public DoubleVector slice(int from, int count) {
        return new DoubleVector(type, values, offset + from, count, validity);
    }

    @Override
    public DoubleVector withType(DataType newType) {
        return new DoubleVector(newType, values, offset, length, validity);
    }

    @Override
    public DoubleVector withValidity(long @Nullable [] newValidity) {
        return new DoubleVector(type, values, offset, length, newValidity);
    }

    @Override
    public long bytes() {
        return 8L * length + (validity == null ? 0 : length / 8);
    }
}
