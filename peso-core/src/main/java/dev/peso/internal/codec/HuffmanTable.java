package dev.peso.internal.codec;

/// A prefix code of RFC 8878, section 4.2, as a table over the next [#log] bits.
final class HuffmanTable {
    private static final int MAX_LOG = 12;
    private static final int MAX_WEIGHTS = 255;

    final int log;
    /// For each value of the next bits the symbol (bits 0 to 7) and the length of its code (from bit 8).
    final short[] entries;

    private HuffmanTable(int log, short[] entries) {
        this.log = log;
        this.entries = entries;
    }

    /// A table read from a compressed block, and where it ended there.
    record Read(HuffmanTable table, int end) {}

    static Read read(byte[] in, int from, int to) {
        if (from >= to) {
            throw Codecs.damaged(Zstd.NAME, from, "a Huffman table is cut off");
        }
        int header = in[from] & 0xff;
        byte[] weights = new byte[MAX_WEIGHTS + 1];
        int count;
        int end;
        if (header >= 128) {
            count = header - 127;
            end = from + 1 + (count + 1) / 2;
            if (end > to) {
                throw Codecs.damaged(Zstd.NAME, from, "a Huffman table is cut off");
            }
            for (int i = 0; i < count; i++) {
                int pair = in[from + 1 + (i >>> 1)] & 0xff;
                weights[i] = (byte) ((i & 1) == 0 ? pair >>> 4 : pair & 15);
            }
        } else {
            end = from + 1 + header;
            if (header == 0 || end > to) {
                throw Codecs.damaged(Zstd.NAME, from, "a Huffman table is cut off");
            }
            FseTable.Read table = FseTable.read(in, from + 1, end, 6, MAX_LOG);
            count = weights(in, table.end(), end, table.table(), weights);
        }
        return new Read(build(weights, count, from), end);
    }

    private static int weights(byte[] in, int from, int to, FseTable table, byte[] weights) {
        BackwardBits bits = new BackwardBits(in, from, to);
        int first = (int) bits.read(table.log);
        int second = (int) bits.read(table.log);
        if (bits.left < 0) {
            throw Codecs.damaged(Zstd.NAME, from, "a Huffman table is cut off");
        }
        int count = 0;
        while (count < MAX_WEIGHTS - 1) {
            int entry = table.entries[first];
            weights[count++] = (byte) FseTable.symbol(entry);
            if (bits.left < FseTable.bits(entry)) {
                weights[count++] = (byte) FseTable.symbol(table.entries[second]);
                return count;
            }
            first = FseTable.base(entry) + (int) bits.read(FseTable.bits(entry));
            int swap = first;
            first = second;
            second = swap;
        }
        throw Codecs.damaged(Zstd.NAME, from, "a Huffman table has too many weights");
    }

    private static HuffmanTable build(byte[] weights, int count, int at) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            if (weights[i] > MAX_LOG) {
                throw Codecs.damaged(Zstd.NAME, at, "a Huffman weight of " + weights[i]);
            }
            sum += 1 << weights[i] >>> 1;
        }
        int log = 32 - Integer.numberOfLeadingZeros(sum);
        int rest = (1 << log) - sum;
        if (sum == 0 || log > MAX_LOG || Integer.bitCount(rest) != 1) {
            throw Codecs.damaged(Zstd.NAME, at, "Huffman weights do not add up");
        }
        weights[count] = (byte) (32 - Integer.numberOfLeadingZeros(rest));
        return new HuffmanTable(log, entries(weights, count + 1, log));
    }

    private static short[] entries(byte[] weights, int count, int log) {
        short[] entries = new short[1 << log];
        int at = 0;
        for (int weight = 1; weight <= log; weight++) {
            for (int symbol = 0; symbol < count; symbol++) {
                if (weights[symbol] == weight) {
                    int end = at + (1 << weight - 1);
                    java.util.Arrays.fill(entries, at, end, (short) (symbol | log + 1 - weight << 8));
                    at = end;
                }
            }
        }
        return entries;
    }

    /// Decodes one stream into `out[at..end)`.
    void decode(byte[] in, int from, int to, byte[] out, int at, int end) {
        BackwardBits start = new BackwardBits(in, from, to);
        long left = start.left;
        int o = at;
        while (o + 4 <= end && left >= 0) {
            int lastByte = (int) (left + 7 >>> 3);
            long word = (long) LittleEndian.LONG.get(in, from + lastByte - 8) << (lastByte << 3) - left;
            int used = 0;
            for (int k = 0; k < 4; k++) {
                int entry = entries[(int) (word << used >>> 64 - log)];
                out[o + k] = (byte) entry;
                used += entry >>> 8;
            }
            left -= used;
            o += 4;
        }
        while (o < end && left >= 0) {
            int lastByte = (int) (left + 7 >>> 3);
            long word = (long) LittleEndian.LONG.get(in, from + lastByte - 8) << (lastByte << 3) - left;
            int entry = entries[(int) (word >>> 64 - log)];
            out[o++] = (byte) entry;
            left -= entry >>> 8;
        }
        if (left != 0 || o != end) {
            throw Codecs.damaged(Zstd.NAME, from, "a Huffman stream does not end where it should");
        }
    }

    /// Decodes the four streams of a literals section into `out[0..size)`.
    void decodeFour(byte[] in, int from, int to, byte[] out, int size) {
        if (to - from < 10) {
            throw Codecs.damaged(Zstd.NAME, from, "Huffman streams are cut off");
        }
        int second = from + 6 + Codecs.shortAt(in, from);
        int third = second + Codecs.shortAt(in, from + 2);
        int fourth = third + Codecs.shortAt(in, from + 4);
        int part = (size + 3) / 4;
        if (fourth >= to || 3 * part > size) {
            throw Codecs.damaged(Zstd.NAME, from, "Huffman streams are cut off");
        }
        decode(in, from + 6, second, out, 0, part);
        decode(in, second, third, out, part, 2 * part);
        decode(in, third, fourth, out, 2 * part, 3 * part);
        decode(in, fourth, to, out, 3 * part, size);
    }
}
