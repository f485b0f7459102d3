package dev.peso.internal.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.peso.DataType;

/// Builds a [ViewVector]; long values are copied into buffers of its own.
public final class ViewBuilder extends VectorBuilder {
    private static final int FIRST_BUFFER = 4_000;
    private static final int LARGEST_BUFFER = 1_000_000;

    private long[] views;
    private byte[][] buffers = new byte[4][];
    private int bufferCount;
    private int used;

    public ViewBuilder(DataType type, int expected) {
        super(type);
        views = new long[2 * Math.max(8, expected)];
    }

    /// Appends the value in a byte range.
    public void append(byte[] source, int from, int count) {
        if (count <= Views.INLINE) {
            put(Views.head(source, from, count), Views.inlineTail(source, from, count));
        } else {
            byte[] target = room(count);
            System.arraycopy(source, from, target, used, count);
            put(Views.head(source, from, count), Views.place(bufferCount - 1, used));
            used += count;
        }
    }

    /// Appends a value given as a view.
    public void append(long head, long tail, byte[][] source) {
        int count = (int) head;
        if (count <= Views.INLINE) {
            put(head, tail);
        } else {
            append(source[(int) tail], (int) (tail >>> 32), count);
        }
    }

    public void append(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        append(utf8, 0, utf8.length);
    }

    @Override
    public void appendFrom(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
        } else if (source instanceof CodeVector c) {
            append(c.dictionary.head(c.code(row)), c.dictionary.tail(c.code(row)), c.dictionary.buffers);
        } else {
            ViewVector v = (ViewVector) source;
            append(v.head(row), v.tail(row), v.buffers);
        }
    }

    @Override
    public void appendNull() {
        markNull();
        put(0, 0);
    }

    private void put(long head, long tail) {
        if (2 * length == views.length) {
            views = Arrays.copyOf(views, grown(length) * 2);
        }
        views[2 * length] = head;
        views[2 * length + 1] = tail;
        length++;
    }

    private byte[] room(int count) {
        if (bufferCount > 0 && buffers[bufferCount - 1].length - used >= count) {
            return buffers[bufferCount - 1];
        }
        if (bufferCount == buffers.length) {
            buffers = Arrays.copyOf(buffers, 2 * bufferCount);
        }
        int size = bufferCount == 0
                ? FIRST_BUFFER
                : Math.min(LARGEST_BUFFER, 4 * buffers[bufferCount - 1].length);
        buffers[bufferCount++] = new byte[Math.max(size, count)];
        used = 0;
        return buffers[bufferCount - 1];
    }

    boolean equalAt(int row, long head, long tail, byte[][] source) {
        return Views.equal(views[2 * row], views[2 * row + 1], buffers, head, tail, source);
    }

    long hashAt(int row) {
        return Views.hash(views[2 * row], views[2 * row + 1], buffers);
    }

    @Override
    public ViewVector build() {
        byte[][] own = bufferCount == 0 ? ViewVector.NO_BUFFERS : Arrays.copyOf(buffers, bufferCount);
        return new ViewVector(type, Arrays.copyOf(views, 2 * length), own, 0, length, validity());
    }
}
