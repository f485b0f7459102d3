package dev.peso.internal.avro;

import java.io.EOFException;
import java.io.IOException;

/// Reads the values of one block from its bytes.
final class Input {
    /// How many items without bytes a block may have.
    private static final long MOST_EMPTY = 1_000_000;

    final byte[] bytes;
    final int end;
    int at;
    private long empty;

    Input(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int left() {
        return end - at;
    }

    private static EOFException cutOff() {
        return new EOFException("a value goes on beyond its block");
    }

    int u8() throws IOException {
        if (at >= end) {
            throw cutOff();
        }
        return bytes[at++] & 0xFF;
    }

    /// A whole number of one to ten bytes.
    long number() throws IOException {
        long bits = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int b = u8();
            bits |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return bits >>> 1 ^ -(bits & 1);
            }
        }
        throw new IOException("a number has more than 10 bytes");
    }

    int int32() throws IOException {
        long number = number();
        if (number != (int) number) {
            throw new IOException("the number " + number + " is no int");
        }
        return (int) number;
    }

    /// Passes over bytes; returns where they start.
    int skip(long count) throws IOException {
        if (count < 0 || count > left()) {
            throw cutOff();
        }
        int from = at;
        at += (int) count;
        return from;
    }

    long fixed(int size) throws IOException {
        int from = skip(size);
        long bits = 0;
        for (int i = 0; i < size; i++) {
            bits |= (bytes[from + i] & 0xFFL) << 8 * i;
        }
        return bits;
    }

    /// The number of items of the next block of a list or map, 0 at its end.
    ///
    /// @param least how many bytes an item takes at least
    long count(int least) throws IOException {
        long count = number();
        if (count < 0) {
            number(); // its size in bytes, for those who pass over it
            count = -count;
        }
        empty += least == 0 ? count : 0;
        if (count < 0 || empty > MOST_EMPTY || least > 0 && count > left() / least) {
            throw new IOException("a list of " + count + " items is longer than its block");
        }
        return count;
    }
}
