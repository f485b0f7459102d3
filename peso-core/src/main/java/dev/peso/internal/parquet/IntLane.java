package dev.peso.internal.parquet;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;

/// Whole numbers of up to 32 bits, and dates.
final class IntLane extends Lane {
    private int[] values = {};

    IntLane(DataType type) {
        super(type);
    }

    @Override
    Lane another() {
        return new IntLane(type);
    }

    @Override
    long plain(byte[] in, long from, int end, int at, int count) {
        need(count <= (end - from) / 4);
        Bits.buffer(in, (int) from, 4 * count).asIntBuffer().get(values, at, count);
        return from + 4L * count;
    }

    @Override
    void longs(long[] numbers, int count, int at) {
        for (int i = 0; i < count; i++) {
            values[at + i] = (int) numbers[i];
        }
    }

    @Override
    void start(int room) {
        values = new int[room];
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
        int[] from = ((IntLane) dictionary).values;
        int[] to = values;
        for (int i = 0; i < count; i++) {
            to[at + i] = from[codes[i]];
        }
    }

    @Override
    boolean takeEights(Lane dictionary, byte[] in, int from, int width, int groups, int at) {
        int[] values = ((IntLane) dictionary).values;
        int[] to = this.values;
        int mask = (1 << width) - 1;
        int o = at;
        for (int g = 0, i = from; g < groups; g++, i += width, o += 8) {
            long codes = (long) Bits.LONG.get(in, i);
            to[o] = values[(int) codes & mask];
            to[o + 1] = values[(int) (codes >>> width) & mask];
            to[o + 2] = values[(int) (codes >>> 2 * width) & mask];
            to[o + 3] = values[(int) (codes >>> 3 * width) & mask];
            to[o + 4] = values[(int) (codes >>> 4 * width) & mask];
            to[o + 5] = values[(int) (codes >>> 5 * width) & mask];
            to[o + 6] = values[(int) (codes >>> 6 * width) & mask];
            to[o + 7] = values[(int) (codes >>> 7 * width) & mask];
        }
        return true;
    }

    @Override
    void repeat(Lane dictionary, int code, int count, int at) {
        Arrays.fill(values, at, at + count, ((IntLane) dictionary).values[code]);
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
        if (type == DataType.INT8) {
            byte[] narrow = new byte[rows];
            for (int i = 0; i < rows; i++) {
                narrow[i] = (byte) values[i];
                requireFits(narrow[i] == values[i] || !Bitmap.isSet(validity, i), values[i]);
            }
            return new ByteVector(type, narrow, 0, rows, validity);
        }
        if (type == DataType.INT16) {
            short[] narrow = new short[rows];
            for (int i = 0; i < rows; i++) {
                narrow[i] = (short) values[i];
                requireFits(narrow[i] == values[i] || !Bitmap.isSet(validity, i), values[i]);
            }
            return new ShortVector(type, narrow, 0, rows, validity);
        }
        return new IntVector(type, values, 0, rows, validity);
    }

    private void requireFits(boolean fits, int value) {
        if (!fits) {
            throw new DataException(value + " is not an " + type);
        }
    }
}
