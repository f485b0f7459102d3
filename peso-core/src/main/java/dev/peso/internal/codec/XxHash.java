package dev.peso.internal.codec;

/// XXH64, the 64-bit xxHash of Y. Collet (specification: github.com/Cyan4973/xxHash, doc/xxhash_spec.md).
public final class XxHash {
    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;
    private static final long P4 = 0x85EBCA77C2B2AE63L;
    private static final long P5 = 0x27D4EB2F165667C5L;

    private XxHash() {}

    /// The hash of bytes that come in parts.
    static final class Running {
        private final byte[] rest = new byte[32];
        private int restLength;
        private final long start;
        private long total;
        private long a;
        private long b;
        private long c;
        private long d;

        Running(long seed) {
            a = seed + P1 + P2;
            b = seed + P2;
            c = seed;
            d = seed - P1;
            start = seed + P5;
        }

        void add(byte[] bytes, int from, int to) {
            total += to - from;
            int at = from;
            if (restLength > 0) {
                int count = Math.min(rest.length - restLength, to - from);
                System.arraycopy(bytes, from, rest, restLength, count);
                restLength += count;
                at += count;
                if (restLength < rest.length) {
                    return;
                }
                stripe(rest, 0);
            }
            for (; at + 32 <= to; at += 32) {
                stripe(bytes, at);
            }
            restLength = to - at;
            System.arraycopy(bytes, at, rest, 0, restLength);
        }

        private void stripe(byte[] bytes, int at) {
            a = round(a, (long) LittleEndian.LONG.get(bytes, at));
            b = round(b, (long) LittleEndian.LONG.get(bytes, at + 8));
            c = round(c, (long) LittleEndian.LONG.get(bytes, at + 16));
            d = round(d, (long) LittleEndian.LONG.get(bytes, at + 24));
        }

        long hash() {
            long hash = total < 32 ? start : merged(a, b, c, d);
            return tail(hash + total, rest, 0, restLength);
        }
    }

    /// The hash of eight bytes given as a little-endian number.
    public static long hash(long value, long seed) {
        long hash = seed + P5 + 8;
        hash ^= round(0, value);
        return avalanche(Long.rotateLeft(hash, 27) * P1 + P4);
    }

    /// The hash of a range of bytes.
    public static long hash(byte[] bytes, int from, int to, long seed) {
        int at = from;
        long hash;
        if (to - from >= 32) {
            long a = seed + P1 + P2;
            long b = seed + P2;
            long c = seed;
            long d = seed - P1;
            for (; at + 32 <= to; at += 32) {
                a = round(a, (long) LittleEndian.LONG.get(bytes, at));
                b = round(b, (long) LittleEndian.LONG.get(bytes, at + 8));
                c = round(c, (long) LittleEndian.LONG.get(bytes, at + 16));
                d = round(d, (long) LittleEndian.LONG.get(bytes, at + 24));
            }
            hash = merged(a, b, c, d);
        } else {
            hash = seed + P5;
        }
        return tail(hash + (to - from), bytes, at, to);
    }

    private static long tail(long start, byte[] bytes, int from, int to) {
        long hash = start;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = Long.rotateLeft(hash ^ round(0, (long) LittleEndian.LONG.get(bytes, at)), 27) * P1 + P4;
        }
        if (at + 4 <= to) {
            hash = Long.rotateLeft(hash ^ ((int) LittleEndian.INT.get(bytes, at) & 0xffffffffL) * P1, 23) * P2
                    + P3;
            at += 4;
        }
        for (; at < to; at++) {
            hash = Long.rotateLeft(hash ^ (bytes[at] & 0xff) * P5, 11) * P1;
        }
        return avalanche(hash);
    }

    private static long round(long accumulator, long input) {
        return Long.rotateLeft(accumulator + input * P2, 31) * P1;
    }

    private static long merged(long a, long b, long c, long d) {
        long hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12)
                + Long.rotateLeft(d, 18);
        return merge(merge(merge(merge(hash, a), b), c), d);
    }

    private static long merge(long hash, long accumulator) {
        return (hash ^ round(0, accumulator)) * P1 + P4;
    }

    private static long avalanche(long hash) {
        long h = hash;
        h = (h ^ h >>> 33) * P2;
        h = (h ^ h >>> 29) * P3;
        return h ^ h >>> 32;
    }
}
