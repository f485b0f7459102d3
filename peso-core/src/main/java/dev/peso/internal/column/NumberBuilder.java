package dev.peso.internal.column;

import java.util.Arrays;

import dev.peso.DataType;

/// Builds vectors of numbers and of types stored as numbers: integers, floats, dates, times, compact decimals.
public final class NumberBuilder extends VectorBuilder {
    private long[] longs = new long[0];
    private double[] doubles = new double[0];
    private final boolean floating;

    public NumberBuilder(DataType type, int expected) {
        super(type);
        floating = type.isFloat();
        if (floating) {
            doubles = new double[Math.max(8, expected)];
        } else {
            longs = new long[Math.max(8, expected)];
        }
    }

    /// Appends a whole number, date, time, timestamp, duration or unscaled decimal; it must fit the type.
    public void append(long value) {
        if (floating) {
            append((double) value);
            return;
        }
        if (length == longs.length) {
            longs = Arrays.copyOf(longs, grown(length));
        }
        longs[length++] = value;
    }

    /// Appends a float.
    public void append(double value) {
        if (length == doubles.length) {
            doubles = Arrays.copyOf(doubles, grown(length));
        }
        doubles[length++] = value;
    }

    @Override
    public void appendNull() {
        markNull();
        if (floating) {
            append(0.0);
        } else {
            append(0L);
        }
    }

    @Override
    public void appendFrom(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        switch (source) {
            case ByteVector v -> append((long) v.get(row));
            case ShortVector v -> append((long) v.get(row));
            case IntVector v -> append((long) v.get(row));
            case LongVector v -> append(v.get(row));
            case FloatVector v -> append((double) v.get(row));
            case DoubleVector v -> append(v.get(row));
            default -> throw new IllegalArgumentException("cannot append " + source.type + " to " + type);
        }
    }

    @Override
    public Vector build() {
        if (type == DataType.FLOAT64) {
            return new DoubleVector(type, Arrays.copyOf(doubles, length), 0, length, validity());
        }
        if (type == DataType.FLOAT32) {
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = (float) doubles[i];
            }
            return new FloatVector(type, values, 0, length, validity());
        }
        if (type == DataType.INT8) {
            byte[] values = new byte[length];
            for (int i = 0; i < length; i++) {
                values[i] = (byte) longs[i];
            }
            return new ByteVector(type, values, 0, length, validity());
        }
        if (type == DataType.INT16) {
            short[] values = new short[length];
            for (int i = 0; i < length; i++) {
                values[i] = (short) longs[i];
            }
            return new ShortVector(type, values, 0, length, validity());
        }
        if (type == DataType.INT32 || type == DataType.DATE) {
            int[] values = new int[length];
            for (int i = 0; i < length; i++) {
                values[i] = (int) longs[i];
            }
            return new IntVector(type, values, 0, length, validity());
        }
        return new LongVector(type, Arrays.copyOf(longs, length), 0, length, validity());
    }
}
