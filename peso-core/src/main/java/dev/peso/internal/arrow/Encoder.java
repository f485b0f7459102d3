package dev.peso.internal.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;

/// Turns vectors into the buffers of a batch. A null row's slot is zero or empty, so equal rows give equal bytes.
final class Encoder {
    private final EncodedBatch batch;

    Encoder(EncodedBatch batch) {
        this.batch = batch;
    }

    void add(Vector vector) {
        int rows = vector.length;
        if (vector instanceof NullVector) {
            batch.node(rows, rows);
            return;
        }
        int nulls = vector.nullCount();
        long[] validity = vector.validity;
        batch.node(rows, nulls);
        batch.buffer(nulls == 0 || validity == null ? Packing.EMPTY : bits(validity, vector.offset, rows));
        switch (vector) {
            case BitVector v -> batch.buffer(bits(v));
            case ByteVector v -> batch.buffer(bytes(v));
            case ShortVector v -> batch.buffer(shorts(v));
            case IntVector v -> batch.buffer(ints(v));
            case LongVector v -> batch.buffer(longs(v));
            case FloatVector v -> batch.buffer(floats(v));
            case DoubleVector v -> batch.buffer(doubles(v));
            case WideVector v -> batch.buffer(wide(v));
            case ViewVector v -> views(v);
            case CodeVector v -> batch.codes(v);
            case ListVector v -> list(v);
            case StructVector v -> v.children.forEach(this::add);
            case NullVector _ -> throw new IllegalArgumentException("nulls have no buffers");
        }
    }

    private static byte[] bits(long[] words, int offset, int rows) {
        byte[] bytes = new byte[(rows + 7) / 8];
        for (int i = 0; i < bytes.length; i++) {
            int left = rows - 8 * i;
            int mask = left >= 8 ? 0xFF : (1 << left) - 1;
            bytes[i] = (byte) (Bitmap.word(words, offset + 8 * i) & mask);
        }
        return bytes;
    }

    private static byte[] bits(BitVector v) {
        return v.validity == null
                ? bits(v.bits, v.offset, v.length)
                : bits(Bitmap.and(v.bits, v.offset, v.validity, v.offset, v.length), v.length);
    }

    private static byte[] bits(long @org.jspecify.annotations.Nullable [] words, int rows) {
        return bits(words == null ? Bitmap.ones(rows) : words, 0, rows);
    }

    private static byte[] room(int rows, int size) {
        return new byte[Math.multiplyExact(rows, size)];
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(ByteVector v) {
        byte[] out = new byte[v.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = v.isNull(i) ? 0 : v.get(i);
        }
        return out;
    }

    private static byte[] shorts(ShortVector v) {
        byte[] bytes = room(v.length, 2);
        ByteBuffer out = littleEndian(bytes);
        for (int i = 0; i < v.length; i++) {
            out.putShort(2 * i, v.isNull(i) ? 0 : v.get(i));
        }
        return bytes;
    }

    private static byte[] ints(IntVector v) {
        byte[] bytes = room(v.length, 4);
        ByteBuffer out = littleEndian(bytes);
        if (v.validity == null) {
            out.asIntBuffer().put(v.values, v.offset, v.length);
            return bytes;
        }
        for (int i = 0; i < v.length; i++) {
            out.putInt(4 * i, v.isNull(i) ? 0 : v.get(i));
        }
        return bytes;
    }

    private static byte[] longs(LongVector v) {
        if (v.type instanceof DataType.Decimal) {
            byte[] bytes = room(v.length, 16);
            ByteBuffer out = littleEndian(bytes);
            for (int i = 0; i < v.length; i++) {
                long value = v.isNull(i) ? 0 : v.get(i);
                out.putLong(16 * i, value);
                out.putLong(16 * i + 8, value >> 63);
            }
            return bytes;
        }
        if (v.type instanceof DataType.Time time && SchemaWriter.isCoarse(time)) {
            byte[] bytes = room(v.length, 4);
            ByteBuffer out = littleEndian(bytes);
            for (int i = 0; i < v.length; i++) {
                out.putInt(4 * i, v.isNull(i) ? 0 : (int) v.get(i));
            }
            return bytes;
        }
        byte[] bytes = room(v.length, 8);
        ByteBuffer out = littleEndian(bytes);
        if (v.validity == null) {
            out.asLongBuffer().put(v.values, v.offset, v.length);
            return bytes;
        }
        for (int i = 0; i < v.length; i++) {
            out.putLong(8 * i, v.isNull(i) ? 0 : v.get(i));
        }
        return bytes;
    }

    private static byte[] floats(FloatVector v) {
        byte[] bytes = room(v.length, 4);
        ByteBuffer out = littleEndian(bytes);
        for (int i = 0; i < v.length; i++) {
            out.putFloat(4 * i, v.isNull(i) ? 0 : v.get(i));
        }
        return bytes;
    }

    private static byte[] doubles(DoubleVector v) {
        byte[] bytes = room(v.length, 8);
        ByteBuffer out = littleEndian(bytes);
        if (v.validity == null) {
            out.asDoubleBuffer().put(v.values, v.offset, v.length);
            return bytes;
        }
        for (int i = 0; i < v.length; i++) {
            out.putDouble(8 * i, v.isNull(i) ? 0 : v.get(i));
        }
        return bytes;
    }

    private static byte[] wide(WideVector v) {
        byte[] bytes = room(v.length, 16);
        ByteBuffer out = littleEndian(bytes);
        for (int i = 0; i < v.length; i++) {
            if (!v.isNull(i)) {
                out.putLong(16 * i, v.low(i));
                out.putLong(16 * i + 8, v.high(i));
            }
        }
        return bytes;
    }

    private void views(ViewVector v) {
        byte[] places = room(v.length + 1, 4);
        ByteBuffer offsets = littleEndian(places);
        int total = 0;
        for (int i = 0; i < v.length; i++) {
            total += v.isNull(i) ? 0 : v.byteLength(i);
            offsets.putInt(4 * i + 4, total);
        }
        byte[] data = new byte[total];
        for (int i = 0; i < v.length; i++) {
            if (!v.isNull(i)) {
                Views.copyTo(v.head(i), v.tail(i), v.buffers, data, offsets.getInt(4 * i));
            }
        }
        batch.buffer(places);
        batch.buffer(data);
    }

    private void list(ListVector v) {
        byte[] places = room(v.length + 1, 4);
        ByteBuffer offsets = littleEndian(places);
        int total = 0;
        boolean dense = true;
        for (int i = 0; i < v.length; i++) {
            int size = v.to(i) - v.from(i);
            dense &= size == 0 || !v.isNull(i);
            total += v.isNull(i) ? 0 : size;
            offsets.putInt(4 * i + 4, total);
        }
        batch.buffer(places);
        add(dense ? v.child.slice(v.length == 0 ? 0 : v.from(0), total) : withoutHidden(v, total));
    }

    /// The values of the rows that are not null.
    private static Vector withoutHidden(ListVector v, int total) {
        int[] picked = new int[total];
        int at = 0;
        for (int i = 0; i < v.length; i++) {
            for (int k = v.from(i); k < v.to(i) && !v.isNull(i); k++) {
                picked[at++] = k;
            }
        }
        return dev.peso.internal.column.Vectors.gather(v.child, picked, total);
    }
}
