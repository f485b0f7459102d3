package dev.peso.internal.parquet;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;

/// Whole numbers of 64 bits, times, timestamps, and decimals of up to 18 digits.
final class LongLane extends Lane {
    private static final long UNIX_EPOCH_AS_JULIAN_DAY = 2_440_588;
    private static final long MICROS_A_DAY = 86_400_000_000L;
    private static final long NANOS_A_DAY = 1_000 * MICROS_A_DAY;

    private final Stored stored;
    private long[] values = {};

    LongLane(DataType type, Stored stored) {
        super(type);
        this.stored = stored;
    }

    @Override
    Lane another() {
        return new LongLane(type, stored);
    }

    @Override
    long plain(byte[] in, long from, int end, int at, int count) {
        int width = stored.width();
        if (width > 0) {
            need(count <= (end - from) / width);
        }
        return switch (stored.physical()) {
            case Stored.INT32 -> ints(in, (int) from, at, count);
            case Stored.INT64 -> longs(in, (int) from, at, count);
            case Stored.INT96 -> instants(in, (int) from, at, count);
            case Stored.FIXED -> fixed(in, (int) from, at, count);
            default -> variable(in, (int) from, end, at, count);
        };
    }

    private int longs(byte[] in, int from, int at, int count) {
        Bits.buffer(in, from, 8 * count).asLongBuffer().get(values, at, count);
        return from + 8 * count;
    }

    private int ints(byte[] in, int from, int at, int count) {
        long mask = stored.meaning() == Stored.Meaning.UNSIGNED ? 0xffffffffL : -1L;
        int i = from;
        for (int k = at; k < at + count; k++, i += 4) {
            values[k] = (int) Bits.INT.get(in, i) & mask;
        }
        return i;
    }

    /// INT96: nanoseconds of the day, then the Julian day. In microseconds Spark writes days near the ends of its range wrapped
    /// around, which wrapping once more undoes.
    private int instants(byte[] in, int from, int at, int count) {
        boolean exact = type instanceof DataType.Timestamp t && t.unit() == DataType.Unit.NANO;
        int i = from;
        for (int k = at; k < at + count; k++, i += 12) {
            long nanos = (long) Bits.LONG.get(in, i);
            long days = (int) Bits.INT.get(in, i + 8) - UNIX_EPOCH_AS_JULIAN_DAY;
            values[k] = exact ? nanos(days, nanos) : days * MICROS_A_DAY + Math.floorDiv(nanos, 1_000);
        }
        return i;
    }

    private static long nanos(long days, long nanosOfDay) {
        long high = Math.multiplyHigh(days, NANOS_A_DAY);
        long start = days * NANOS_A_DAY;
        long sum = start + nanosOfDay;
        if (high != start >> 63 || ((start ^ sum) & (nanosOfDay ^ sum)) < 0) {
            throw new DataException(
                    "a timestamp lies outside of the years 1677 to 2262 that nanoseconds reach; read it with "
                            + "Int96.MICROS");
        }
        return sum;
    }

    private int fixed(byte[] in, int from, int at, int count) {
        int i = from;
        for (int k = at; k < at + count; k++, i += stored.length()) {
            values[k] = unscaled(in, i, stored.length());
        }
        return i;
    }

    private int variable(byte[] in, int from, int end, int at, int count) {
        int i = from;
        for (int k = at; k < at + count; k++) {
            need(i + 4 <= end);
            int length = (int) Bits.INT.get(in, i);
            i += 4;
            need(length >= 0 && length <= end - i);
            values[k] = unscaled(in, i, length);
            i += length;
        }
        return i;
    }

    /// A big-endian number whose bytes past the lowest eight only repeat the sign.
    private long unscaled(byte[] in, int from, int length) {
        long value = length > 0 && in[from] < 0 ? -1 : 0;
        for (int i = 0; i < length; i++) {
            if (value << 8 >> 8 != value) {
                throw new DataException("a value of " + length + " bytes does not fit " + type);
            }
            value = value << 8 | in[from + i] & 0xff;
        }
        return value;
    }

    @Override
    void longs(long[] numbers, int count, int at) {
        if (stored.physical() == Stored.INT32) {
            long mask = stored.meaning() == Stored.Meaning.UNSIGNED ? 0xffffffffL : -1L;
            for (int i = 0; i < count; i++) {
                values[at + i] = (int) numbers[i] & mask;
            }
        } else {
            System.arraycopy(numbers, 0, values, at, count);
        }
    }

    @Override
    void bytes(byte[] in, int from, int[] lengths, int count, int at) {
        int i = from;
        for (int k = 0; k < count; k++) {
            values[at + k] = unscaled(in, i, lengths[k]);
            i += lengths[k];
        }
    }

    @Override
    void start(int room) {
        values = new long[room];
    }

    @Override
    void startAgain(int room) {
        if (values.length < room) {
            start(room);
        }
    }

    @Override
    void grow(int room) {
        values = Arrays.copyOf(values, room);
    }

    @Override
    void take(Lane dictionary, int[] codes, int count, int at) {
        long[] from = ((LongLane) dictionary).values;
        long[] to = values;
        for (int i = 0; i < count; i++) {
            to[at + i] = from[codes[i]];
        }
    }

    @Override
    void repeat(Lane dictionary, int code, int count, int at) {
        Arrays.fill(values, at, at + count, ((LongLane) dictionary).values[code]);
    }

    @Override
    void spread(long[] validity, int at, int rows, int count) {
        int from = at + count;
        for (int row = at + rows - 1; row >= at && from <= row; row--) {
            if (Bitmap.get(validity, row)) {
                values[row] = values[--from];
            }
        }
    }

    @Override
    Vector build(int rows, long @Nullable [] validity) {
        return new LongVector(type, values, 0, rows, validity);
    }
}
