package dev.peso.internal.exec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;

/// Parts of texts as `long` words in the texts' order (unsigned bytes), seven bytes a word.
///
/// The lowest byte of a word says how many bytes the text has from the word's first on, 8 standing for more than 7:
/// two texts with equal words are equal if that byte is not 8, else the bytes that follow decide.
final class TextWords {
    /// Bytes of text in a word.
    static final int STEP = 7;

    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.BIG_ENDIAN);

    private TextWords() {}

    /// Whether texts with this word go on after it.
    static boolean goesOn(long word) {
        return (word & 0xff) == STEP + 1;
    }

    /// The word of the bytes from `from` on.
    static long word(long head, long tail, byte[][] buffers, int from) {
        int rest = Views.length(head) - from;
        if (rest <= 0) {
            return Long.MIN_VALUE;
        }
        long bytes = Views.isInline(head)
                ? inline(head, tail, from)
                : outside(buffers[Views.bufferIndex(tail)], Views.bufferOffset(tail) + from, rest);
        return ((bytes & ~0xffL) | Math.min(rest, STEP + 1)) ^ Long.MIN_VALUE;
    }

    private static long inline(long head, long tail, int from) {
        long last = Long.reverseBytes(tail);
        if (from >= 4) {
            return last << ((from - 4) << 3);
        }
        long first = Long.reverseBytes(head >>> 32) >>> 32;
        return first << (32 + (from << 3)) | last >>> (32 - (from << 3));
    }

    private static long outside(byte[] buffer, int at, int rest) {
        if (at + 8 <= buffer.length) {
            long bytes = (long) BIG_ENDIAN.get(buffer, at);
            return rest >= 8 ? bytes : bytes & -1L << (64 - (rest << 3));
        }
        long bytes = 0;
        for (int i = 0; i < Math.min(rest, 8); i++) {
            bytes |= (buffer[at + i] & 0xffL) << (56 - (i << 3));
        }
        return bytes;
    }

    /// How many bytes all texts begin with alike, at most `atMost`; nulls do not count.
    static int commonPrefix(ViewVector texts, byte[] sample, int atMost) {
        int common = Math.min(atMost, sample.length);
        for (int i = 0; i < texts.length && common > 0; i++) {
            if (!texts.isNull(i)) {
                common = commonPrefix(texts.head(i), texts.tail(i), texts.buffers, sample, common);
            }
        }
        return common;
    }

    private static int commonPrefix(long head, long tail, byte[][] buffers, byte[] sample, int atMost) {
        int most = Math.min(atMost, Views.length(head));
        int at = 0;
        while (at < most) {
            long bytes = Views.isInline(head)
                    ? inline(head, tail, at)
                    : outside(buffers[Views.bufferIndex(tail)], Views.bufferOffset(tail) + at,
                            Views.length(head) - at);
            int same = Long
                    .numberOfLeadingZeros((bytes ^ outside(sample, at, sample.length - at)) & ~0xffL) >>> 3;
            if (same < STEP) {
                return Math.min(most, at + same);
            }
            at += STEP;
        }
        return most;
    }
}
