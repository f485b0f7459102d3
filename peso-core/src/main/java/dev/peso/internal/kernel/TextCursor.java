package dev.peso.internal.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.peso.internal.codec.LittleEndian;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;

/// The bytes of one text at a time: `bytes[from..to)`, wherever the view keeps them.
///
/// The bytes of an inline value are copied into the cursor; those of a longer one are the column's own buffer and must
/// not be changed.
final class TextCursor {
    byte[] bytes;
    int from;
    int to;
    private final byte[] inline = new byte[Views.INLINE + 4];

    TextCursor() {
        bytes = inline;
    }

    /// A cursor over a Java text.
    static TextCursor of(String text) {
        TextCursor cursor = new TextCursor();
        cursor.bytes = text.getBytes(StandardCharsets.UTF_8);
        cursor.to = cursor.bytes.length;
        return cursor;
    }

    TextCursor read(ViewVector v, int row) {
        int at = 2 * (v.offset + row);
        return read(v.views[at], v.views[at + 1], v.buffers);
    }

    TextCursor read(long head, long tail, byte[][] buffers) {
        int length = (int) head;
        if (length <= Views.INLINE) {
            LittleEndian.INT.set(inline, 0, (int) (head >>> 32));
            LittleEndian.LONG.set(inline, 4, tail);
            bytes = inline;
            from = 0;
        } else {
            bytes = buffers[(int) tail];
            from = (int) (tail >>> 32);
        }
        to = from + length;
        return this;
    }

    /// Makes the text the bytes of another range.
    void set(byte[] source, int newFrom, int newTo) {
        bytes = source;
        from = newFrom;
        to = newTo;
    }

    int length() {
        return to - from;
    }

    boolean sameAs(TextCursor other) {
        return Arrays.equals(bytes, from, to, other.bytes, other.from, other.to);
    }

    byte[] toBytes() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
