package dev.peso.internal.exec;

import java.util.Arrays;

import dev.peso.DataType;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;

/// Encodes nested values as bytes that are equal where the values are not distinct and sort, as unsigned bytes, in
/// the values' order: element by element, nulls last, a list before its own continuations.
///
/// A present value is the byte 1 and the value, a null the byte 2, the end of a list the byte 0. Numbers are eight
/// bytes, big-endian; in texts the byte 0 is followed by 255 and the end is 0, 0.
final class KeyBytes {
    private static final byte END = 0;
    private static final byte PRESENT = 1;
    private static final byte NULL = 2;

    private byte[] bytes = new byte[64];
    private int length;
    private final long[] word = new long[1];

    private KeyBytes() {}

    static ViewVector encode(Vector v) {
        KeyBytes encoder = new KeyBytes();
        ViewBuilder builder = new ViewBuilder(DataType.BINARY, v.length);
        for (int i = 0; i < v.length; i++) {
            if (v.isNull(i)) {
                builder.appendNull();
            } else {
                encoder.length = 0;
                encoder.putValue(v, i);
                builder.append(encoder.bytes, 0, encoder.length);
            }
        }
        return builder.build();
    }

    private void put(Vector v, int row) {
        if (v.isNull(row)) {
            put(NULL);
        } else {
            put(PRESENT);
            putValue(v, row);
        }
    }

    private void putValue(Vector v, int row) {
        switch (v) {
            case ListVector l -> {
                for (int i = l.from(row); i < l.to(row); i++) {
                    put(l.child, i);
                }
                put(END);
            }
            case StructVector s -> s.children.forEach(child -> put(child, row));
            case ViewVector s -> putText(s.getBytes(row));
            case CodeVector c ->
                putText(Views.bytes(c.dictionary.head(c.code(row)), c.dictionary.tail(c.code(row)),
                        c.dictionary.buffers));
            case WideVector w -> {
                putLong(w.high(row) ^ Long.MIN_VALUE);
                putLong(w.low(row));
            }
            case NullVector _ -> throw new IllegalStateException("a null has no bytes");
            default -> {
                KeyWords.fill(v.slice(row, 1), word, 0, 1);
                putLong(word[0] ^ Long.MIN_VALUE);
            }
        }
    }

    private void putText(byte[] text) {
        for (byte b : text) {
            put(b);
            if (b == 0) {
                put((byte) 255);
            }
        }
        put((byte) 0);
        put((byte) 0);
    }

    private void putLong(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            put((byte) (value >>> shift));
        }
    }

    private void put(byte value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = value;
    }
}
