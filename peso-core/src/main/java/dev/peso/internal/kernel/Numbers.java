package dev.peso.internal.kernel;

import java.math.BigDecimal;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.WideVector;

/// Number vectors as arrays of the widest kind, and back.
final class Numbers {
    private Numbers() {}

    /// The whole numbers of a vector stored as such (booleans as 0 and 1), from element 0.
    static long[] longs(Vector v) {
        int n = v.length;
        int o = v.offset;
        long[] out = new long[n];
        switch (v) {
            case LongVector x -> System.arraycopy(x.values, o, out, 0, n);
            case IntVector x -> {
                for (int i = 0; i < n; i++) {
                    out[i] = x.values[o + i];
                }
            }
            case ShortVector x -> {
                for (int i = 0; i < n; i++) {
                    out[i] = x.values[o + i];
                }
            }
            case ByteVector x -> {
                for (int i = 0; i < n; i++) {
                    out[i] = x.values[o + i];
                }
            }
            case BitVector x -> {
                for (int i = 0; i < n; i++) {
                    out[i] = x.get(i) ? 1 : 0;
                }
            }
            default -> throw new IllegalArgumentException(v.type + " is not stored as whole numbers");
        }
        return out;
    }

    /// One whole number.
    static long whole(Vector v, int row) {
        return switch (v) {
            case LongVector x -> x.get(row);
            case IntVector x -> x.get(row);
            case ShortVector x -> x.get(row);
            case ByteVector x -> x.get(row);
            default -> longs(v.slice(row, 1))[0];
        };
    }

    /// The numbers of an integer or float vector as doubles, from element 0.
    static double[] doubles(Vector v) {
        int n = v.length;
        int o = v.offset;
        double[] out = new double[n];
        switch (v) {
            case DoubleVector x -> System.arraycopy(x.values, o, out, 0, n);
            case FloatVector x -> {
                for (int i = 0; i < n; i++) {
                    out[i] = x.values[o + i];
                }
            }
            case LongVector x -> {
                for (int i = 0; i < n; i++) {
                    out[i] = x.values[o + i];
                }
            }
            case IntVector x -> {
                for (int i = 0; i < n; i++) {
                    out[i] = x.values[o + i];
                }
            }
            default -> {
                long[] longs = longs(v);
                for (int i = 0; i < n; i++) {
                    out[i] = longs[i];
                }
            }
        }
        return out;
    }

    /// The unscaled values of a decimal vector as pairs of 64 bits, low half first, from element 0; of integers the
    /// numbers themselves.
    static long[] words(Vector v) {
        if (v instanceof WideVector w) {
            return Arrays.copyOfRange(w.words, 2 * w.offset, 2 * (w.offset + w.length));
        }
        long[] longs = longs(v);
        long[] out = new long[2 * longs.length];
        for (int i = 0; i < longs.length; i++) {
            out[2 * i] = longs[i];
            out[2 * i + 1] = longs[i] >> 63;
        }
        return out;
    }

    /// Digits after the point; integers have none.
    static int scale(DataType type) {
        return type instanceof DataType.Decimal d ? d.scale() : 0;
    }

    /// A vector of an integer type or of one stored as such; the values fit.
    static Vector ofLongs(DataType type, long[] values, long @Nullable [] validity) {
        int n = values.length;
        if (type == DataType.INT32 || type == DataType.DATE) {
            int[] out = new int[n];
            for (int i = 0; i < n; i++) {
                out[i] = (int) values[i];
            }
            return new IntVector(type, out, 0, n, validity);
        }
        if (type == DataType.INT16) {
            short[] out = new short[n];
            for (int i = 0; i < n; i++) {
                out[i] = (short) values[i];
            }
            return new ShortVector(type, out, 0, n, validity);
        }
        if (type == DataType.INT8) {
            byte[] out = new byte[n];
            for (int i = 0; i < n; i++) {
                out[i] = (byte) values[i];
            }
            return new ByteVector(type, out, 0, n, validity);
        }
        return new LongVector(type, values, 0, n, validity);
    }

    /// A decimal vector from pairs of 64 bits that fit its type.
    static Vector ofWords(DataType.Decimal type, long[] words, long @Nullable [] validity) {
        int n = words.length >> 1;
        if (!type.isCompact()) {
            return new WideVector(type, words, 0, n, validity);
        }
        long[] out = new long[n];
        for (int i = 0; i < n; i++) {
            out[i] = words[2 * i];
        }
        return new LongVector(type, out, 0, n, validity);
    }

    static BigDecimal decimal(long low, long high, int scale) {
        return high == low >> 63
                ? BigDecimal.valueOf(low, scale)
                : new BigDecimal(WideVector.toBigInteger(low, high), scale);
    }
}
