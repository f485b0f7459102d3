package dev.peso.internal.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing run of bytes in which a kernel writes one value at a time.
final class ByteSink {
    byte[] bytes = new byte[64];
    int length;

    void clear() {
        length = 0;
    }

    void add(int b) {
        room(1);
        bytes[length++] = (byte) b;
    }

    void add(byte[] source, int from, int to) {
        room(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    void add(TextCursor text) {
        add(text.bytes, text.from, text.to);
    }

    void add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add(utf8, 0, utf8.length);
    }

    void addCodePoint(int codePoint) {
        room(4);
        length = Utf8.encode(codePoint, bytes, length);
    }

    /// A decimal number, filled with zeros up to a width.
    void addPadded(long value, int width) {
        if (value < 0) {
            add('-');
            addPadded(-value, width - 1);
            return;
        }
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        int count = Math.max(digits, width);
        room(count);
        long rest = value;
        for (int i = count - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    /// Makes sure that `count` bytes can be written after `length`.
    void room(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), 2 * bytes.length));
        }
    }
}
