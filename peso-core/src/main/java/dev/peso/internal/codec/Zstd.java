package dev.peso.internal.codec;

/// Zstandard (RFC 8878) on arrays, without dictionaries.
public final class Zstd {
    static final String NAME = "zstd";
    static final int MAGIC = 0xFD2FB528;
    /// Set in a frame's descriptor when a checksum follows the last block.
    static final int SUMMED = 4;
    private static final int DESCRIPTOR = 4;
    private static final int SUM_BYTES = 4;
    private static final int SKIPPED_FRAME = 0x184D2A50;

    private Zstd() {}

    /// Whether these are the first four bytes of frames, as a little-endian number.
    public static boolean isMagic(int magic) {
        return magic == MAGIC || isSkipped(magic);
    }

    /// Whether a frame is for others and holds no packed bytes.
    static boolean isSkipped(int magic) {
        return (magic & ~15) == SKIPPED_FRAME;
    }

    /// Unpacks frames, one after the other.
    ///
    /// @param out filled from `at`; nothing at or after `end` is touched
    /// @return how many bytes were unpacked
    public static int decode(byte[] in, int from, int to, byte[] out, int at, int end) {
        int i = from;
        int o = at;
        ZstdBlocks blocks = new ZstdBlocks();
        while (i < to) {
            need(i, 4, to);
            int magic = Codecs.intAt(in, i);
            if (isSkipped(magic)) {
                need(i, 8, to);
                int size = Codecs.intAt(in, i + 4);
                need(i + 8, size, to);
                i += 8 + size;
            } else if (magic == MAGIC) {
                Frame frame = new Frame(in, i, to, out, o, end);
                frame.decode(blocks);
                i = frame.i;
                o = frame.o;
            } else {
                throw Codecs.damaged(NAME, i - from, "no frame starts here");
            }
        }
        return o - at;
    }

    /// The length of what the first frame unpacks to, or -1 if the frame does not say.
    public static long contentSize(byte[] in, int from, int to) {
        need(from, 4, to);
        if (Codecs.intAt(in, from) != MAGIC) {
            return -1;
        }
        Frame frame = new Frame(in, from, to, new byte[0], 0, 0);
        frame.header();
        return frame.contentSize;
    }

    /// How many bytes frames unpack to at most, by what their blocks say of themselves.
    public static long mostBytes(byte[] in, int from, int to) {
        long most = 0;
        int i = from;
        while (to - i >= 9) {
            int magic = Codecs.intAt(in, i);
            if (isSkipped(magic)) {
                i = (int) Math.min(to, i + 8L + (Codecs.intAt(in, i + 4) & 0xffffffffL));
                continue;
            }
            if (magic != MAGIC) {
                return most; // unpacking says what is wrong
            }
            Frame frame = new Frame(in, i, to, new byte[0], 0, 0);
            frame.header();
            i = frame.i;
            boolean last = false;
            while (!last && to - i >= 3) {
                int header = in[i] & 0xff | Codecs.shortAt(in, i + 1) << 8;
                last = (header & 1) != 0;
                int type = header >>> 1 & 3;
                most += type == 2 ? ZstdBlocks.MAX_BLOCK : header >>> 3;
                i = (int) Math.min(to, i + 3L + (type == 1 ? 1 : header >>> 3));
            }
            i = Math.min(to, i + (frame.summed ? 4 : 0));
        }
        return most;
    }

    /// The most bytes that packing a number of bytes can give.
    public static int maxEncodedLength(int length) {
        return ZstdEncoder.maxEncodedLength(length);
    }

    /// Packs bytes into one frame, at about the ratio of the reference's level 3.
    ///
    /// @param out filled from `at`, with room for [#maxEncodedLength]
    /// @return how many bytes were written
    public static int encode(byte[] in, int from, int to, byte[] out, int at) {
        return new ZstdEncoder(in, from, to, out, at).encode();
    }

    /// Packs bytes as [#encode] does, into a frame that ends with a checksum of them.
    ///
    /// @param out filled from `at`, with room for four bytes more than [#maxEncodedLength]
    /// @return how many bytes were written
    public static int encodeSummed(byte[] in, int from, int to, byte[] out, int at) {
        int length = encode(in, from, to, out, at);
        out[at + DESCRIPTOR] |= SUMMED;
        LittleEndian.INT.set(out, at + length, (int) XxHash.hash(in, from, to, 0));
        return length + SUM_BYTES;
    }

    static void need(int at, int bytes, int to) {
        if (bytes < 0 || bytes > to - at) {
            throw Codecs.damaged(NAME, at, "it is cut off");
        }
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
        private boolean summed;
        private int maxBlock;
        private long contentSize = -1;

        Frame(byte[] in, int from, int to, byte[] out, int at, int end) {
            this.in = in;
            this.i = from;
            this.to = to;
            this.out = out;
            this.start = at;
            this.o = at;
            this.end = end;
        }

        void header() {
            ZstdHeader header = ZstdHeader.read(in, i, to);
            i = header.end();
            summed = header.summed();
            contentSize = header.contentSize();
            maxBlock = header.maxBlock();
        }

        void decode(ZstdBlocks blocks) {
            header();
            if (contentSize > end - o || contentSize < -1) {
                throw Codecs.damaged(NAME, i,
                        "it holds " + contentSize + " bytes where " + (end - o) + " are expected");
            }
            blocks.startFrame();
            boolean last;
            do {
                need(i, 3, to);
                int header = in[i] & 0xff | Codecs.shortAt(in, i + 1) << 8;
                i += 3;
                last = (header & 1) != 0;
                block(blocks, header >>> 1 & 3, header >>> 3);
            } while (!last);
            if (contentSize >= 0 && contentSize != o - start) {
                throw Codecs.damaged(NAME, i,
                        "a frame of " + contentSize + " bytes holds " + (o - start));
            }
            if (summed) {
                need(i, 4, to);
                if (Codecs.intAt(in, i) != (int) XxHash.hash(out, start, o, 0)) {
                    throw Codecs.damaged(NAME, i, "the checksum of a frame does not match");
                }
                i += 4;
            }
        }

        private void block(ZstdBlocks blocks, int type, int size) {
            int packed = type == 1 ? 1 : size;
            need(i, packed, to);
            if (size > ZstdBlocks.MAX_BLOCK || type != 2 && size > end - o) {
                throw Codecs.damaged(NAME, i, "a block holds more bytes than expected");
            }
            switch (type) {
                case 0 -> {
                    System.arraycopy(in, i, out, o, size);
                    o += size;
                }
                case 1 -> {
                    java.util.Arrays.fill(out, o, o + size, in[i]);
                    o += size;
                }
                case 2 -> o = blocks.decode(in, i, i + size, out, start, o,
                        Math.min(end, (int) Math.min(Integer.MAX_VALUE, (long) o + maxBlock)));
                default -> throw Codecs.damaged(NAME, i, "a block of an unknown kind");
            }
            i += packed;
        }
    }
}
