package dev.peso.internal.kernel;

import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;

/// Row positions from bits.
final class Positions {
    private Positions() {}

    /// The bits of word `w` that belong to `rows` rows.
    static long mask(int w, int rows) {
        int rest = rows - (w << 6);
        return rest >= 64 ? -1L : (1L << rest) - 1;
    }

    /// The rows of a boolean vector that are true, rising.
    ///
    /// @return how many there are
    static int ofTrue(BitVector v, int[] out) {
        int count = 0;
        for (int from = 0; from < v.length; from += 64) {
            long word = Bitmap.word(v.bits, v.offset + from) & mask(0, v.length - from);
            if (v.validity != null) {
                word &= Bitmap.word(v.validity, v.offset + from);
            }
            count = append(word, from, out, count);
        }
        return count;
    }

    /// The rows whose bit is not set, rising.
    static int ofClear(long[] bits, int rows, int[] out) {
        int count = 0;
        for (int w = 0; w << 6 < rows; w++) {
            count = append(~bits[w] & mask(w, rows), w << 6, out, count);
        }
        return count;
    }

    private static int append(long bits, int base, int[] out, int count) {
        long word = bits;
        int n = count;
        if (word == -1L) {
            for (int i = 0; i < 64; i++) {
                out[n + i] = base + i;
            }
            return n + 64;
        }
        while (word != 0) {
            out[n++] = base + Long.numberOfTrailingZeros(word);
            word &= word - 1;
        }
        return n;
    }

    /// The positions below `rows` that are not among `picked[0..count)`; both rise.
    ///
    /// @param out one longer than there are such positions
    static void others(int[] picked, int count, int rows, int[] out) {
        int n = 0;
        int next = 0;
        for (int i = 0; i < rows; i++) {
            int hit = next < count && picked[next] == i ? 1 : 0;
            out[n] = i;
            next += hit;
            n += 1 - hit;
        }
    }
}
