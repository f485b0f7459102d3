package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Lists, and maps as lists of `struct<key, value>`: row `i` is the rows `offsets[offset + i]` (included) to
/// `offsets[offset + i + 1]` (excluded) of `child`.
public final class ListVector extends Vector {
    /// One more than there are rows; never falling.
    public final int[] offsets;
    public final Vector child;

    public ListVector(DataType type, int[] offsets, Vector child, int offset, int length,
            long @Nullable [] validity) {
        super(type, offset, length, validity);
        this.offsets = offsets;
        this.child = child;
    }

    public int from(int i) {
        return offsets[offset + i];
    }

    public int to(int i) {
        return offsets[offset + i + 1];
    }

    @Override
    public ListVector slice(int from, int count) {
        return new ListVector(type, offsets, child, offset + from, count, validity);
    }

    @Override
    public ListVector withType(DataType newType) {
        return new ListVector(newType, offsets, child, offset, length, validity);
    }

    @Override
    public ListVector withValidity(long @Nullable [] newValidity) {
        return new ListVector(type, offsets, child, offset, length, newValidity);
    }

    @Override
    public long bytes() {
        long own = 4L * length + (validity == null ? 0 : length / 8);
        return length == 0 ? own : own + child.slice(from(0), to(length - 1) - from(0)).bytes();
    }
}
