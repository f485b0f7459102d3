package dev.peso.internal.parquet;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Vector;

/// Booleans.
final class BitLane extends Lane {
    private long[] bits = {};

    BitLane() {
        super(DataType.BOOLEAN);
    }

    @Override
    Lane another() {
        return new BitLane();
    }

    @Override
    void start(int room) {
        bits = new long[Bitmap.words(room)];
    }

    @Override
    void grow(int room) {
        bits = Arrays.copyOf(bits, Bitmap.words(room));
    }

    @Override
    long plain(byte[] in, long from, int end, int at, int count) {
        need(count <= 8L * end - from);
        for (int done = 0; done < count;) {
            int bit = at + done;
            int n = Math.min(Math.min(56, 64 - (bit & 63)), count - done);
            long place = from + done;
            long word = Bits.word(in, (int) (place >>> 3)) >>> (place & 7) & -1L >>> 64 - n;
            bits[bit >>> 6] |= word << bit;
            done += n;
        }
        return from + count;
    }

    @Override
    void bits(RunReader runs, int count, int at) {
        runs.readBits(bits, at, count);
    }

    @Override
    void take(Lane dictionary, int[] codes, int count, int at) {
        throw unfit("a dictionary");
    }

    @Override
    void repeat(Lane dictionary, int code, int count, int at) {
        throw unfit("a dictionary");
    }

    @Override
    void spread(long[] validity, int at, int rows, int count) {
        int from = at + count;
        for (int row = at + rows - 1; row >= at && from <= row; row--) {
            boolean value = false;
            if (Bitmap.get(validity, row)) {
                value = Bitmap.get(bits, --from);
            }
            if (value) {
                Bitmap.set(bits, row);
            } else {
                Bitmap.clear(bits, row);
            }
        }
    }

    @Override
    Vector build(int rows, long @Nullable [] validity) {
        return new BitVector(bits, 0, rows, validity);
    }
}
