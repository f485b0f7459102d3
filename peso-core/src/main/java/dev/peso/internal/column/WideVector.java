package dev.peso.internal.column;

import java.math.BigInteger;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Decimals of 19 to 38 digits, unscaled, two's complement of 128 bits: element `2i` is the low half of row `i`,
/// `2i + 1` the high half.
public final class WideVector extends Vector {
    public final long[] words;

    public WideVector(DataType type, long[] words, int offset, int length, long @Nullable [] validity) {
        super(type, offset, length, validity);
        this.words = words;
    }

    public long low(int i) {
        return words[2 * (offset + i)];
    }

    public long high(int i) {
        return words[2 * (offset + i) + 1];
    }

    /// The unscaled value of row `i`.
    public BigInteger unscaled(int i) {
        return toBigInteger(low(i), high(i));
    }

    public static BigInteger toBigInteger(long low, long high) {
        BigInteger lowPart = BigInteger.valueOf(low >>> 1).shiftLeft(1).or(BigInteger.valueOf(low & 1));
        return BigInteger.valueOf(high).shiftLeft(64).or(lowPart);
    }

    @Override
    public WideVector slice(int from, int count) {
        return new WideVector(type, words, offset + from, count, validity);
    }

    @Override
    public WideVector withType(DataType newType) {
        return new WideVector(newType, words, offset, length, validity);
    }

    @Override
    public WideVector withValidity(long @Nullable [] newValidity) {
        return new WideVector(type, words, offset, length, newValidity);
    }

    @Override
    public long bytes() {
        return 16L * length + (validity == null ? 0 : length / 8);
    }
}
