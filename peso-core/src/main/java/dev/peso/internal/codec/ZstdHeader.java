package dev.peso.internal.codec;

/// What a frame says of itself (RFC 8878, section 3.1.1.1).
///
/// @param end one past the header
/// @param window how far back copies may reach
/// @param contentSize how many bytes the frame unpacks to, or -1 if it does not say
/// @param summed whether a checksum follows the last block
record ZstdHeader(int end, long window, long contentSize, boolean summed) {
    /// From the start of a frame to the byte that tells how long its header is, and that byte.
    static final int LEAD = 5;

    /// How long a header is.
    ///
    /// @param descriptor the last of its first [#LEAD] bytes
    static int length(int descriptor) {
        return LEAD + (isSingle(descriptor) ? 0 : 1) + idBytes(descriptor) + sizeBytes(descriptor);
    }

    private static boolean isSingle(int descriptor) {
        return (descriptor & 0x20) != 0;
    }

    private static int idBytes(int descriptor) {
        return (1 << (descriptor & 3)) >>> 1;
    }

    private static int sizeBytes(int descriptor) {
        int flag = descriptor >>> 6 & 3;
        return flag == 0 ? isSingle(descriptor) ? 1 : 0 : 1 << flag;
    }

    /// @param from where the frame starts
    static ZstdHeader read(byte[] in, int from, int to) {
        Zstd.need(from, LEAD + 1, to);
        int descriptor = in[from + LEAD - 1] & 0xff;
        int i = from + LEAD;
        if ((descriptor & 8) != 0) {
            throw Codecs.damaged(Zstd.NAME, i, "a frame of an unknown version");
        }
        boolean single = isSingle(descriptor);
        long window = -1;
        if (!single) {
            int w = in[i++] & 0xff;
            long base = 1L << 10 + (w >>> 3);
            window = base + base / 8 * (w & 7);
        }
        int idBytes = idBytes(descriptor);
        int sizeBytes = sizeBytes(descriptor);
        Zstd.need(i, idBytes + sizeBytes, to);
        if (number(in, i, idBytes) != 0) {
            throw Codecs.damaged(Zstd.NAME, i, "it was packed with a dictionary");
        }
        i += idBytes;
        long contentSize = sizeBytes == 0 ? -1 : number(in, i, sizeBytes) + (sizeBytes == 2 ? 256 : 0);
        return new ZstdHeader(i + sizeBytes, single ? contentSize : window, contentSize,
                (descriptor & 4) != 0);
    }

    private static long number(byte[] in, int at, int bytes) {
        long value = 0;
        for (int k = 0; k < bytes; k++) {
            value |= (in[at + k] & 0xffL) << 8 * k;
        }
        return value;
    }

    /// How many bytes a block may unpack to.
    int maxBlock() {
        return Math.clamp(window, 0, ZstdBlocks.MAX_BLOCK);
    }
}
