package dev.peso.internal.parquet;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import dev.peso.internal.codec.LittleEndian;

/// Numbers of a fixed width in bits, packed from the least significant bit on.
final class Bits {
    static final VarHandle LONG = LittleEndian.LONG;
    static final VarHandle INT = LittleEndian.INT;

    private Bits() {}

    /// The number of bits that numbers from 0 to `most` need.
    static int width(int most) {
        return 32 - Integer.numberOfLeadingZeros(most);
    }

    /// Bytes of an array for reading many numbers at once.
    static ByteBuffer buffer(byte[] in, int from, int bytes) {
        return ByteBuffer.wrap(in, from, bytes).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The eight bytes from a place on, zeros after the end of the array.
    static long word(byte[] in, int at) {
        if (at + 8 <= in.length) {
            return (long) LONG.get(in, at);
        }
        long word = 0;
        for (int i = 0; i < 8 && at + i < in.length; i++) {
            word |= (in[at + i] & 0xffL) << 8 * i;
        }
        return word;
    }

    /// Unpacks numbers of up to 32 bits, the first of which starts at bit `bit` of byte `from`.
    static void unpack(byte[] in, int from, long bit, int width, int[] out, int at, int count) {
        int i = 0;
        if ((bit & 7) == 0 && width > 0 && width <= 16) {
            int start = from + (int) (bit >>> 3);
            int groups = Math.min(count >>> 3, Math.max(0, (in.length - start - 16) / width));
            if (width <= 8) {
                unpackEights(in, start, width, out, at, groups);
            } else {
                unpackFours(in, start, width, out, at, groups);
            }
            i = groups << 3;
        }
        long mask = (1L << width) - 1;
        for (long place = bit + (long) i * width; i < count; i++, place += width) {
            out[at + i] = (int) (word(in, from + (int) (place >>> 3)) >>> (place & 7) & mask);
        }
    }

    private static void unpackEights(byte[] in, int from, int width, int[] out, int at, int groups) {
        int mask = (1 << width) - 1;
        int o = at;
        for (int g = 0, i = from; g < groups; g++, i += width, o += 8) {
            long word = (long) LONG.get(in, i);
            out[o] = (int) word & mask;
            out[o + 1] = (int) (word >>> width) & mask;
            out[o + 2] = (int) (word >>> 2 * width) & mask;
            out[o + 3] = (int) (word >>> 3 * width) & mask;
            out[o + 4] = (int) (word >>> 4 * width) & mask;
            out[o + 5] = (int) (word >>> 5 * width) & mask;
            out[o + 6] = (int) (word >>> 6 * width) & mask;
            out[o + 7] = (int) (word >>> 7 * width) & mask;
        }
    }

    private static void unpackFours(byte[] in, int from, int width, int[] out, int at, int groups) {
        int mask = (1 << width) - 1;
        int half = 4 * width >>> 3;
        int shift = 4 * width & 7;
        int o = at;
        for (int g = 0, i = from; g < groups; g++, i += width, o += 8) {
            long low = (long) LONG.get(in, i);
            long high = (long) LONG.get(in, i + half) >>> shift;
            out[o] = (int) low & mask;
            out[o + 1] = (int) (low >>> width) & mask;
            out[o + 2] = (int) (low >>> 2 * width) & mask;
            out[o + 3] = (int) (low >>> 3 * width) & mask;
            out[o + 4] = (int) high & mask;
            out[o + 5] = (int) (high >>> width) & mask;
            out[o + 6] = (int) (high >>> 2 * width) & mask;
            out[o + 7] = (int) (high >>> 3 * width) & mask;
        }
    }

    /// One number of up to 64 bits.
    static long number(byte[] in, int from, long bit, int width) {
        if (width == 0) {
            return 0;
        }
        int at = from + (int) (bit >>> 3);
        int shift = (int) (bit & 7);
        long value = word(in, at) >>> shift;
        if (shift + width > 64) {
            value |= (at + 8 < in.length ? in[at + 8] & 0xffL : 0) << 64 - shift;
        }
        return width == 64 ? value : value & (1L << width) - 1;
    }
}
