package dev.peso.internal.codec;

/// Writes bits from the least significant on, to be read backwards from an end mark.
final class ForwardBitWriter {
    private final byte[] out;
    private int at;
    private long word;
    private int bits;

    ForwardBitWriter(byte[] out, int at) {
        this.out = out;
        this.at = at;
    }

    /// Adds up to 31 bits; those of the value above them must be zero.
    void add(int value, int count) {
        word |= (value & 0xffffffffL) << bits;
        bits += count;
        while (bits >= 8) {
            out[at++] = (byte) word;
            word >>>= 8;
            bits -= 8;
        }
    }

    /// Writes what is pending.
    ///
    /// @return the place after the last byte
    int end() {
        if (bits > 0) {
            out[at++] = (byte) word;
            word = 0;
            bits = 0;
        }
        return at;
    }

    /// Writes the end mark and what is pending.
    ///
    /// @return the place after the last byte
    int close() {
        add(1, 1);
        return end();
    }
}
