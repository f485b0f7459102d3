package dev.peso.internal.codec;

/// How far two ranges of one array are the same.
final class Matches {
    private Matches() {}

    /// The number of equal bytes from `a` and from `b` on, where `a < b` and `b` goes up to `end`.
    static int length(byte[] in, int a, int b, int end) {
        int n = 0;
        while (b + n + 8 <= end) {
            long difference = (long) LittleEndian.LONG.get(in, a + n)
                    ^ (long) LittleEndian.LONG.get(in, b + n);
            if (difference != 0) {
                return n + (Long.numberOfTrailingZeros(difference) >>> 3);
            }
            n += 8;
        }
        while (b + n < end && in[a + n] == in[b + n]) {
            n++;
        }
        return n;
    }
}
