package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// `boolean` values, one bit each: bit `offset + i` of `bits` is row `i`.
public final class BitVector extends Vector {
    public final long[] bits;

    public BitVector(long[] bits, int offset, int length, long @Nullable [] validity) {
        super(DataType.BOOLEAN, offset, length, validity);
        this.bits = bits;
    }

    public boolean get(int i) {
        return Bitmap.get(bits, offset + i);
    }

    /// Whether row `i` is true and not null.
    public boolean isTrue(int i) {
        return get(i) && !isNull(i);
    }

    @Override
    public BitVector slice(int from, int count) {
        return new BitVector(bits, offset + from, count, validity);
    }

    @Override
    public BitVector withType(DataType newType) {
        return this;
    }

    @Override
    public BitVector withValidity(long @Nullable [] newValidity) {
        return new BitVector(bits, offset, length, newValidity);
    }

    @Override
    public long bytes() {
        return length / 8L + (validity == null ? 0 : length / 8);
    }
}
