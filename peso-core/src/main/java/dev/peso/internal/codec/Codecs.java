package dev.peso.internal.codec;

import dev.peso.DataException;

/// What the codecs share: copies of overlapping ranges, words for damage.
final class Codecs {
    private Codecs() {}

    static DataException damaged(String codec, int at, String what) {
        return new DataException(codec + " data is damaged at byte " + at + ": " + what);
    }

    static int intAt(byte[] in, int at) {
        return (int) LittleEndian.INT.get(in, at);
    }

    static int shortAt(byte[] in, int at) {
        return in[at] & 0xff | (in[at + 1] & 0xff) << 8;
    }

    /// Copies between arrays; when both have room for it, in whole words that may overwrite up to 15 bytes after the range.
    static void copy(byte[] in, int from, byte[] out, int at, int length, int end) {
        if (length <= 16 && from + 16 <= in.length && at + 16 <= end) {
            LittleEndian.LONG.set(out, at, (long) LittleEndian.LONG.get(in, from));
            LittleEndian.LONG.set(out, at + 8, (long) LittleEndian.LONG.get(in, from + 8));
        } else {
            System.arraycopy(in, from, out, at, length);
        }
    }

    /// Repeats the bytes `offset` before `at`; with room before `end` in whole words that may overwrite up to 15 bytes
    /// after the range.
    static void repeat(byte[] out, int at, int offset, int length, int end) {
        int from = at - offset;
        if (offset >= 8 && length <= 16 && at + 16 <= end) {
            LittleEndian.LONG.set(out, at, (long) LittleEndian.LONG.get(out, from));
            LittleEndian.LONG.set(out, at + 8, (long) LittleEndian.LONG.get(out, from + 8));
        } else if (offset >= 8 && at + length + 8 <= end) {
            for (int i = 0; i < length; i += 8) {
                LittleEndian.LONG.set(out, at + i, (long) LittleEndian.LONG.get(out, from + i));
            }
        } else if (offset >= length) {
            System.arraycopy(out, from, out, at, length);
        } else if (offset == 1) {
            java.util.Arrays.fill(out, at, at + length, out[from]);
        } else {
            for (int i = 0; i < length; i++) {
                out[at + i] = out[from + i];
            }
        }
    }
}
