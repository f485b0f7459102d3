package dev.peso.internal.codec;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// Packs bytes as one Zstandard frame: copies found by two hash tables, literals by Huffman codes, sequences by finite state
/// entropy.
final class ZstdEncoder {
    private static final int BLOCK = ZstdBlocks.MAX_BLOCK;
    private static final int WINDOW_LOG = 23;
    private static final int MOST_SEQUENCES = BLOCK / 3;
    private static final long PRIME_8 = 0xCF1BBCDCB7A56463L;
    private static final long PRIME_5 = 889_523_592_379L;

    private static final FseEncoder USUAL_LITERALS = new FseEncoder(6, ZstdCodes.LITERAL_COUNTS);
    private static final FseEncoder USUAL_MATCHES = new FseEncoder(6, ZstdCodes.MATCH_COUNTS);
    private static final FseEncoder USUAL_OFFSETS = new FseEncoder(5, ZstdCodes.OFFSET_COUNTS);
    private static final byte[] LITERAL_CODES = codes(ZstdCodes.LITERAL_BASE, 64);
    private static final byte[] MATCH_CODES = codes(ZstdCodes.MATCH_BASE, 131);

    private final byte[] in;
    private final int from;
    private final int to;
    private final byte[] out;
    private final int start;
    private int o;

    private final int hashBits;
    private final int[] longs;
    private final int[] shorts;
    private final byte[] scratch;

    private int repeat1 = 1;
    private int repeat2 = 4;
    private int repeat3 = 8;

    private final byte[] literals;
    private int literalCount;
    private final int[] literalLengths;
    private final int[] matchLengths;
    private final int[] offsets;
    private int sequences;

    ZstdEncoder(byte[] in, int from, int to, byte[] out, int at) {
        this.in = in;
        this.from = from;
        this.to = to;
        this.out = out;
        this.start = at;
        this.o = at;
        int block = Math.min(BLOCK, to - from);
        this.hashBits = Math.clamp(32 - Integer.numberOfLeadingZeros(Math.max(1, to - from)), 8, 17);
        this.longs = new int[1 << hashBits];
        this.shorts = new int[1 << hashBits];
        this.literals = new byte[block];
        int most = Math.min(MOST_SEQUENCES, block / 3 + 1);
        this.literalLengths = new int[most];
        this.matchLengths = new int[most];
        this.offsets = new int[most];
        this.scratch = new byte[4 * block + 2_000];
    }

    /// Goes on with the last three distances of another, in whose frame the blocks follow.
    void follow(ZstdEncoder before) {
        repeat1 = before.repeat1;
        repeat2 = before.repeat2;
        repeat3 = before.repeat3;
    }

    /// For small lengths the code of each.
    private static byte[] codes(int[] bases, int count) {
        byte[] codes = new byte[count];
        for (int length = bases[0], code = 0; length < count; length++) {
            while (code + 1 < bases.length && bases[code + 1] <= length) {
                code++;
            }
            codes[length] = (byte) code;
        }
        return codes;
    }

    static int maxEncodedLength(int length) {
        return Math.addExact(length, 20 + 3 * (length / BLOCK + 1));
    }

    int encode() {
        header();
        int at = from;
        do {
            int end = (int) Math.min(to, (long) at + BLOCK);
            block(at, end, end == to);
            at = end;
        } while (at < to);
        return o - start;
    }

    /// Packs the bytes as blocks of a frame of which others write the rest; none is its last.
    int encodeBlocks() {
        for (int at = from; at < to;) {
            int end = (int) Math.min(to, (long) at + BLOCK);
            block(at, end, false);
            at = end;
        }
        return o - start;
    }

    private void header() {
        int size = to - from;
        LittleEndian.INT.set(out, o, Zstd.MAGIC);
        o += 4;
        boolean single = size <= 1 << WINDOW_LOG;
        int flag = size < 256 && single ? 0 : size < 65_536 + 256 && size >= 256 ? 1 : 2;
        out[o++] = (byte) (flag << 6 | (single ? 0x20 : 0));
        if (!single) {
            out[o++] = (byte) (WINDOW_LOG - 10 << 3);
        }
        int bytes = flag == 0 ? 1 : 1 << flag;
        int value = flag == 1 ? size - 256 : size;
        for (int i = 0; i < bytes; i++) {
            out[o++] = (byte) (value >>> 8 * i);
        }
    }

    private void block(int at, int end, boolean last) {
        int kept1 = repeat1;
        int kept2 = repeat2;
        int kept3 = repeat3;
        int size = end - at;
        int packed = -1;
        if (size > 0 && isOneByte(at, end)) {
            blockHeader(size, 1, last);
            out[o++] = in[at];
            return;
        }
        if (size >= 32) {
            findSequences(at, end);
            packed = packed(size);
        }
        if (packed >= 0) {
            blockHeader(packed, 2, last);
            System.arraycopy(scratch, 0, out, o, packed);
            o += packed;
        } else {
            repeat1 = kept1;
            repeat2 = kept2;
            repeat3 = kept3;
            blockHeader(size, 0, last);
            System.arraycopy(in, at, out, o, size);
            o += size;
        }
    }

    private boolean isOneByte(int at, int end) {
        return Arrays.mismatch(in, at, end - 1, in, at + 1, end) < 0;
    }

    private void blockHeader(int size, int type, boolean last) {
        int header = size << 3 | type << 1 | (last ? 1 : 0);
        out[o++] = (byte) header;
        out[o++] = (byte) (header >>> 8);
        out[o++] = (byte) (header >>> 16);
    }

    private int longHash(int i) {
        return (int) ((long) LittleEndian.LONG.get(in, i) * PRIME_8 >>> 64 - hashBits);
    }

    private int shortHash(int i) {
        return (int) (((long) LittleEndian.LONG.get(in, i) << 24) * PRIME_5 >>> 64 - hashBits);
    }

    private boolean reachable(int candidate, int i) {
        return candidate >= from && i - candidate <= 1 << WINDOW_LOG;
    }

    /// Positions in the tables are relative to one before the input, so that zero stands for none.
    private void note(int i) {
        longs[longHash(i)] = i - from + 1;
        shorts[shortHash(i)] = i - from + 1;
    }

    private void findSequences(int at, int end) {
        sequences = 0;
        literalCount = 0;
        int anchor = at;
        int limit = end - 9;
        int i = at;
        while (i < limit) {
            int longSlot = longHash(i);
            int shortSlot = shortHash(i);
            int longCandidate = from + longs[longSlot] - 1;
            int shortCandidate = from + shorts[shortSlot] - 1;
            longs[longSlot] = i - from + 1;
            shorts[shortSlot] = i - from + 1;
            int matchAt = i;
            int candidate;
            int again = i + 1 - repeat1;
            if (again >= from && Codecs.intAt(in, again) == Codecs.intAt(in, i + 1)) {
                matchAt = i + 1;
                candidate = again;
            } else if (reachable(longCandidate, i) && equalLong(longCandidate, i)) {
                candidate = longCandidate;
            } else if (reachable(shortCandidate, i)
                    && Codecs.intAt(in, shortCandidate) == Codecs.intAt(in, i)) {
                int next = from + longs[longHash(i + 1)] - 1;
                boolean better = reachable(next, i + 1) && equalLong(next, i + 1);
                matchAt = better ? i + 1 : i;
                candidate = better ? next : shortCandidate;
            } else {
                i += (i - anchor >> 8) + 1;
                continue;
            }
            int length = 4 + Matches.length(in, candidate + 4, matchAt + 4, end);
            while (matchAt > anchor && candidate > from && in[matchAt - 1] == in[candidate - 1]) {
                matchAt--;
                candidate--;
                length++;
            }
            sequence(anchor, matchAt, length, matchAt - candidate);
            i = matchAt + length;
            anchor = i;
            if (i < limit) {
                note(matchAt + 2);
                note(i - 2);
                while (i < limit && i - repeat2 >= from
                        && Codecs.intAt(in, i) == Codecs.intAt(in, i - repeat2)) {
                    int more = 4 + Matches.length(in, i - repeat2 + 4, i + 4, end);
                    note(i);
                    sequence(i, i, more, repeat2);
                    i += more;
                    anchor = i;
                }
            }
        }
        addLiterals(anchor, end);
    }

    private boolean equalLong(int a, int b) {
        return (long) LittleEndian.LONG.get(in, a) == (long) LittleEndian.LONG.get(in, b);
    }

    private void addLiterals(int at, int end) {
        System.arraycopy(in, at, literals, literalCount, end - at);
        literalCount += end - at;
    }

    private void sequence(int anchor, int matchAt, int length, int distance) {
        int literalLength = matchAt - anchor;
        addLiterals(anchor, matchAt);
        literalLengths[sequences] = literalLength;
        matchLengths[sequences] = length;
        offsets[sequences] = offsetValue(distance, literalLength == 0);
        sequences++;
    }

    /// The offset as one of the last three or as itself; keeps the three as the reader will.
    private int offsetValue(int distance, boolean noLiterals) {
        int choice = distance == repeat1
                ? 0
                : distance == repeat2
                        ? 1
                        : distance == repeat3 ? 2 : noLiterals && distance == repeat1 - 1 ? 3 : -1;
        int shift = noLiterals ? 1 : 0;
        if (choice < shift || choice > 2 + shift) {
            repeat3 = repeat2;
            repeat2 = repeat1;
            repeat1 = distance;
            return distance + 3;
        }
        if (choice > 0) {
            if (choice > 1) {
                repeat3 = repeat2;
            }
            repeat2 = repeat1;
            repeat1 = distance;
        }
        return choice + 1 - shift;
    }

    /// Writes the block's content into `scratch`.
    ///
    /// @return its size, or -1 if that is not smaller than the block
    private int packed(int size) {
        int at = literalSection();
        if (sequences == 0) {
            scratch[at++] = 0;
        } else {
            at = sequenceSection(at);
        }
        return at < size ? at : -1;
    }

    private int literalSection() {
        HuffmanEncoder code = literalCount < 64 ? null : HuffmanEncoder.of(literals, 0, literalCount);
        if (code == null && literalCount >= 64) {
            int at = plainHeader(1);
            scratch[at] = literals[0];
            return at + 1;
        }
        int end = code == null || code.cost(literals, 0, literalCount) / 8 + 20 >= literalCount
                ? -1
                : packedLiterals(code);
        if (end > 0) {
            return end;
        }
        int at = plainHeader(0);
        System.arraycopy(literals, 0, scratch, at, literalCount);
        return at + literalCount;
    }

    private int plainHeader(int type) {
        int n = literalCount;
        if (n < 32) {
            scratch[0] = (byte) (type | n << 3);
            return 1;
        }
        int format = n < 4_096 ? 1 : 3;
        int header = type | format << 2 | n << 4;
        for (int i = 0; i < 3; i++) {
            scratch[i] = (byte) (header >>> 8 * i);
        }
        return format == 1 ? 2 : 3;
    }

    private int packedLiterals(HuffmanEncoder code) {
        int n = literalCount;
        boolean four = n >= 256;
        int headerBytes = n < 1_024 ? 3 : n < 16_384 ? 4 : 5;
        int width = n < 1_024 ? 10 : n < 16_384 ? 14 : 18;
        int format = n < 1_024 ? (four ? 1 : 0) : n < 16_384 ? 2 : 3;
        int at = code.write(scratch, headerBytes);
        if (at < 0) {
            return -1;
        }
        if (four) {
            at = fourStreams(code, at);
        } else {
            at = code.encode(literals, 0, n, scratch, at);
        }
        int packed = at - headerBytes;
        if (packed >= n || packed >= 1 << width) {
            return -1;
        }
        long header = 2L | format << 2 | (long) n << 4 | (long) packed << 4 + width;
        for (int i = 0; i < headerBytes; i++) {
            scratch[i] = (byte) (header >>> 8 * i);
        }
        return at;
    }

    private int fourStreams(HuffmanEncoder code, int at) {
        int part = (literalCount + 3) / 4;
        int o4 = at + 6;
        for (int s = 0; s < 4; s++) {
            int end = code.encode(literals, s * part, Math.min(literalCount, (s + 1) * part), scratch, o4);
            if (s < 3) {
                scratch[at + 2 * s] = (byte) (end - o4);
                scratch[at + 2 * s + 1] = (byte) (end - o4 >>> 8);
            }
            o4 = end;
        }
        return o4;
    }

    private static int literalCode(int length) {
        return length < 64 ? LITERAL_CODES[length] : 50 - Integer.numberOfLeadingZeros(length);
    }

    private static int matchCode(int length) {
        return length < 131 ? MATCH_CODES[length] : 67 - Integer.numberOfLeadingZeros(length - 3);
    }

    private static int offsetCode(int value) {
        return 31 - Integer.numberOfLeadingZeros(value);
    }

    /// The codes of one kind of number, and the table that writes them; null when there is only one code.
    private record Coded(int[] codes, int mode, @Nullable FseEncoder table) {
        static Coded of(int[] codes, int count, FseEncoder usual, int usualMost, int maxLog) {
            int[] counts = new int[64];
            int max = 0;
            for (int i = 0; i < count; i++) {
                counts[codes[i]]++;
                max = Math.max(max, codes[i]);
            }
            if (counts[codes[0]] == count) {
                return new Coded(codes, 1, null);
            }
            boolean few = count < 48 && max <= usualMost;
            return few
                    ? new Coded(codes, 0, usual)
                    : new Coded(codes, 2, FseEncoder.of(counts, max, count, maxLog));
        }

        int write(byte[] out, int at) {
            FseEncoder used = table;
            if (used == null) {
                out[at] = (byte) codes[0];
                return at + 1;
            }
            return mode == 2 ? used.write(out, at) : at;
        }

        int start(int i) {
            return table == null ? 0 : table.start(codes[i]);
        }

        int encode(ForwardBitWriter bits, int state, int i) {
            return table == null ? 0 : table.encode(bits, state, codes[i]);
        }

        void finish(ForwardBitWriter bits, int state) {
            if (table != null) {
                table.finish(bits, state);
            }
        }
    }

    private int sequenceSection(int from0) {
        int n = sequences;
        int at = from0;
        if (n < 128) {
            scratch[at++] = (byte) n;
        } else if (n < 0x7F00) {
            scratch[at++] = (byte) (n >>> 8 | 128);
            scratch[at++] = (byte) n;
        } else {
            scratch[at++] = (byte) 255;
            scratch[at++] = (byte) (n - 0x7F00);
            scratch[at++] = (byte) (n - 0x7F00 >>> 8);
        }
        int[] literalCodes = new int[n];
        int[] offsetCodes = new int[n];
        int[] matchCodes = new int[n];
        for (int i = 0; i < n; i++) {
            literalCodes[i] = literalCode(literalLengths[i]);
            offsetCodes[i] = offsetCode(offsets[i]);
            matchCodes[i] = matchCode(matchLengths[i]);
        }
        Coded ll = Coded.of(literalCodes, n, USUAL_LITERALS, 35, 9);
        Coded of = Coded.of(offsetCodes, n, USUAL_OFFSETS, 28, 8);
        Coded ml = Coded.of(matchCodes, n, USUAL_MATCHES, 52, 9);
        scratch[at++] = (byte) (ll.mode << 6 | of.mode << 4 | ml.mode << 2);
        at = ml.write(scratch, of.write(scratch, ll.write(scratch, at)));

        ForwardBitWriter bits = new ForwardBitWriter(scratch, at);
        int mlState = ml.start(n - 1);
        int ofState = of.start(n - 1);
        int llState = ll.start(n - 1);
        extra(bits, n - 1, literalCodes, matchCodes, offsetCodes);
        for (int i = n - 2; i >= 0; i--) {
            ofState = of.encode(bits, ofState, i);
            mlState = ml.encode(bits, mlState, i);
            llState = ll.encode(bits, llState, i);
            extra(bits, i, literalCodes, matchCodes, offsetCodes);
        }
        ml.finish(bits, mlState);
        of.finish(bits, ofState);
        ll.finish(bits, llState);
        return bits.close();
    }

    private void extra(ForwardBitWriter bits, int i, int[] literalCodes, int[] matchCodes,
            int[] offsetCodes) {
        bits.add(literalLengths[i] - ZstdCodes.LITERAL_BASE[literalCodes[i]],
                ZstdCodes.LITERAL_BITS[literalCodes[i]]);
        bits.add(matchLengths[i] - ZstdCodes.MATCH_BASE[matchCodes[i]],
                ZstdCodes.MATCH_BITS[matchCodes[i]]);
        bits.add(offsets[i] - (1 << offsetCodes[i]), offsetCodes[i]);
    }
}
