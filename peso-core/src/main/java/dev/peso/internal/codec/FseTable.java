package dev.peso.internal.codec;

/// A finite state entropy decoding table of RFC 8878, section 4.1: what a state stands for and how to find the next.
final class FseTable {
    final int log;
    /// For each state its symbol (bits 0 to 7), the bits to read (8 to 15) and the base of the next state (from 16).
    final int[] entries;

    FseTable(int log, int[] entries) {
        this.log = log;
        this.entries = entries;
    }

    /// A table with one symbol that takes no bits.
    static FseTable of(int symbol) {
        return new FseTable(0, new int[]{symbol});
    }

    static int symbol(int entry) {
        return entry & 0xff;
    }

    static int bits(int entry) {
        return entry >>> 8 & 0xff;
    }

    static int base(int entry) {
        return entry >>> 16;
    }

    /// Builds a table from normalized counts, where -1 stands for a probability below one.
    static FseTable build(int log, short[] counts, int symbols) {
        int size = 1 << log;
        int[] entries = new int[size];
        int[] next = new int[symbols];
        int high = size - 1;
        for (int s = 0; s < symbols; s++) {
            if (counts[s] == -1) {
                entries[high--] = s;
                next[s] = 1;
            } else {
                next[s] = counts[s];
            }
        }
        int step = (size >>> 1) + (size >>> 3) + 3;
        int position = 0;
        for (int s = 0; s < symbols; s++) {
            for (int i = 0; i < counts[s]; i++) {
                entries[position] = s;
                do {
                    position = position + step & size - 1;
                } while (position > high);
            }
        }
        for (int state = 0; state < size; state++) {
            int s = entries[state];
            int number = next[s]++;
            int bits = log - (31 - Integer.numberOfLeadingZeros(number));
            entries[state] = s | bits << 8 | (number << bits) - size << 16;
        }
        return new FseTable(log, entries);
    }

    /// A table read from a compressed block, and where it ended there.
    record Read(FseTable table, int end) {}

    /// Reads a table description (RFC 8878, section 4.1.1).
    static Read read(byte[] in, int from, int to, int maxLog, int maxSymbol) {
        ForwardBits bits = new ForwardBits(in, from, to);
        int log = bits.read(4) + 5;
        if (log > maxLog) {
            throw Codecs.damaged(Zstd.NAME, from, "an entropy table of 2^" + log + " states");
        }
        short[] counts = new short[maxSymbol + 1];
        int remaining = 1 << log;
        int symbol = 0;
        while (remaining > 0 && symbol <= maxSymbol) {
            int width = 32 - Integer.numberOfLeadingZeros(remaining + 1);
            int value = bits.peek(width);
            int lowMask = (1 << width - 1) - 1;
            int threshold = (1 << width) - 1 - (remaining + 1);
            if ((value & lowMask) < threshold) {
                bits.skip(width - 1);
                value &= lowMask;
            } else {
                bits.skip(width);
                value -= value > lowMask ? threshold : 0;
            }
            int count = value - 1;
            remaining -= Math.abs(count);
            counts[symbol++] = (short) count;
            if (count == 0) {
                int repeat;
                do {
                    repeat = bits.read(2);
                    symbol += repeat;
                } while (repeat == 3 && symbol <= maxSymbol);
            }
        }
        if (remaining != 0 || symbol > maxSymbol + 1) {
            throw Codecs.damaged(Zstd.NAME, from, "an entropy table does not add up");
        }
        return new Read(build(log, counts, symbol), bits.byteEnd());
    }

    /// Bits from the least significant of the first byte on.
    private static final class ForwardBits {
        private final byte[] in;
        private final int from;
        private final int to;
        private long bit;

        ForwardBits(byte[] in, int from, int to) {
            this.in = in;
            this.from = from;
            this.to = to;
        }

        int peek(int count) {
            int at = from + (int) (bit >>> 3);
            long word = 0;
            for (int i = 0; i < 4 && at + i < to; i++) {
                word |= (in[at + i] & 0xffL) << 8 * i;
            }
            return (int) (word >>> (bit & 7)) & (1 << count) - 1;
        }

        void skip(int count) {
            bit += count;
            if (bit > 8L * (to - from)) {
                throw Codecs.damaged(Zstd.NAME, from, "an entropy table is cut off");
            }
        }

        int read(int count) {
            int value = peek(count);
            skip(count);
            return value;
        }

        int byteEnd() {
            return from + (int) (bit + 7 >>> 3);
        }
    }
}
