package dev.peso.internal.arrow;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.WideVector;

/// Columns whose values have a fixed number of bits.
final class NumberDecoder {
    private static final long MILLIS_PER_DAY = 86_400_000L;
    /// Seconds of the earliest and the latest date-time that Java knows.
    private static final long FIRST_SECOND = -31_557_014_167_219_200L;
    private static final long LAST_SECOND = 31_556_889_864_403_199L;

    private final ByteOrder order;
    private final Place place;

    NumberDecoder(ByteOrder order, Place place) {
        this.order = order;
        this.place = place;
    }

    /// Bits in words; the byte order of numbers does not touch them.
    static long[] bits(Bytes bytes, int count) {
        long[] words = new long[Bitmap.words(count)];
        int needed = (count + 7) >>> 3;
        int whole = needed >>> 3;
        ByteBuffer buffer = bytes.view(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().get(words, 0, whole);
        for (int i = whole << 3; i < needed; i++) {
            words[i >>> 3] |= (buffer.get(i) & 0xFFL) << ((i & 7) << 3);
        }
        if ((count & 63) != 0) {
            words[words.length - 1] &= -1L >>> (64 - (count & 63));
        }
        return words;
    }

    Vector decode(Node node, Bytes bytes, long @Nullable [] validity) {
        int rows = node.length();
        DataType type = node.column().type();
        return switch (node.column().layout()) {
            case Layout.Bits _ -> {
                require(node, bytes, (rows + 7L) / 8);
                yield new BitVector(bits(bytes, rows), 0, rows, validity);
            }
            case Layout.Whole whole -> whole(node, whole, sized(node, bytes, whole.bits() / 8), validity);
            case Layout.Floating floating ->
                floating(node, floating, sized(node, bytes, floating.bits() / 8), validity);
            case Layout.Decimals decimals ->
                decimals(node, decimals, sized(node, bytes, decimals.bits() / 8), validity);
            case Layout.Dates dates -> dates.millis()
                    ? days(node, sized(node, bytes, 8), validity)
                    : new IntVector(type, ints(sized(node, bytes, 4), rows), 0, rows, validity);
            case Layout.Times times -> times(node, times, sized(node, bytes, times.bits() / 8), validity);
            case Layout.Spans _ -> spans(node, longs(sized(node, bytes, 8), rows), validity);
            case Layout.Intervals intervals ->
                intervals(node, intervals.width(), sized(node, bytes, intervals.width()), validity);
            default -> throw new IllegalArgumentException(node.column().layout() + " is no number");
        };
    }

    private ByteBuffer sized(Node node, Bytes bytes, int size) {
        require(node, bytes, (long) node.length() * size);
        return bytes.view(order);
    }

    private void require(Node node, Bytes bytes, long count) {
        if (bytes.length() < count) {
            throw place.damaged(node.column(),
                    "a buffer of " + bytes.length() + " bytes is too short for " + node.length() + " rows");
        }
    }

    private static int[] ints(ByteBuffer buffer, int rows) {
        int[] values = new int[rows];
        buffer.asIntBuffer().get(values);
        return values;
    }

    private static long[] longs(ByteBuffer buffer, int rows) {
        long[] values = new long[rows];
        buffer.asLongBuffer().get(values);
        return values;
    }

    /// Codes as they are; those too large for an int become -1.
    static void codes(ByteBuffer buffer, Layout.Whole whole, int[] into) {
        switch (whole.bits()) {
            case 8 -> {
                int mask = whole.signed() ? -1 : 0xFF;
                for (int i = 0; i < into.length; i++) {
                    into[i] = buffer.get(i) & mask;
                }
            }
            case 16 -> {
                int mask = whole.signed() ? -1 : 0xFFFF;
                for (int i = 0; i < into.length; i++) {
                    into[i] = buffer.getShort(2 * i) & mask;
                }
            }
            case 32 -> buffer.asIntBuffer().get(into);
            default -> {
                for (int i = 0; i < into.length; i++) {
                    long code = buffer.getLong(8 * i);
                    into[i] = code < 0 || code > Integer.MAX_VALUE ? -1 : (int) code;
                }
            }
        }
    }

    private static Vector whole(Node node, Layout.Whole whole, ByteBuffer buffer,
            long @Nullable [] validity) {
        int rows = node.length();
        DataType type = node.column().type();
        return switch (whole.bits()) {
            case 8 -> {
                byte[] values = new byte[rows];
                buffer.get(values);
                yield whole.signed()
                        ? new ByteVector(type, values, 0, rows, validity)
                        : new ShortVector(type, widened(values), 0, rows, validity);
            }
            case 16 -> {
                short[] values = new short[rows];
                buffer.asShortBuffer().get(values);
                yield whole.signed()
                        ? new ShortVector(type, values, 0, rows, validity)
                        : new IntVector(type, widened(values), 0, rows, validity);
            }
            case 32 -> whole.signed()
                    ? new IntVector(type, ints(buffer, rows), 0, rows, validity)
                    : new LongVector(type, widened(ints(buffer, rows)), 0, rows, validity);
            default -> whole.signed()
                    ? new LongVector(type, longs(buffer, rows), 0, rows, validity)
                    : new WideVector(type, widened(longs(buffer, rows)), 0, rows, validity);
        };
    }

    private static short[] widened(byte[] values) {
        short[] wide = new short[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = (short) (values[i] & 0xFF);
        }
        return wide;
    }

    private static int[] widened(short[] values) {
        int[] wide = new int[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i] & 0xFFFF;
        }
        return wide;
    }

    private static long[] widened(int[] values) {
        long[] wide = new long[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i] & 0xFFFFFFFFL;
        }
        return wide;
    }

    private static long[] widened(long[] values) {
        long[] wide = new long[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            wide[2 * i] = values[i];
        }
        return wide;
    }

    private static Vector floating(Node node, Layout.Floating floating, ByteBuffer buffer,
            long @Nullable [] validity) {
        int rows = node.length();
        DataType type = node.column().type();
        return switch (floating.bits()) {
            case 16 -> {
                float[] values = new float[rows];
                for (int i = 0; i < rows; i++) {
                    values[i] = Float.float16ToFloat(buffer.getShort(2 * i));
                }
                yield new FloatVector(type, values, 0, rows, validity);
            }
            case 32 -> {
                float[] values = new float[rows];
                buffer.asFloatBuffer().get(values);
                yield new FloatVector(type, values, 0, rows, validity);
            }
            default -> {
                double[] values = new double[rows];
                buffer.asDoubleBuffer().get(values);
                yield new DoubleVector(type, values, 0, rows, validity);
            }
        };
    }

    private Vector decimals(Node node, Layout.Decimals decimals, ByteBuffer buffer,
            long @Nullable [] validity) {
        int rows = node.length();
        DataType.Decimal type = (DataType.Decimal) node.column().type();
        int words = Math.max(1, decimals.bits() / 64);
        long[] value = new long[words];
        long[] values = new long[type.isCompact() ? rows : 2 * rows];
        for (int i = 0; i < rows; i++) {
            if (!Bitmap.isSet(validity, i)) {
                continue;
            }
            if (decimals.bits() == 32) {
                value[0] = buffer.getInt(4 * i);
            } else {
                for (int w = 0; w < words; w++) {
                    int at = order == ByteOrder.LITTLE_ENDIAN ? w : words - 1 - w;
                    value[w] = buffer.getLong(8 * (words * i + at));
                }
            }
            store(node, decimals, i, value, type, values);
        }
        return type.isCompact()
                ? new LongVector(type, values, 0, rows, validity)
                : new WideVector(type, values, 0, rows, validity);
    }

    /// Puts a value of any number of words where one or two of them go.
    private void store(Node node, Layout.Decimals decimals, int row, long[] value, DataType.Decimal type,
            long[] values) {
        if (decimals.zeros() > 0) {
            scaleUp(node, decimals.zeros(), row, value, type, values);
            return;
        }
        int kept = type.isCompact() ? 1 : 2;
        long sign = value[Math.min(kept, value.length) - 1] >> 63;
        for (int w = kept; w < value.length; w++) {
            if (value[w] != sign) {
                throw tooLarge(node, row, type);
            }
        }
        if (kept == 1) {
            values[row] = value[0];
        } else {
            values[2 * row] = value[0];
            values[2 * row + 1] = value.length > 1 ? value[1] : sign;
        }
    }

    private void scaleUp(Node node, int zeros, int row, long[] value, DataType.Decimal type, long[] values) {
        BigInteger unscaled = BigInteger.valueOf(value[value.length - 1]);
        for (int w = value.length - 2; w >= 0; w--) {
            unscaled = unscaled.shiftLeft(64).or(WideVector.toBigInteger(value[w], 0));
        }
        unscaled = unscaled.multiply(BigInteger.TEN.pow(zeros));
        if (unscaled.bitLength() > (type.isCompact() ? 63 : 127)) {
            throw tooLarge(node, row, type);
        }
        if (type.isCompact()) {
            values[row] = unscaled.longValue();
        } else {
            values[2 * row] = unscaled.longValue();
            values[2 * row + 1] = unscaled.shiftRight(64).longValue();
        }
    }

    private RuntimeException tooLarge(Node node, int row, DataType type) {
        return place.unsupported(node.column().name(),
                place.part() + ", row " + row + ": the decimal does not fit " + type);
    }

    private Vector days(Node node, ByteBuffer buffer, long @Nullable [] validity) {
        int rows = node.length();
        int[] values = new int[rows];
        for (int i = 0; i < rows; i++) {
            long day = Math.floorDiv(buffer.getLong(8 * i), MILLIS_PER_DAY);
            if (day != (int) day && Bitmap.isSet(validity, i)) {
                throw place.damaged(node.column(),
                        "row " + i + " is day " + day + " from 1970, out of range");
            }
            values[i] = (int) day;
        }
        return new IntVector(node.column().type(), values, 0, rows, validity);
    }

    private Vector times(Node node, Layout.Times times, ByteBuffer buffer, long @Nullable [] validity) {
        int rows = node.length();
        DataType.Time type = (DataType.Time) node.column().type();
        long day = 86_400 * type.unit().perSecond();
        long[] values = new long[rows];
        for (int i = 0; i < rows; i++) {
            long value = times.bits() == 32 ? buffer.getInt(4 * i) : buffer.getLong(8 * i);
            if ((value < 0 || value > day) && Bitmap.isSet(validity, i)) {
                throw place.damaged(node.column(),
                        "row " + i + " is " + value + " " + type.unit() + " from midnight, not within a day");
            }
            values[i] = value == day ? 0 : value; // 24:00 is midnight
        }
        return new LongVector(type, values, 0, rows, validity);
    }

    private Vector spans(Node node, long[] values, long @Nullable [] validity) {
        if (node.column().type() instanceof DataType.Timestamp(DataType.Unit unit, _)
                && unit == DataType.Unit.SECOND) {
            for (int i = 0; i < values.length; i++) {
                if ((values[i] < FIRST_SECOND || values[i] > LAST_SECOND) && Bitmap.isSet(validity, i)) {
                    throw place.damaged(node.column(),
                            "row " + i + " is " + values[i] + " seconds from 1970, out of range");
                }
            }
        }
        return new LongVector(node.column().type(), values, 0, values.length, validity);
    }

    /// Intervals as a struct of their parts.
    private static Vector intervals(Node node, int width, ByteBuffer buffer, long @Nullable [] validity) {
        int rows = node.length();
        DataType.Struct type = (DataType.Struct) node.column().type();
        int[] first = new int[rows];
        int[] second = new int[width == 4 ? 0 : rows];
        long[] third = new long[width == 16 ? rows : 0];
        for (int i = 0; i < rows; i++) {
            first[i] = buffer.getInt(width * i);
            if (width > 4) {
                second[i] = buffer.getInt(width * i + 4);
            }
            if (width == 16) {
                third[i] = buffer.getLong(width * i + 8);
            }
        }
        Vector months = new IntVector(DataType.INT32, first, 0, rows, null);
        Vector days = new IntVector(DataType.INT32, second, 0, second.length, null);
        List<Vector> parts = switch (width) {
            case 4 -> List.of(months);
            case 8 -> List.of(months, days);
            default -> List.of(months, days, new LongVector(DataType.INT64, third, 0, rows, null));
        };
        return new StructVector(type, parts, 0, rows, validity);
    }
}
