package dev.peso.internal.spill;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import dev.peso.DataAccessException;
import dev.peso.internal.codec.LittleEndian;

/// A growing array of bytes, little-endian.
final class ByteSink {
    private static final int LARGEST = Integer.MAX_VALUE - 64;

    private byte[] buffer;
    private int length;

    /// @param expected bytes that will probably be written
    ByteSink(long expected) {
        buffer = new byte[(int) Math.min(LARGEST, expected)];
    }

    byte[] buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    /// Makes room and moves past it; returns where it starts.
    int skip(long count) {
        long end = length + count;
        if (end > LARGEST) {
            throw new DataAccessException("a chunk of spilled data is over 2 GB", null);
        }
        if (end > buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(LARGEST, Math.max(4_000, end + end / 2)));
        }
        int at = length;
        length = (int) end;
        return at;
    }

    void putInt(int value) {
        setInt(skip(4), value);
    }

    void setInt(int at, int value) {
        LittleEndian.INT.set(buffer, at, value);
    }

    void putBytes(byte[] source, int from, int count) {
        int at = skip(count);
        System.arraycopy(source, from, buffer, at, count);
    }

    /// A little-endian view of the next `count` bytes, which count as written.
    ByteBuffer room(long count) {
        int at = skip(count);
        return ByteBuffer.wrap(buffer, at, (int) count).order(ByteOrder.LITTLE_ENDIAN);
    }
}
