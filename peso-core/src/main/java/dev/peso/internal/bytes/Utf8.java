package dev.peso.internal.bytes;

import dev.peso.internal.codec.LittleEndian;

/// Checks that bytes are valid UTF-8: no stray or missing continuation, no overlong form, no surrogate.
public final class Utf8 {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /// The place of the first byte that is not part of a valid sequence, or -1.
    public static int firstInvalid(byte[] b, int from, int to) {
        int i = skipAscii(b, from, to);
        while (i < to) {
            int length = length(b, i, to);
            if (length == 0) {
                return i;
            }
            i += length;
            if (i < to && b[i] >= 0) {
                i = skipAscii(b, i, to);
            }
        }
        return -1;
    }

    /// The first byte that is not ASCII, or `to`.
    public static int skipAscii(byte[] b, int from, int to) {
        int i = from;
        while (i + 8 <= to && ((long) LittleEndian.LONG.get(b, i) & HIGH_BITS) == 0) {
            i += 8;
        }
        while (i < to && b[i] >= 0) {
            i++;
        }
        return i;
    }

    /// The length of the valid sequence that starts here, or 0.
    private static int length(byte[] b, int at, int to) {
        int first = b[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (at + length > to) {
            return 0;
        }
        int second = b[at + 1] & 0xFF;
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((b[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
