package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Values of one type for some rows: a slice of arrays in Arrow's layout, with an optional validity bitmap.
///
/// Row `i` of the vector is element `offset + i` of its arrays and bit `offset + i` of its validity. Vectors are
/// read-only by contract once built and may be shared between threads. What a null row's value slot holds is
/// undefined, so kernels may compute on it but never let it show.
public abstract sealed class Vector
        permits BitVector, ByteVector, ShortVector, IntVector, LongVector, FloatVector,
        DoubleVector, WideVector, ViewVector, CodeVector, ListVector, StructVector, NullVector {
    /// Rows of a full chunk: 60 batches of 2,048. Not a power of two, so that arrays do not waste half a heap region.
    public static final int CHUNK_ROWS = 122_880;

    public final DataType type;
    public final int offset;
    public final int length;
    /// Bit set means the row has a value; null means no row is null.
    public final long @Nullable [] validity;

    Vector(DataType type, int offset, int length, long @Nullable [] validity) {
        this.type = type;
        this.offset = offset;
        this.length = length;
        this.validity = validity;
    }

    /// Whether row `i` is null.
    public boolean isNull(int i) {
        return validity != null && (validity[(offset + i) >>> 6] >>> (offset + i) & 1) == 0;
    }

    /// How many rows are null.
    public int nullCount() {
        return validity == null ? 0 : length - Bitmap.count(validity, offset, length);
    }

    /// The rows `from` to `from + count - 1`, sharing the arrays.
    public abstract Vector slice(int from, int count);

    /// The same arrays under another logical type of the same physical layout.
    public abstract Vector withType(DataType newType);

    /// The same values with other nulls: `newValidity` has bit `offset + i` for row `i`.
    public abstract Vector withValidity(long @Nullable [] newValidity);

    /// Bytes of the part of the arrays this vector uses, estimated.
    public abstract long bytes();
}
