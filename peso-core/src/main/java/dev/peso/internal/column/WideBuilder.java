package dev.peso.internal.column;

import java.math.BigInteger;
import java.util.Arrays;

import dev.peso.DataType;

/// Builds a [WideVector].
public final class WideBuilder extends VectorBuilder {
    private long[] words;

    public WideBuilder(DataType type, int expected) {
        super(type);
        words = new long[2 * Math.max(8, expected)];
    }

    /// Appends an unscaled value of 128 bits.
    public void append(long low, long high) {
        if (2 * length == words.length) {
            words = Arrays.copyOf(words, 2 * grown(length));
        }
        words[2 * length] = low;
        words[2 * length + 1] = high;
        length++;
    }

    public void append(BigInteger unscaled) {
        append(unscaled.longValue(), unscaled.shiftRight(64).longValue());
    }

    @Override
    public void appendNull() {
        markNull();
        append(0, 0);
    }

    @Override
    public void appendFrom(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
        } else {
            append(((WideVector) source).low(row), ((WideVector) source).high(row));
        }
    }

    @Override
    public WideVector build() {
        return new WideVector(type, Arrays.copyOf(words, 2 * length), 0, length, validity());
    }
}
