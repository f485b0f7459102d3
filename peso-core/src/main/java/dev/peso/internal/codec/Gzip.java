package dev.peso.internal.codec;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// gzip on arrays (RFC 1952), by the JDK's inflater and deflater.
public final class Gzip {
    private static final String NAME = "gzip";
    private static final int HEADER = 10;

    private Gzip() {}

    /// Unpacks one or more members.
    ///
    /// @param out filled from `at`; nothing at or after `end` is touched
    /// @return how many bytes were unpacked
    public static int decode(byte[] in, int from, int to, byte[] out, int at, int end) {
        Inflater inflater = new Inflater(true);
        try {
            int i = from;
            int o = at;
            while (i < to) {
                i = bodyStart(in, from, i, to);
                inflater.reset();
                inflater.setInput(in, i, to - i);
                int member = inflate(inflater, i - from, out, o, end);
                i += Math.toIntExact(inflater.getBytesRead());
                checkTrailer(in, from, i, to, out, o, member);
                i += 8;
                o += member;
            }
            return o - at;
        } finally {
            inflater.end();
        }
    }

    private static int inflate(Inflater inflater, int place, byte[] out, int at, int end) {
        try {
            int o = at;
            while (!inflater.finished()) {
                int count = inflater.inflate(out, o, end - o);
                o += count;
                if (count == 0 && !inflater.finished()) {
                    if (o == end && room(inflater)) {
                        break;
                    }
                    throw Codecs.damaged(NAME, place,
                            o == end ? "it holds more bytes than expected" : "it is cut off");
                }
            }
            return o - at;
        } catch (DataFormatException e) {
            throw Codecs.damaged(NAME, place, e.getMessage() == null ? "no deflate data" : e.getMessage());
        }
    }

    /// Whether a member whose output fills the array exactly has ended.
    private static boolean room(Inflater inflater) throws DataFormatException {
        return inflater.inflate(new byte[1]) == 0 && inflater.finished();
    }

    private static int bodyStart(byte[] in, int from, int start, int to) {
        if (to - start < HEADER + 8 || (in[start] & 0xff) != 0x1f || (in[start + 1] & 0xff) != 0x8b
                || in[start + 2] != 8) {
            throw Codecs.damaged(NAME, start - from, "no gzip member starts here");
        }
        int flags = in[start + 3];
        int i = start + HEADER;
        if ((flags & 4) != 0) {
            i += i + 2 <= to ? 2 + Codecs.shortAt(in, i) : to;
        }
        for (int field = 8; field <= 16; field <<= 1) {
            if ((flags & field) != 0) {
                while (i < to && in[i] != 0) {
                    i++;
                }
                i++;
            }
        }
        i += (flags & 2) != 0 ? 2 : 0;
        if (i > to - 8) {
            throw Codecs.damaged(NAME, start - from, "a header is cut off");
        }
        return i;
    }

    private static void checkTrailer(byte[] in, int from, int i, int to, byte[] out, int at, int length) {
        if (i + 8 > to) {
            throw Codecs.damaged(NAME, i - from, "it is cut off");
        }
        CRC32 crc = new CRC32();
        crc.update(out, at, length);
        if (Codecs.intAt(in, i) != (int) crc.getValue() || Codecs.intAt(in, i + 4) != length) {
            throw Codecs.damaged(NAME, i - from, "the checksum or length of a member does not match");
        }
    }

    /// The most bytes that packing a number of bytes can give.
    public static int maxEncodedLength(int length) {
        return Math.addExact(length, 64 + 5 * (length / 16_000 + 1));
    }

    /// Packs bytes into one member.
    ///
    /// @param out filled from `at`, with room for [#maxEncodedLength]
    /// @return how many bytes were written
    public static int encode(byte[] in, int from, int to, byte[] out, int at) {
        byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
        System.arraycopy(header, 0, out, at, HEADER);
        int o = at + HEADER;
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(in, from, to - from);
            deflater.finish();
            while (!deflater.finished()) {
                o += deflater.deflate(out, o, out.length - o);
            }
        } finally {
            deflater.end();
        }
        CRC32 crc = new CRC32();
        crc.update(in, from, to - from);
        LittleEndian.INT.set(out, o, (int) crc.getValue());
        LittleEndian.INT.set(out, o + 4, to - from);
        return o + 8 - at;
    }
}
