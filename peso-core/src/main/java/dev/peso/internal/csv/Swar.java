package dev.peso.internal.csv;

import dev.peso.internal.codec.LittleEndian;

/// Eight bytes at a time in one `long` ("SIMD within a register").
final class Swar {
    /// Bytes that must be readable after the end of what is searched.
    static final int SLACK = 64;

    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long GATHER = 0x0102040810204080L;

    private Swar() {}

    /// The byte in all eight places.
    static long pattern(byte value) {
        return (value & 0xFFL) * 0x0101010101010101L;
    }

    /// For 64 bytes, which of them are one of two values: bit `i` for byte `at + i`.
    static long mask(byte[] b, int at, long p, long q) {
        long mask = 0;
        for (int i = 0; i < 64; i += 8) {
            long word = (long) LittleEndian.LONG.get(b, at + i);
            mask |= move(zeros(word ^ p) | zeros(word ^ q)) << i;
        }
        return mask;
    }

    /// For 64 bytes, which of them are one of three values.
    static long mask(byte[] b, int at, long p, long q, long r) {
        long mask = 0;
        for (int i = 0; i < 64; i += 8) {
            long word = (long) LittleEndian.LONG.get(b, at + i);
            mask |= move(zeros(word ^ p) | zeros(word ^ q) | zeros(word ^ r)) << i;
        }
        return mask;
    }

    /// For 64 bytes, which of them are one of four values.
    static long mask(byte[] b, int at, long p, long q, long r, long s) {
        long mask = 0;
        for (int i = 0; i < 64; i += 8) {
            long word = (long) LittleEndian.LONG.get(b, at + i);
            mask |= move(zeros(word ^ p) | zeros(word ^ q) | zeros(word ^ r) | zeros(word ^ s)) << i;
        }
        return mask;
    }

    /// The first place of a byte in a range, or -1.
    static int indexOf(byte[] b, int from, int to, byte value) {
        long pattern = pattern(value);
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long found = zeros((long) LittleEndian.LONG.get(b, i) ^ pattern);
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (b[i] == value) {
                return i;
            }
        }
        return -1;
    }

    /// The last place of a byte in a range, or -1.
    static int lastIndexOf(byte[] b, int from, int to, byte value) {
        for (int i = to - 1; i >= from; i--) {
            if (b[i] == value) {
                return i;
            }
        }
        return -1;
    }

    /// How often a byte occurs in a range.
    static int count(byte[] b, int from, int to, byte value) {
        long pattern = pattern(value);
        int count = 0;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            count += Long.bitCount(zeros((long) LittleEndian.LONG.get(b, i) ^ pattern));
        }
        for (; i < to; i++) {
            count += b[i] == value ? 1 : 0;
        }
        return count;
    }

    /// The high bit of each byte that is zero; exact, unlike the shorter formula.
    static long zeros(long word) {
        return ~((word & LOW_BITS) + LOW_BITS | word | LOW_BITS);
    }

    private static long move(long highBits) {
        return (highBits >>> 7) * GATHER >>> 56;
    }
}
