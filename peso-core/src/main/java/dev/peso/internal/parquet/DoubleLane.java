package dev.peso.internal.parquet;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.Vector;

/// Floats of 64 bits.
final class DoubleLane extends Lane {
    private double[] values = {};

    DoubleLane(DataType type) {
        super(type);
    }

    @Override
    Lane another() {
        return new DoubleLane(type);
    }

    @Override
    long plain(byte[] in, long from, int end, int at, int count) {
        need(count <= (end - from) / 8);
        Bits.buffer(in, (int) from, 8 * count).asDoubleBuffer().get(values, at, count);
        return from + 8L * count;
    }

    @Override
    void start(int room) {
        values = new double[room];
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
        double[] from = ((DoubleLane) dictionary).values;
        double[] to = values;
        for (int i = 0; i < count; i++) {
            to[at + i] = from[codes[i]];
        }
    }

    @Override
    void repeat(Lane dictionary, int code, int count, int at) {
        Arrays.fill(values, at, at + count, ((DoubleLane) dictionary).values[code]);
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
        return new DoubleVector(type, values, 0, rows, validity);
    }
}
