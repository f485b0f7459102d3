package dev.peso.internal.csv;

import java.util.Arrays;

/// A growing array of bytes to which rows are written.
final class RowBytes {
    private static final byte[] DIGIT_PAIRS = pairs();

    byte[] bytes = new byte[64_000];
    int length;

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    /// Makes room for more bytes; call before `put`.
    void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes,
                    Math.max(Math.addExact(length, more), bytes.length + (bytes.length >> 1)));
        }
    }

    void put(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    void put(byte[] source, int from, int count) {
        reserve(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /// Appends text of ASCII characters only.
    void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    void number(long value) {
        if (value == Long.MIN_VALUE) {
            ascii(Long.toString(value));
            return;
        }
        reserve(20);
        long rest = Math.abs(value);
        int end = length + digits(rest) + (value < 0 ? 1 : 0);
        int at = end;
        while (rest >= 100) {
            int pair = (int) (rest % 100) * 2;
            rest /= 100;
            bytes[--at] = DIGIT_PAIRS[pair + 1];
            bytes[--at] = DIGIT_PAIRS[pair];
        }
        bytes[--at] = DIGIT_PAIRS[2 * (int) rest + 1];
        if (rest >= 10) {
            bytes[--at] = DIGIT_PAIRS[2 * (int) rest];
        }
        if (value < 0) {
            bytes[--at] = '-';
        }
        length = end;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /// Appends the last digits of a number, with zeros before it.
    void padded(long value, int digits) {
        reserve(digits);
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }
}
