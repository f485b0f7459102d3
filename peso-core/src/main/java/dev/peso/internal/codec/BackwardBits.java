package dev.peso.internal.codec;

/// Bits read from the end of a byte range to its start, as Zstandard writes them: below the highest set bit of the last byte.
///
/// The range must lie at least eight bytes after the start of its array, as every stream of a frame does.
final class BackwardBits {
    private final byte[] in;
    private final int from;
    /// The bits not yet read; below zero once more were asked for than there are.
    long left;

    BackwardBits(byte[] in, int from, int to) {
        if (from >= to || in[to - 1] == 0) {
            throw Codecs.damaged(Zstd.NAME, from, "a bit stream has no end mark");
        }
        this.in = in;
        this.from = from;
        this.left = 8L * (to - from) - Integer.numberOfLeadingZeros(in[to - 1] & 0xff) + 24 - 1;
    }

    /// The next bits, at most 56; zeros stand for those before the start.
    long read(int count) {
        if (left < count) {
            long rest = left <= 0 ? 0 : peek((int) left) << count - left;
            left -= count;
            return rest;
        }
        long value = peek(count);
        left -= count;
        return value;
    }

    private long peek(int count) {
        int lastByte = (int) (left + 7 >>> 3);
        long word = (long) LittleEndian.LONG.get(in, from + lastByte - 8) << (lastByte << 3) - left;
        return word >>> 1 >>> 63 - count;
    }
}
