package dev.peso.internal.codec;

import java.util.Arrays;

import dev.peso.DataException;

/// LZ4: blocks, frames, and the blocks with big-endian lengths that Hadoop writes
/// (github.com/lz4/lz4, doc/lz4_Block_format.md and lz4_Frame_format.md).
public final class Lz4 {
    private static final String NAME = "lz4";
    private static final int FRAME = 0x184D2204;
    private static final int SKIPPED_FRAME = 0x184D2A50;
    private static final int MIN_MATCH = 4;
    private static final int LAST_LITERALS = 5;
    private static final int MATCH_LIMIT = 12;
    private static final int HASH_BITS = 14;

    private Lz4() {}

    /// Unpacks a block.
    ///
    /// @param out filled from `at`; nothing at or after `end` is touched
    /// @return how many bytes were unpacked
    public static int decode(byte[] in, int from, int to, byte[] out, int at, int end) {
        return decode(in, from, to, out, at, at, end);
    }

    /// @param first where copies may reach back to
    private static int decode(byte[] in, int from, int to, byte[] out, int first, int at, int end) {
        int i = from;
        int o = at;
        if (from == to) {
            throw Codecs.damaged(NAME, 0, "there is none");
        }
        while (true) {
            if (i >= to) {
                throw Codecs.damaged(NAME, i - from, "it ends in a copy");
            }
            int token = in[i++] & 0xff;
            int literals = token >>> 4;
            if (literals == 15) {
                int more;
                do {
                    more = i < to ? in[i++] & 0xff : -1;
                    literals += more;
                } while (more == 255 && literals >= 0);
                if (more < 0 || literals < 0) {
                    throw Codecs.damaged(NAME, i - from, "a length is cut off");
                }
            }
            if (literals > to - i || literals > end - o) {
                throw Codecs.damaged(NAME, i - from, "a literal is longer than what is left");
            }
            Codecs.copy(in, i, out, o, literals, end);
            i += literals;
            o += literals;
            if (i == to) {
                return o - at;
            }
            if (i + 2 > to) {
                throw Codecs.damaged(NAME, i - from, "an offset is cut off");
            }
            int offset = Codecs.shortAt(in, i);
            i += 2;
            int length = (token & 15) + MIN_MATCH;
            if ((token & 15) == 15) {
                int more;
                do {
                    more = i < to ? in[i++] & 0xff : -1;
                    length += more;
                } while (more == 255 && length >= 0);
                if (more < 0 || length < 0) {
                    throw Codecs.damaged(NAME, i - from, "a length is cut off");
                }
            }
            if (offset == 0 || offset > o - first || length > end - o) {
                throw Codecs.damaged(NAME, i - from, "a copy reaches outside what was unpacked");
            }
            Codecs.repeat(out, o, offset, length, end);
            o += length;
        }
    }

    /// Unpacks what Hadoop's codec writes, or a plain block where an older writer wrote that instead.
    ///
    /// @return how many bytes were unpacked
    public static int decodeHadoop(byte[] in, int from, int to, byte[] out, int at, int end) {
        int unpacked = isHadoop(in, from, to, end - at) ? hadoop(in, from, to, out, at, end) : -1;
        return unpacked >= 0 ? unpacked : decode(in, from, to, out, at, end);
    }

    private static boolean isHadoop(byte[] in, int from, int to, int expected) {
        return to - from >= 8 && big(in, from) > 0 && big(in, from) <= expected && big(in, from + 4) > 0
                && big(in, from + 4) <= to - from - 8;
    }

    private static int big(byte[] in, int at) {
        return Integer.reverseBytes(Codecs.intAt(in, at));
    }

    /// @return -1 when the bytes are not of this form
    private static int hadoop(byte[] in, int from, int to, byte[] out, int at, int end) {
        int i = from;
        int o = at;
        while (i + 8 <= to) {
            int expected = big(in, i);
            int blockEnd = o + expected;
            i += 4;
            if (expected < 0 || expected > end - o) {
                return -1;
            }
            while (o < blockEnd) {
                int packed = i + 4 <= to ? big(in, i) : -1;
                i += 4;
                if (packed <= 0 || packed > to - i) {
                    return -1;
                }
                try {
                    o += decode(in, i, i + packed, out, o, blockEnd);
                } catch (DataException _) {
                    return -1; // the plain block that it may be is tried next, and says what is wrong
                }
                i += packed;
            }
        }
        return i == to ? o - at : -1;
    }

    /// Whether bytes start a frame.
    public static boolean isFrame(byte[] in, int from, int to) {
        return to - from >= 7 && Codecs.intAt(in, from) == FRAME;
    }

    /// Unpacks frames, one after the other.
    ///
    /// @param out filled from `at`; nothing at or after `end` is touched
    /// @return how many bytes were unpacked
    public static int decodeFrames(byte[] in, int from, int to, byte[] out, int at, int end) {
        int i = from;
        int o = at;
        while (i < to) {
            if (i + 8 <= to && (Codecs.intAt(in, i) & ~15) == SKIPPED_FRAME) {
                int size = Codecs.intAt(in, i + 4);
                if (size < 0 || size > to - i - 8) {
                    throw Codecs.damaged(NAME, i - from, "a skipped frame is cut off");
                }
                i += 8 + size;
                continue;
            }
            Frame frame = new Frame(in, i, to, out, o, end);
            frame.decode();
            i = frame.i;
            o = frame.o;
        }
        return o - at;
    }

    /// One frame.
    private static final class Frame {
        private final byte[] in;
        private final int to;
        private final byte[] out;
        private final int start;
        private final int end;
        private int i;
        private int o;

        Frame(byte[] in, int from, int to, byte[] out, int at, int end) {
            this.in = in;
            this.i = from;
            this.to = to;
            this.out = out;
            this.start = at;
            this.o = at;
            this.end = end;
        }

        void decode() {
            if (!isFrame(in, i, to)) {
                throw Codecs.damaged(NAME, i, "no frame starts here");
            }
            int header = i + 4;
            int flags = in[header] & 0xff;
            boolean sized = (flags & 8) != 0;
            boolean summed = (flags & 4) != 0;
            boolean blockSums = (flags & 16) != 0;
            if (flags >>> 6 != 1 || (flags & 1) != 0) {
                throw Codecs.damaged(NAME, header,
                        (flags & 1) != 0 ? "it needs a dictionary" : "a frame of an unknown version");
            }
            need(header - i + 3 + (sized ? 8 : 0));
            int headerEnd = header + 2 + (sized ? 8 : 0);
            long size = sized ? (long) LittleEndian.LONG.get(in, header + 2) : -1;
            if ((XxHash32.hash(in, header, headerEnd, 0) >>> 8 & 0xff) != (in[headerEnd] & 0xff)) {
                throw Codecs.damaged(NAME, headerEnd, "the checksum of the frame's header does not match");
            }
            i = headerEnd + 1;
            boolean independent = (flags & 32) != 0;
            blocks(independent, blockSums);
            if (sized && size != o - start) {
                throw Codecs.damaged(NAME, i, "a frame of " + size + " bytes holds " + (o - start));
            }
            if (summed) {
                need(4);
                if (Codecs.intAt(in, i) != XxHash32.hash(out, start, o, 0)) {
                    throw Codecs.damaged(NAME, i, "the checksum of a frame does not match");
                }
                i += 4;
            }
        }

        private void blocks(boolean independent, boolean blockSums) {
            while (true) {
                need(4);
                int word = Codecs.intAt(in, i);
                i += 4;
                if (word == 0) {
                    return;
                }
                int size = word & 0x7fffffff;
                need(size);
                if (word < 0) {
                    if (size > end - o) {
                        throw Codecs.damaged(NAME, i, "it holds more bytes than expected");
                    }
                    System.arraycopy(in, i, out, o, size);
                    o += size;
                } else {
                    o += Lz4.decode(in, i, i + size, out, independent ? o : start, o, end);
                }
                i += size;
                if (blockSums) {
                    need(4);
                    if (Codecs.intAt(in, i) != XxHash32.hash(in, i - size, i, 0)) {
                        throw Codecs.damaged(NAME, i, "the checksum of a block does not match");
                    }
                    i += 4;
                }
            }
        }

        private void need(int bytes) {
            if (bytes > to - i) {
                throw Codecs.damaged(NAME, i, "a frame is cut off");
            }
        }
    }

    /// The most bytes that packing a number of bytes into a block can give.
    public static int maxEncodedLength(int length) {
        return Math.addExact(16, Math.addExact(length, length / 255));
    }

    /// Packs bytes into a block.
    ///
    /// @param out filled from `at`, with room for [#maxEncodedLength]
    /// @return how many bytes were written
    public static int encode(byte[] in, int from, int to, byte[] out, int at) {
        int[] table = new int[1 << HASH_BITS];
        Arrays.fill(table, -1);
        int o = at;
        int literals = from;
        int limit = to - MATCH_LIMIT;
        int i = from;
        int skip = 64;
        while (i < limit) {
            int word = Codecs.intAt(in, i);
            int slot = word * -1640531535 >>> 32 - HASH_BITS;
            int candidate = table[slot];
            table[slot] = i;
            if (candidate < 0 || i - candidate > 0xffff || Codecs.intAt(in, candidate) != word) {
                i += skip++ >>> 6;
                continue;
            }
            skip = 64;
            int length = MIN_MATCH
                    + Matches.length(in, candidate + MIN_MATCH, i + MIN_MATCH, to - LAST_LITERALS);
            o = sequence(in, literals, i - literals, out, o, i - candidate, length);
            i += length;
            literals = i;
        }
        return sequence(in, literals, to - literals, out, o, 0, 0) - at;
    }

    private static int sequence(byte[] in, int from, int literals, byte[] out, int at, int offset,
            int length) {
        int o = at + 1;
        int token = Math.min(15, literals) << 4;
        if (literals >= 15) {
            o = more(out, o, literals - 15);
        }
        System.arraycopy(in, from, out, o, literals);
        o += literals;
        if (length > 0) {
            out[o++] = (byte) offset;
            out[o++] = (byte) (offset >>> 8);
            token |= Math.min(15, length - MIN_MATCH);
            if (length - MIN_MATCH >= 15) {
                o = more(out, o, length - MIN_MATCH - 15);
            }
        }
        out[at] = (byte) token;
        return o;
    }

    private static int more(byte[] out, int at, int length) {
        int o = at;
        int left = length;
        for (; left >= 255; left -= 255) {
            out[o++] = (byte) 255;
        }
        out[o++] = (byte) left;
        return o;
    }

    /// The most bytes that [#encodeFrame] can give.
    public static int maxFrameLength(int length) {
        return Math.addExact(length, 32 + 4 * (length / FRAME_BLOCK + 1));
    }

    private static final int FRAME_BLOCK = 4 << 20;

    /// Packs bytes into one frame of independent blocks of up to 4 MB.
    ///
    /// @param out filled from `at`, with room for [#maxFrameLength]
    /// @return how many bytes were written
    public static int encodeFrame(byte[] in, int from, int to, byte[] out, int at) {
        int o = at;
        LittleEndian.INT.set(out, o, FRAME);
        out[o + 4] = 0x60;
        out[o + 5] = 0x70;
        out[o + 6] = (byte) (XxHash32.hash(out, o + 4, o + 6, 0) >>> 8);
        o += 7;
        for (int block = from; block < to; block += FRAME_BLOCK) {
            int blockEnd = Math.min(to, block + FRAME_BLOCK);
            int length = blockEnd - block;
            byte[] packed = new byte[maxEncodedLength(length)];
            int size = encode(in, block, blockEnd, packed, 0);
            boolean smaller = size < length;
            LittleEndian.INT.set(out, o, smaller ? size : length | 0x80000000);
            o += 4;
            System.arraycopy(smaller ? packed : in, smaller ? 0 : block, out, o, smaller ? size : length);
            o += smaller ? size : length;
        }
        LittleEndian.INT.set(out, o, 0);
        return o + 4 - at;
    }
}
