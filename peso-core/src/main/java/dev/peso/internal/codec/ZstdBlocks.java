package dev.peso.internal.codec;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// Unpacks the compressed blocks of a frame (RFC 8878, section 3.1.1.3): literals, then sequences of copies.
final class ZstdBlocks {
    static final int MAX_BLOCK = 128 << 10;
    /// More than a literal copy in whole words may read after its end.
    private static final int SLACK = 16;

    private static final FseTable DEFAULT_LITERALS = FseTable.build(6, ZstdCodes.LITERAL_COUNTS,
            ZstdCodes.LITERAL_COUNTS.length);
    private static final FseTable DEFAULT_MATCHES = FseTable.build(6, ZstdCodes.MATCH_COUNTS,
            ZstdCodes.MATCH_COUNTS.length);
    private static final FseTable DEFAULT_OFFSETS = FseTable.build(5, ZstdCodes.OFFSET_COUNTS,
            ZstdCodes.OFFSET_COUNTS.length);

    private byte[] scratch = new byte[0];
    private @Nullable HuffmanTable huffman;
    private @Nullable FseTable literalLengths;
    private @Nullable FseTable offsets;
    private @Nullable FseTable matchLengths;
    private int repeat1;
    private int repeat2;
    private int repeat3;

    private byte[] literals = scratch;
    private int literalAt;
    private int literalEnd;

    void startFrame() {
        huffman = null;
        literalLengths = null;
        offsets = null;
        matchLengths = null;
        repeat1 = 1;
        repeat2 = 4;
        repeat3 = 8;
    }

    /// Unpacks a block.
    ///
    /// @param first where the frame's bytes start in `out`
    /// @return where the block's bytes end in `out`
    int decode(byte[] in, int from, int to, byte[] out, int first, int at, int end) {
        int i = literals(in, from, to);
        Zstd.need(i, 1, to);
        int sequences = in[i++] & 0xff;
        if (sequences == 255) {
            Zstd.need(i, 2, to);
            sequences = Codecs.shortAt(in, i) + 0x7F00;
            i += 2;
        } else if (sequences >= 128) {
            Zstd.need(i, 1, to);
            sequences = (sequences - 128 << 8) + (in[i++] & 0xff);
        }
        if (sequences == 0) {
            if (i != to) {
                throw Codecs.damaged(Zstd.NAME, i, "a block without sequences does not end");
            }
            return rest(out, at, end, from);
        }
        Zstd.need(i, 1, to);
        int modes = in[i++] & 0xff;
        if ((modes & 3) != 0) {
            throw Codecs.damaged(Zstd.NAME, i, "reserved bits are set");
        }
        FseTable.Read read = table(in, i, to, modes >>> 6, literalLengths, DEFAULT_LITERALS, 9, 35);
        literalLengths = read.table();
        read = table(in, read.end(), to, modes >>> 4 & 3, offsets, DEFAULT_OFFSETS, 8, 31);
        offsets = read.table();
        read = table(in, read.end(), to, modes >>> 2 & 3, matchLengths, DEFAULT_MATCHES, 9, 52);
        FseTable matches = read.table();
        matchLengths = matches;
        int o = run(in, read.end(), to, sequences, new Tables(literalLengths, offsets, matches), out, first,
                at, end);
        return rest(out, o, end, from);
    }

    private record Tables(FseTable literals, FseTable offsets, FseTable matches) {}

    private static FseTable.Read table(byte[] in, int at, int to, int mode, @Nullable FseTable before,
            FseTable usual, int maxLog, int maxSymbol) {
        return switch (mode) {
            case 0 -> new FseTable.Read(usual, at);
            case 1 -> {
                Zstd.need(at, 1, to);
                if ((in[at] & 0xff) > maxSymbol) {
                    throw Codecs.damaged(Zstd.NAME, at, "a code of " + (in[at] & 0xff));
                }
                yield new FseTable.Read(FseTable.of(in[at]), at + 1);
            }
            case 2 -> FseTable.read(in, at, to, maxLog, maxSymbol);
            default -> {
                if (before == null) {
                    throw Codecs.damaged(Zstd.NAME, at, "a block repeats a table that there is not");
                }
                yield new FseTable.Read(before, at);
            }
        };
    }

    /// Copies the literals after the last sequence.
    private int rest(byte[] out, int at, int end, int place) {
        int count = literalEnd - literalAt;
        if (count > end - at) {
            throw Codecs.damaged(Zstd.NAME, place, "a block holds more bytes than expected");
        }
        System.arraycopy(literals, literalAt, out, at, count);
        return at + count;
    }

    private int literals(byte[] in, int from, int to) {
        Zstd.need(from, 1, to);
        int first = in[from] & 0xff;
        int type = first & 3;
        int format = first >>> 2 & 3;
        return type <= 1
                ? plainLiterals(in, from, to, type, format)
                : packedLiterals(in, from, to, type, format);
    }

    private int plainLiterals(byte[] in, int from, int to, int type, int format) {
        int headerBytes = format == 1 ? 2 : format == 3 ? 3 : 1;
        Zstd.need(from, headerBytes, to);
        int size = headerBytes == 1
                ? (in[from] & 0xff) >>> 3
                : (Codecs.shortAt(in, from) | (headerBytes == 3 ? (in[from + 2] & 0xff) << 16 : 0)) >>> 4;
        int at = from + headerBytes;
        requireBlock(size, from);
        if (type == 0) {
            Zstd.need(at, size, to);
            literals = in;
            literalAt = at;
            literalEnd = at + size;
            return at + size;
        }
        Zstd.need(at, 1, to);
        Arrays.fill(scratch(size), 0, size, in[at]);
        return at + 1;
    }

    private int packedLiterals(byte[] in, int from, int to, int type, int format) {
        int headerBytes = format <= 1 ? 3 : format + 2;
        Zstd.need(from, headerBytes, to);
        long header = 0;
        for (int k = 0; k < headerBytes; k++) {
            header |= (in[from + k] & 0xffL) << 8 * k;
        }
        int width = format <= 1 ? 10 : format == 2 ? 14 : 18;
        int size = (int) (header >>> 4) & (1 << width) - 1;
        int packed = (int) (header >>> 4 + width) & (1 << width) - 1;
        int at = from + headerBytes;
        requireBlock(size, from);
        Zstd.need(at, packed, to);
        int end = at + packed;
        if (type == 2) {
            HuffmanTable.Read read = HuffmanTable.read(in, at, end);
            huffman = read.table();
            at = read.end();
        }
        HuffmanTable table = huffman;
        if (table == null) {
            throw Codecs.damaged(Zstd.NAME, from, "a block repeats a Huffman table that there is not");
        }
        byte[] target = scratch(size);
        if (format == 0) {
            table.decode(in, at, end, target, 0, size);
        } else {
            table.decodeFour(in, at, end, target, size);
        }
        return end;
    }

    private static void requireBlock(int size, int at) {
        if (size > MAX_BLOCK) {
            throw Codecs.damaged(Zstd.NAME, at, "a block has " + size + " bytes of literals");
        }
    }

    private byte[] scratch(int size) {
        if (scratch.length < size + SLACK) {
            scratch = new byte[Math.max(2 * scratch.length, size + SLACK)];
        }
        literals = scratch;
        literalAt = 0;
        literalEnd = size;
        return scratch;
    }

    private int run(byte[] in, int from, int to, int sequences, Tables tables, byte[] out, int first, int at,
            int end) {
        BackwardBits start = new BackwardBits(in, from, to);
        int[] literalEntries = tables.literals.entries;
        int[] offsetEntries = tables.offsets.entries;
        int[] matchEntries = tables.matches.entries;
        int literalState = (int) start.read(tables.literals.log);
        int offsetState = (int) start.read(tables.offsets.log);
        int matchState = (int) start.read(tables.matches.log);
        long left = start.left;
        int literal = literalAt;
        int o = at;
        for (int n = sequences; n > 0; n--) {
            if (left < 0) {
                throw Codecs.damaged(Zstd.NAME, from, "the sequences of a block are cut off");
            }
            int literalEntry = literalEntries[literalState];
            int offsetEntry = offsetEntries[offsetState];
            int matchEntry = matchEntries[matchState];
            int offsetCode = offsetEntry & 0xff;
            int matchCode = matchEntry & 0xff;
            int literalCode = literalEntry & 0xff;

            int lastByte = (int) (left + 7 >>> 3);
            long word = (long) LittleEndian.LONG.get(in, from + lastByte - 8) << (lastByte << 3) - left;
            long offset = (1L << offsetCode) + (word >>> 1 >>> 63 - offsetCode);
            left -= offsetCode;
            if (left < 0) {
                throw Codecs.damaged(Zstd.NAME, from, "the sequences of a block are cut off");
            }
            lastByte = (int) (left + 7 >>> 3);
            word = (long) LittleEndian.LONG.get(in, from + lastByte - 8) << (lastByte << 3) - left;
            int matchBits = ZstdCodes.MATCH_BITS[matchCode];
            int literalBits = ZstdCodes.LITERAL_BITS[literalCode];
            int matchLength = ZstdCodes.MATCH_BASE[matchCode] + (int) (word >>> 1 >>> 63 - matchBits);
            word <<= matchBits;
            int literalLength = ZstdCodes.LITERAL_BASE[literalCode]
                    + (int) (word >>> 1 >>> 63 - literalBits);
            left -= matchBits + literalBits;
            if (n > 1) {
                if (left < 0) {
                    throw Codecs.damaged(Zstd.NAME, from, "the sequences of a block are cut off");
                }
                lastByte = (int) (left + 7 >>> 3);
                word = (long) LittleEndian.LONG.get(in, from + lastByte - 8) << (lastByte << 3) - left;
                int bits = literalEntry >>> 8 & 0xff;
                literalState = (literalEntry >>> 16) + (int) (word >>> 1 >>> 63 - bits);
                word <<= bits;
                left -= bits;
                bits = matchEntry >>> 8 & 0xff;
                matchState = (matchEntry >>> 16) + (int) (word >>> 1 >>> 63 - bits);
                word <<= bits;
                left -= bits;
                bits = offsetEntry >>> 8 & 0xff;
                offsetState = (offsetEntry >>> 16) + (int) (word >>> 1 >>> 63 - bits);
                left -= bits;
            }

            int distance = offset > 3 ? fresh(offset - 3) : repeated((int) offset, literalLength);
            if (literalLength > literalEnd - literal || literalLength + matchLength > end - o
                    || distance <= 0 || distance > o + literalLength - first) {
                throw Codecs.damaged(Zstd.NAME, from, "a copy reaches outside what was unpacked");
            }
            Codecs.copy(literals, literal, out, o, literalLength, end);
            literal += literalLength;
            o += literalLength;
            Codecs.repeat(out, o, distance, matchLength, end);
            o += matchLength;
        }
        if (left != 0) {
            throw Codecs.damaged(Zstd.NAME, from, "the sequences of a block do not end where they should");
        }
        literalAt = literal;
        return o;
    }

    private int fresh(long distance) {
        repeat3 = repeat2;
        repeat2 = repeat1;
        repeat1 = distance > Integer.MAX_VALUE ? 0 : (int) distance;
        return repeat1;
    }

    /// One of the last three distances; without literals the choice is shifted by one (section 3.1.1.5).
    private int repeated(int offset, int literalLength) {
        int choice = offset - 1 + (literalLength == 0 ? 1 : 0);
        if (choice == 0) {
            return repeat1;
        }
        int distance = choice == 1 ? repeat2 : choice == 2 ? repeat3 : repeat1 - 1;
        if (choice > 1) {
            repeat3 = repeat2;
        }
        repeat2 = repeat1;
        repeat1 = distance;
        return distance;
    }
}
