package dev.peso.internal.parquet;

import java.util.Arrays;

/// Bytes that grow as they are written.
final class Growing {
    byte[] bytes = new byte[1_000];
    int length;

    void clear() {
        length = 0;
    }

    void room(int more) {
        if (more > bytes.length - length) {
            int wanted = Math.addExact(length, more);
            bytes = Arrays.copyOf(bytes,
                    Math.max(wanted, (int) Math.min(Integer.MAX_VALUE - 16L, 2L * bytes.length)));
        }
    }

    void put(int b) {
        room(1);
        bytes[length++] = (byte) b;
    }

    void put(byte[] source, int from, int count) {
        room(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    void putInt(int value) {
        room(4);
        Bits.INT.set(bytes, length, value);
        length += 4;
    }

    void putLong(long value) {
        room(8);
        Bits.LONG.set(bytes, length, value);
        length += 8;
    }

    void putVarint(long value) {
        room(10);
        long left = value;
        while ((left & ~0x7fL) != 0) {
            bytes[length++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }
}
