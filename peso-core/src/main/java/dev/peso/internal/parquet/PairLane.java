package dev.peso.internal.parquet;

import java.util.Arrays;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;

/// Values of two words each: views of texts and bytes, numbers of 128 bits.
abstract class PairLane extends Lane {
    /// The words of value `i` lie at `2 * i` and after it.
    long[] words = {};

    PairLane(DataType type) {
        super(type);
    }

    @Override
    void start(int room) {
        words = new long[2 * room];
    }

    @Override
    final void grow(int room) {
        words = Arrays.copyOf(words, 2 * room);
    }

    @Override
    final void take(Lane dictionary, int[] codes, int count, int at) {
        long[] from = ((PairLane) dictionary).words;
        long[] to = words;
        for (int i = 0; i < count; i++) {
            to[2 * (at + i)] = from[2 * codes[i]];
            to[2 * (at + i) + 1] = from[2 * codes[i] + 1];
        }
    }

    @Override
    final boolean takeEights(Lane dictionary, byte[] in, int from, int width, int groups, int at) {
        long[] values = ((PairLane) dictionary).words;
        long[] to = words;
        int mask = (1 << width) - 1;
        int o = 2 * at;
        for (int g = 0, i = from; g < groups; g++, i += width, o += 16) {
            long codes = (long) Bits.LONG.get(in, i);
            fours(values, to, o, (int) codes & mask, (int) (codes >>> width) & mask,
                    (int) (codes >>> 2 * width) & mask, (int) (codes >>> 3 * width) & mask);
            codes >>>= 4 * width;
            fours(values, to, o + 8, (int) codes & mask, (int) (codes >>> width) & mask,
                    (int) (codes >>> 2 * width) & mask, (int) (codes >>> 3 * width) & mask);
        }
        return true;
    }

    private static void fours(long[] values, long[] to, int at, int first, int second, int third,
            int fourth) {
        to[at] = values[2 * first];
        to[at + 1] = values[2 * first + 1];
        to[at + 2] = values[2 * second];
        to[at + 3] = values[2 * second + 1];
        to[at + 4] = values[2 * third];
        to[at + 5] = values[2 * third + 1];
        to[at + 6] = values[2 * fourth];
        to[at + 7] = values[2 * fourth + 1];
    }

    @Override
    final void repeat(Lane dictionary, int code, int count, int at) {
        long[] from = ((PairLane) dictionary).words;
        for (int i = at; i < at + count; i++) {
            words[2 * i] = from[2 * code];
            words[2 * i + 1] = from[2 * code + 1];
        }
    }

    /// Nulls become 0, which as a view is the empty text.
    @Override
    final void spread(long[] validity, int at, int rows, int count) {
        int from = at + count;
        for (int row = at + rows - 1; row >= at && from <= row; row--) {
            if (Bitmap.get(validity, row)) {
                from--;
                words[2 * row] = words[2 * from];
                words[2 * row + 1] = words[2 * from + 1];
            } else {
                words[2 * row] = 0;
                words[2 * row + 1] = 0;
            }
        }
    }
}
