package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

/// Bits in a `long[]`, least significant first, as Arrow lays them out. A null bitmap means "all set".
public final class Bitmap {
    private Bitmap() {}

    /// Words needed for a number of bits.
    public static int words(int bits) {
        return (bits + 63) >>> 6;
    }

    /// A bitmap with the first `bits` bits set.
    public static long[] ones(int bits) {
        long[] words = new long[words(bits)];
        setRange(words, 0, bits);
        return words;
    }

    public static boolean get(long[] words, int bit) {
        return (words[bit >>> 6] >>> bit & 1) != 0;
    }

    public static boolean isSet(long @Nullable [] words, int bit) {
        return words == null || (words[bit >>> 6] >>> bit & 1) != 0;
    }

    public static void set(long[] words, int bit) {
        words[bit >>> 6] |= 1L << bit;
    }

    public static void clear(long[] words, int bit) {
        words[bit >>> 6] &= ~(1L << bit);
    }

    public static void setRange(long[] words, int from, int count) {
        int to = from + count;
        int bit = from;
        while (bit < to && (bit & 63) != 0) {
            set(words, bit++);
        }
        while (bit + 64 <= to) {
            words[bit >>> 6] = -1L;
            bit += 64;
        }
        while (bit < to) {
            set(words, bit++);
        }
    }

    /// The 64 bits that start at any bit position; bits past the end are zero.
    public static long word(long[] words, int bit) {
        int at = bit >>> 6;
        int shift = bit & 63;
        long low = at < words.length ? words[at] >>> shift : 0;
        return shift == 0 || at + 1 >= words.length ? low : low | words[at + 1] << (64 - shift);
    }

    /// Bits set in a range.
    public static int count(long @Nullable [] words, int offset, int length) {
        if (words == null) {
            return length;
        }
        int total = 0;
        int done = 0;
        for (; done + 64 <= length; done += 64) {
            total += Long.bitCount(word(words, offset + done));
        }
        int rest = length - done;
        return rest == 0 ? total : total + Long.bitCount(word(words, offset + done) & (-1L >>> (64 - rest)));
    }

    /// A copy of a range that starts at bit 0, or null when every bit of it is set.
    public static long @Nullable [] copy(long @Nullable [] words, int offset, int length) {
        if (words == null) {
            return null;
        }
        long[] copy = new long[words(length)];
        long all = -1L;
        for (int w = 0; w < copy.length; w++) {
            long mask = maskOf(w, length);
            copy[w] = word(words, offset + (w << 6)) & mask;
            all &= copy[w] | ~mask;
        }
        return all == -1L ? null : copy;
    }

    /// The AND of two ranges, starting at bit 0, or null when every bit of it is set.
    public static long @Nullable [] and(long @Nullable [] a, int aOffset, long @Nullable [] b, int bOffset,
            int length) {
        if (a == null) {
            return copy(b, bOffset, length);
        }
        if (b == null) {
            return copy(a, aOffset, length);
        }
        long[] result = new long[words(length)];
        for (int w = 0; w < result.length; w++) {
            result[w] = word(a, aOffset + (w << 6)) & word(b, bOffset + (w << 6)) & maskOf(w, length);
        }
        return result;
    }

    /// Copies a range of bits onto another bitmap whose target range is still zero.
    public static void copyInto(long @Nullable [] source, int sourceBit, long[] target, int targetBit,
            int count) {
        if (source == null) {
            setRange(target, targetBit, count);
            return;
        }
        int done = 0;
        while (done < count) {
            int room = 64 - (targetBit + done & 63);
            int take = Math.min(room, count - done);
            long bits = word(source, sourceBit + done) & (-1L >>> (64 - take));
            target[targetBit + done >>> 6] |= bits << (targetBit + done);
            done += take;
        }
    }

    /// The mask of the valid bits in word `w` of a bitmap of `length` bits.
    static long maskOf(int w, int length) {
        int rest = length - (w << 6);
        return rest >= 64 ? -1L : -1L >>> (64 - rest);
    }
}
