package dev.peso.internal.aggregate;

import java.util.Arrays;

import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.Hashes;
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

/// Lists, structs and maps as bytes that are equal exactly when the values are.
final class NestedBytes {
    private byte[] bytes = new byte[256];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /// Appends the bytes of a row.
    void append(Vector v, int row) {
        if (v.isNull(row)) {
            put(0);
            return;
        }
        put(1);
        switch (v) {
            case BitVector x -> put(x.get(row) ? 1 : 0);
            case ByteVector x -> put(x.get(row));
            case ShortVector x -> putLong(x.get(row));
            case IntVector x -> putLong(x.get(row));
            case LongVector x -> putLong(x.get(row));
            case FloatVector x -> putLong(Hashes.canonicalBits(x.get(row)));
            case DoubleVector x -> putLong(Hashes.canonicalBits(x.get(row)));
            case WideVector x -> {
                putLong(x.low(row));
                putLong(x.high(row));
            }
            case ViewVector x -> putText(x, row);
            case CodeVector x -> putText(x.dictionary, x.code(row));
            case ListVector x -> {
                putLong((long) x.to(row) - x.from(row));
                for (int i = x.from(row); i < x.to(row); i++) {
                    append(x.child, i);
                }
            }
            case StructVector x -> x.children.forEach(child -> append(child, row));
            case NullVector _ -> put(0);
        }
    }

    private void putText(ViewVector v, int row) {
        int count = v.byteLength(row);
        putLong(count);
        room(count);
        Views.copyTo(v.head(row), v.tail(row), v.buffers, bytes, length);
        length += count;
    }

    private void putLong(long value) {
        room(8);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    private void put(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    private void room(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), 2 * bytes.length));
        }
    }
}
