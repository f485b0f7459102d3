package dev.peso.internal.codec;

import java.util.Arrays;

/// The Snappy block format (github.com/google/snappy, format_description.txt).
public final class Snappy {
    private static final String NAME = "snappy";
    private static final int BLOCK = 1 << 16;
    private static final int HASH_BITS = 14;
    /// What a short element reads and writes at most, and some more.
    private static final int FAST = 80;
    /// How far behind a copy must start for whole words to be copied.
    private static final int WORD = 8;
    /// For each first byte of an element: how many bytes it takes, how many it unpacks to, the bits of those that follow it
    /// that say how far back a copy starts, what is to be added to that, and -1 for a literal.
    private static final int[] STEPS = new int[256];
    private static final int[] LENGTHS = new int[256];
    private static final int[] OFFSETS = new int[256];
    private static final int[] MORE = new int[256];
    private static final int[] LITERALS = new int[256];

    static {
        for (int tag = 0; tag < 256; tag++) {
            int kind = tag & 3;
            int top = (tag >>> 2) + 1;
            STEPS[tag] = kind == 0 ? 1 + top : 1 + kind;
            LENGTHS[tag] = kind == 1 ? 4 + (tag >>> 2 & 7) : top;
            OFFSETS[tag] = kind == 1 ? 0xff : kind == 2 ? 0xffff : 0;
            boolean isRare = kind == 3 || kind == 0 && top > 60;
            MORE[tag] = isRare ? 0 : kind == 0 ? WORD : kind == 1 ? tag >>> 5 << 8 : 0;
            LITERALS[tag] = kind == 0 ? -1 : 0;
        }
    }

    private Snappy() {}

    /// The length of what a block unpacks to.
    public static int decodedLength(byte[] in, int from, int to) {
        long length = 0;
        for (int i = 0; i < 5; i++) {
            if (from + i >= to) {
                throw Codecs.damaged(NAME, i, "the length is cut off");
            }
            length |= (in[from + i] & 0x7fL) << 7 * i;
            if (in[from + i] >= 0) {
                if (length > Integer.MAX_VALUE) {
                    throw Codecs.damaged(NAME, 0, "a length of " + length);
                }
                return (int) length;
            }
        }
        throw Codecs.damaged(NAME, 0, "the length has no end");
    }

    /// Unpacks a block; small elements faster when it lies after `end` in the array that it unpacks to.
    ///
    /// @param out filled from `at`; nothing at or after `end` is touched
    /// @return how many bytes were unpacked
    public static int decode(byte[] in, int from, int to, byte[] out, int at, int end) {
        int length = decodedLength(in, from, to);
        if (length > end - at) {
            throw Codecs.damaged(NAME, 0,
                    "it holds " + length + " bytes where " + (end - at) + " are expected");
        }
        int i = from;
        while (in[i++] < 0) {
            // the length ends with the first byte below 128
        }
        return elements(in, from, i, to, out, at, at + length);
    }

    /// Literals and copies both copy within one array, so that nothing depends on what comes next but where from.
    ///
    /// @return where the first element is that needs another way, and below it where its bytes go
    private static long together(byte[] bytes, int start, int to, int at, int first, int end) {
        int i = start;
        int o = first;
        while (i < to - FAST && o < end - FAST) {
            int word = Codecs.intAt(bytes, i);
            int tag = word & 0xff;
            // a literal is taken for a copy from a word behind itself
            int offset = (word >>> 8 & OFFSETS[tag]) + MORE[tag];
            int source = o + (i + 1 + WORD - o & LITERALS[tag]) - offset;
            if ((offset - WORD | source - at) < 0) {
                break;
            }
            int length = LENGTHS[tag];
            i += STEPS[tag];
            LittleEndian.LONG.set(bytes, o, (long) LittleEndian.LONG.get(bytes, source));
            LittleEndian.LONG.set(bytes, o + 8, (long) LittleEndian.LONG.get(bytes, source + 8));
            for (int n = 16; n < length; n += 8) {
                LittleEndian.LONG.set(bytes, o + n, (long) LittleEndian.LONG.get(bytes, source + n));
            }
            o += length;
        }
        return (long) i << 32 | o;
    }

    /// Short elements by whole words, which may write beyond them, far from both ends.
    ///
    /// @return as [#together] does
    private static long apart(byte[] in, int start, int to, byte[] out, int at, int first, int end) {
        int i = start;
        int o = first;
        while (i < to - FAST && o < end - FAST) {
            long word = (long) LittleEndian.LONG.get(in, i);
            int kind = (int) word & 3;
            int length;
            int source;
            if (kind == 0) {
                length = ((int) word >>> 2 & 0x3f) + 1;
                if (length > 16) {
                    break;
                }
                LittleEndian.LONG.set(out, o, (long) LittleEndian.LONG.get(in, i + 1));
                LittleEndian.LONG.set(out, o + 8, (long) LittleEndian.LONG.get(in, i + 9));
                i += 1 + length;
                o += length;
                continue;
            }
            if (kind == 1) {
                length = 4 + ((int) word >>> 2 & 7);
                source = o - (((int) word & 0xe0) << 3 | (int) word >>> 8 & 0xff);
            } else {
                length = ((int) word >>> 2 & 0x3f) + 1;
                source = o - ((int) word >>> 8 & 0xffff);
            }
            if (kind == 3 || source < at || source > o - 8) {
                break;
            }
            LittleEndian.LONG.set(out, o, (long) LittleEndian.LONG.get(out, source));
            LittleEndian.LONG.set(out, o + 8, (long) LittleEndian.LONG.get(out, source + 8));
            for (int n = 16; n < length; n += 8) {
                LittleEndian.LONG.set(out, o + n, (long) LittleEndian.LONG.get(out, source + n));
            }
            i += 1 + kind;
            o += length;
        }
        return (long) i << 32 | o;
    }

    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    private static int elements(byte[] in, int from, int start, int to, byte[] out, int at, int end) {
        boolean together = in == out && from >= end;
        int i = start;
        int o = at;
        while (i < to) {
            long reached = together ? together(in, i, to, at, o, end) : apart(in, i, to, out, at, o, end);
            long ends = element(in, from, (int) (reached >>> 32), to, out, at, (int) reached, end);
            i = (int) (ends >>> 32);
            o = (int) ends;
        }
        if (o != end) {
            throw Codecs.damaged(NAME, to - from, "it ends " + (end - o) + " bytes too early");
        }
        return end - at;
    }

    /// Any element, near the ends too.
    ///
    /// @return where the next one is, and below it where its bytes go
    private static long element(byte[] in, int from, int start, int to, byte[] out, int at, int o, int end) {
        int tag = in[start] & 0xff;
        int i = start + 1;
        int length = (tag >>> 2) + 1;
        int offset;
        switch (tag & 3) {
            case 0 -> {
                if (length > 60) {
                    int more = length - 60;
                    length = more <= to - i ? number(in, i, more) + 1 : -1;
                    i += more;
                }
                if (length <= 0 || length > to - i || length > end - o) {
                    throw Codecs.damaged(NAME, i - from, "a literal is longer than what is left");
                }
                Codecs.copy(in, i, out, o, length, end);
                return (long) (i + length) << 32 | o + length;
            }
            case 1 -> {
                length = 4 + (tag >>> 2 & 7);
                offset = i < to ? (tag & 0xe0) << 3 | in[i] & 0xff : -1;
                i++;
            }
            case 2 -> {
                offset = i + 2 <= to ? Codecs.shortAt(in, i) : -1;
                i += 2;
            }
            default -> {
                offset = i + 4 <= to ? Codecs.intAt(in, i) : -1;
                i += 4;
            }
        }
        if (offset <= 0 || offset > o - at || length > end - o) {
            throw Codecs.damaged(NAME, i - from, "a copy reaches outside what was unpacked");
        }
        Codecs.repeat(out, o, offset, length, end);
        return (long) i << 32 | o + length;
    }

    private static int number(byte[] in, int at, int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in[at + i] & 0xff) << 8 * i;
        }
        return value;
    }

    /// The most bytes that packing a number of bytes can give.
    public static int maxEncodedLength(int length) {
        return Math.addExact(32, Math.addExact(length, length / 6));
    }

    /// Packs bytes.
    ///
    /// @param out filled from `at`, with room for [#maxEncodedLength]
    /// @return how many bytes were written
    public static int encode(byte[] in, int from, int to, byte[] out, int at) {
        int o = at;
        int length = to - from;
        while (length >= 0x80) {
            out[o++] = (byte) (length | 0x80);
            length >>>= 7;
        }
        out[o++] = (byte) length;
        short[] table = new short[1 << HASH_BITS];
        for (int block = from; block < to; block += BLOCK) {
            Arrays.fill(table, (short) 0);
            o = encodeBlock(in, block, Math.min(to, block + BLOCK), out, o, table);
        }
        return o - at;
    }

    private static int encodeBlock(byte[] in, int from, int to, byte[] out, int at, short[] table) {
        int o = at;
        int literals = from;
        int limit = to - 15;
        int i = from + 1;
        int skip = 32;
        while (i < limit) {
            int word = Codecs.intAt(in, i);
            int slot = word * 0x1e35a7bd >>> 32 - HASH_BITS;
            int candidate = from + (table[slot] & 0xffff);
            table[slot] = (short) (i - from);
            if (candidate >= i || Codecs.intAt(in, candidate) != word) {
                i += skip++ >>> 5;
                continue;
            }
            skip = 32;
            o = literal(in, literals, i - literals, out, o);
            int length = 4 + Matches.length(in, candidate + 4, i + 4, to);
            o = copy(out, o, i - candidate, length);
            i += length;
            literals = i;
            if (i < limit) {
                table[Codecs.intAt(in, i - 1) * 0x1e35a7bd >>> 32 - HASH_BITS] = (short) (i - 1 - from);
            }
        }
        return literal(in, literals, to - literals, out, o);
    }

    private static int literal(byte[] in, int from, int length, byte[] out, int at) {
        if (length == 0) {
            return at;
        }
        int o = at;
        int n = length - 1;
        if (n < 60) {
            out[o++] = (byte) (n << 2);
        } else if (n < 256) {
            out[o++] = (byte) (60 << 2);
            out[o++] = (byte) n;
        } else {
            out[o++] = (byte) (61 << 2);
            out[o++] = (byte) n;
            out[o++] = (byte) (n >>> 8);
        }
        System.arraycopy(in, from, out, o, length);
        return o + length;
    }

    private static int copy(byte[] out, int at, int offset, int length) {
        int o = at;
        int left = length;
        while (left >= 68) {
            o = copyOf64(out, o, offset, 64);
            left -= 64;
        }
        if (left > 64) {
            o = copyOf64(out, o, offset, 60);
            left -= 60;
        }
        if (left < 12 && offset < 2048) {
            out[o++] = (byte) (1 | left - 4 << 2 | offset >>> 8 << 5);
            out[o++] = (byte) offset;
            return o;
        }
        return copyOf64(out, o, offset, left);
    }

    private static int copyOf64(byte[] out, int at, int offset, int length) {
        out[at] = (byte) (2 | length - 1 << 2);
        out[at + 1] = (byte) offset;
        out[at + 2] = (byte) (offset >>> 8);
        return at + 3;
    }
}
