package dev.peso.internal.parquet;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.Vector;

/// Floats of 32 bits, and of 16 bits widened.
final class FloatLane extends Lane {
    private final Stored stored;
    private float[] values = {};

    FloatLane(DataType type, Stored stored) {
        super(type);
        this.stored = stored;
    }

    @Override
    Lane another() {
        return new FloatLane(type, stored);
    }

    @Override
    long plain(byte[] in, long from, int end, int at, int count) {
        need(count <= (end - from) / stored.width());
        if (stored.meaning() == Stored.Meaning.FLOAT16) {
            int i = (int) from;
            for (int k = at; k < at + count; k++, i += 2) {
                values[k] = Float.float16ToFloat((short) (in[i] & 0xff | in[i + 1] << 8));
            }
            return i;
        }
        Bits.buffer(in, (int) from, 4 * count).asFloatBuffer().get(values, at, count);
        return from + 4L * count;
    }

    @Override
    void bytes(byte[] in, int from, int[] lengths, int count, int at) {
        if (stored.meaning() != Stored.Meaning.FLOAT16) {
            throw unfit("delta-packed bytes");
        }
        for (int i = 0; i < count; i++) {
            need(lengths[i] == 2);
        }
        plain(in, from, from + 2 * count, at, count);
    }

    @Override
    void start(int room) {
        values = new float[room];
    }

    @Override
    void grow(int room) {
        values = Arrays.copyOf(values, room);
    }

    @Override
    void take(Lane dictionary, int[] codes, int count, int at) {
        float[] from = ((FloatLane) dictionary).values;
        float[] to = values;
        for (int i = 0; i < count; i++) {
            to[at + i] = from[codes[i]];
        }
    }

    @Override
    void repeat(Lane dictionary, int code, int count, int at) {
        Arrays.fill(values, at, at + count, ((FloatLane) dictionary).values[code]);
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
        return new FloatVector(type, values, 0, rows, validity);
    }
}
