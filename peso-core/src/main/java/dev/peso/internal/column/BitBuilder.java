package dev.peso.internal.column;

import java.util.Arrays;

import dev.peso.DataType;

/// Builds a [BitVector].
public final class BitBuilder extends VectorBuilder {
    private long[] bits;

    public BitBuilder(int expected) {
        super(DataType.BOOLEAN);
        bits = new long[Bitmap.words(Math.max(64, expected))];
    }

    public void append(boolean value) {
        if (length == bits.length << 6) {
            bits = Arrays.copyOf(bits, 2 * bits.length);
        }
        if (value) {
            Bitmap.set(bits, length);
        }
        length++;
    }

    @Override
    public void appendNull() {
        markNull();
        append(false);
    }

    @Override
    public void appendFrom(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
        } else {
            append(((BitVector) source).get(row));
        }
    }

    @Override
    public BitVector build() {
        return new BitVector(Arrays.copyOf(bits, Bitmap.words(length)), 0, length, validity());
    }
}
