package dev.peso.internal.codec;

/// A finite state entropy encoding table of RFC 8878, section 4.1, made from the same counts as its decoding table.
final class FseEncoder {
    final int log;
    private final short[] counts;
    private final short[] states;
    private final int[] deltaBits;
    private final int[] deltaState;

    FseEncoder(int log, short[] counts) {
        this.log = log;
        this.counts = counts;
        int size = 1 << log;
        int symbols = counts.length;
        FseTable table = FseTable.build(log, counts, symbols);
        int[] next = new int[symbols];
        deltaBits = new int[symbols];
        deltaState = new int[symbols];
        int total = 0;
        for (int s = 0; s < symbols; s++) {
            int count = Math.abs(counts[s]);
            next[s] = total;
            if (count == 1) {
                deltaBits[s] = (log << 16) - size;
                deltaState[s] = total - 1;
            } else if (count > 1) {
                int most = log - (31 - Integer.numberOfLeadingZeros(count - 1));
                deltaBits[s] = (most << 16) - (count << most);
                deltaState[s] = total - count;
            }
            total += count;
        }
        states = new short[size];
        for (int state = 0; state < size; state++) {
            states[next[FseTable.symbol(table.entries[state])]++] = (short) (size + state);
        }
    }

    /// A table fit for how often symbols occur.
    static FseEncoder of(int[] occurrences, int maxSymbol, int total, int maxLog) {
        int log = Math.min(maxLog, highBit(Math.max(1, total - 1)) - 2);
        int least = Math.min(highBit(total) + 1, highBit(Math.max(1, maxSymbol)) + 2);
        log = Math.clamp(Math.max(log, least), 5, maxLog);
        return new FseEncoder(log, normalized(occurrences, maxSymbol, total, log));
    }

    private static int highBit(int value) {
        return 31 - Integer.numberOfLeadingZeros(value);
    }

    private static short[] normalized(int[] occurrences, int maxSymbol, int total, int log) {
        int size = 1 << log;
        short[] counts = new short[maxSymbol + 1];
        int sum = 0;
        int largest = 0;
        for (int s = 0; s <= maxSymbol; s++) {
            if (occurrences[s] > 0) {
                counts[s] = (short) Math.max(1, (long) occurrences[s] * size / total);
                sum += counts[s];
                largest = counts[s] > counts[largest] ? s : largest;
            }
        }
        while (sum > size) {
            for (int s = 0; s <= maxSymbol; s++) {
                largest = counts[s] > counts[largest] ? s : largest;
            }
            int less = Math.min(sum - size, Math.max(1, counts[largest] / 4));
            counts[largest] -= (short) less;
            sum -= less;
        }
        counts[largest] += (short) (size - sum);
        return counts;
    }

    /// Writes the table's description.
    ///
    /// @return the place after it
    int write(byte[] out, int at) {
        ForwardBitWriter bits = new ForwardBitWriter(out, at);
        bits.add(log - 5, 4);
        int remaining = 1 << log;
        int s = 0;
        while (remaining > 0) {
            int value = counts[s] + 1;
            int width = 32 - Integer.numberOfLeadingZeros(remaining + 1);
            int lowMask = (1 << width - 1) - 1;
            int threshold = (1 << width) - 1 - (remaining + 1);
            if (value < threshold) {
                bits.add(value, width - 1);
            } else {
                bits.add(value > lowMask ? value + threshold : value, width);
            }
            remaining -= Math.abs(counts[s]);
            s++;
            if (value == 1) {
                s = zeros(bits, s);
            }
        }
        return bits.end();
    }

    private int zeros(ForwardBitWriter bits, int from) {
        int s = from;
        while (s < counts.length && counts[s] == 0) {
            s++;
        }
        int run = s - from;
        for (; run >= 3; run -= 3) {
            bits.add(3, 2);
        }
        bits.add(run, 2);
        return s;
    }

    /// The state to start from, so that decoding ends with a symbol.
    int start(int symbol) {
        int bits = deltaBits[symbol] + (1 << 15) >> 16;
        int value = (bits << 16) - deltaBits[symbol];
        return states[(value >> bits) + deltaState[symbol]];
    }

    /// Writes the bits that lead from a symbol's state to `state` and gives the symbol's state.
    int encode(ForwardBitWriter out, int state, int symbol) {
        int bits = state + deltaBits[symbol] >> 16;
        out.add(state & (1 << bits) - 1, bits);
        return states[(state >> bits) + deltaState[symbol]];
    }

    void finish(ForwardBitWriter out, int state) {
        out.add(state & (1 << log) - 1, log);
    }
}
