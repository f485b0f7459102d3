package dev.peso.internal.kernel;

import java.util.Arrays;

import dev.peso.internal.codec.LittleEndian;

/// Code points in runs of valid UTF-8.
final class Utf8 {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /// Bytes in a word that continue a code point, that is, are `10xxxxxx`.
    static int continuations(long word) {
        return Long.bitCount(word & ~(word << 1) & HIGH_BITS);
    }

    static int count(byte[] bytes, int from, int to) {
        int count = to - from;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            count -= continuations((long) LittleEndian.LONG.get(bytes, i));
        }
        for (; i < to; i++) {
            count -= isContinuation(bytes[i]) ? 1 : 0;
        }
        return count;
    }

    static boolean isAscii(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            if (((long) LittleEndian.LONG.get(bytes, i) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    /// Where the code point after the next `count` ones starts, or `to`.
    static int forward(byte[] bytes, int from, int to, long count) {
        int at = from;
        for (long left = count; left > 0 && at < to; left--) {
            at += width(bytes[at]);
        }
        return at;
    }

    /// Where the last `count` code points start, or `from`.
    static int backward(byte[] bytes, int from, int to, long count) {
        int at = to;
        for (long left = count; left > 0 && at > from; left--) {
            do {
                at--;
            } while (isContinuation(bytes[at]));
        }
        return at;
    }

    /// Bytes of the code point that starts with a byte.
    static int width(byte lead) {
        return lead >= 0 ? 1 : lead < (byte) 0xE0 ? 2 : lead < (byte) 0xF0 ? 3 : 4;
    }

    static int decode(byte[] bytes, int at) {
        int b = bytes[at];
        if (b >= 0) {
            return b;
        }
        return switch (width((byte) b)) {
            case 2 -> (b & 0x1F) << 6 | (bytes[at + 1] & 0x3F);
            case 3 -> (b & 0x0F) << 12 | (bytes[at + 1] & 0x3F) << 6 | (bytes[at + 2] & 0x3F);
            default -> (b & 0x07) << 18 | (bytes[at + 1] & 0x3F) << 12 | (bytes[at + 2] & 0x3F) << 6
                    | (bytes[at + 3] & 0x3F);
        };
    }

    /// Writes a code point and returns where it ends.
    static int encode(int c, byte[] target, int at) {
        if (c < 0x80) {
            target[at] = (byte) c;
            return at + 1;
        }
        if (c < 0x800) {
            target[at] = (byte) (0xC0 | c >> 6);
            target[at + 1] = (byte) (0x80 | (c & 0x3F));
            return at + 2;
        }
        if (c < 0x10000) {
            target[at] = (byte) (0xE0 | c >> 12);
            target[at + 1] = (byte) (0x80 | (c >> 6 & 0x3F));
            target[at + 2] = (byte) (0x80 | (c & 0x3F));
            return at + 3;
        }
        target[at] = (byte) (0xF0 | c >> 18);
        target[at + 1] = (byte) (0x80 | (c >> 12 & 0x3F));
        target[at + 2] = (byte) (0x80 | (c >> 6 & 0x3F));
        target[at + 3] = (byte) (0x80 | (c & 0x3F));
        return at + 4;
    }

    /// The code points of a range, in `target` if it is long enough.
    static int[] codePoints(byte[] bytes, int from, int to) {
        int[] points = new int[count(bytes, from, to)];
        int at = from;
        for (int i = 0; i < points.length; i++) {
            points[i] = decode(bytes, at);
            at += width(bytes[at]);
        }
        return points;
    }

    /// Where a run of bytes first occurs in a range, or -1. An empty one occurs at `from`.
    static int indexOf(byte[] bytes, int from, int to, byte[] wanted, int wantedFrom, int wantedTo) {
        int length = wantedTo - wantedFrom;
        if (length == 0) {
            return from;
        }
        byte first = wanted[wantedFrom];
        int last = to - length;
        for (int i = from; i <= last; i++) {
            if (bytes[i] == first
                    && Arrays.equals(bytes, i, i + length, wanted, wantedFrom, wantedTo)) {
                return i;
            }
        }
        return -1;
    }

    static boolean startsWith(byte[] bytes, int from, int to, byte[] wanted, int wantedFrom, int wantedTo) {
        int length = wantedTo - wantedFrom;
        return to - from >= length
                && Arrays.equals(bytes, from, from + length, wanted, wantedFrom, wantedTo);
    }

    static boolean endsWith(byte[] bytes, int from, int to, byte[] wanted, int wantedFrom, int wantedTo) {
        int length = wantedTo - wantedFrom;
        return to - from >= length && Arrays.equals(bytes, to - length, to, wanted, wantedFrom, wantedTo);
    }

    /// White space as Unicode's property of that name has it.
    static boolean isWhiteSpace(int c) {
        return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680
                || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F
                || c == 0x3000;
    }
}
