package dev.peso.internal.parquet;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.WideVector;

/// Decimals of 19 to 38 digits, and unsigned numbers of 64 bits.
final class WideLane extends PairLane {
    private final Stored stored;

    WideLane(DataType.Decimal type, Stored stored) {
        super(type);
        this.stored = stored;
    }

    @Override
    Lane another() {
        return new WideLane((DataType.Decimal) type, stored);
    }

    @Override
    long plain(byte[] in, long from, int end, int at, int count) {
        int width = stored.width();
        if (width > 0) {
            need(count <= (end - from) / width);
        }
        int i = (int) from;
        for (int k = at; k < at + count; k++) {
            int length = width;
            switch (stored.physical()) {
                case Stored.INT32 -> set(k, (int) Bits.INT.get(in, i));
                case Stored.INT64 -> set(k, (long) Bits.LONG.get(in, i));
                case Stored.FIXED -> unscaled(in, i, length, k);
                default -> {
                    need(i + 4 <= end);
                    length = (int) Bits.INT.get(in, i);
                    i += 4;
                    need(length >= 0 && length <= end - i);
                    unscaled(in, i, length, k);
                }
            }
            i += length;
        }
        return i;
    }

    private void set(int at, long value) {
        words[2 * at] = value;
        words[2 * at + 1] = stored.meaning() == Stored.Meaning.UNSIGNED ? 0 : value >> 63;
    }

    private void unscaled(byte[] in, int from, int length, int at) {
        long sign = length > 0 && in[from] < 0 ? -1 : 0;
        long low = sign;
        long high = sign;
        for (int i = 0; i < length; i++) {
            if (high << 8 >> 8 != high) {
                throw new DataException("a value of " + length + " bytes does not fit " + type);
            }
            high = high << 8 | low >>> 56;
            low = low << 8 | in[from + i] & 0xff;
        }
        words[2 * at] = low;
        words[2 * at + 1] = high;
    }

    @Override
    void longs(long[] numbers, int count, int at) {
        for (int i = 0; i < count; i++) {
            set(at + i, stored.physical() == Stored.INT32 ? (int) numbers[i] : numbers[i]);
        }
    }

    @Override
    void bytes(byte[] in, int from, int[] lengths, int count, int at) {
        int i = from;
        for (int k = 0; k < count; k++) {
            unscaled(in, i, lengths[k], at + k);
            i += lengths[k];
        }
    }

    @Override
    Vector build(int rows, long @Nullable [] validity) {
        return new WideVector(type, words, 0, rows, validity);
    }
}
