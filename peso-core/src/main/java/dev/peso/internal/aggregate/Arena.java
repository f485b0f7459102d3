package dev.peso.internal.aggregate;

import java.util.Arrays;

import dev.peso.internal.column.Views;

/// Bytes of the long texts of a group table, in buffers that only grow in number.
final class Arena {
    private static final int FIRST_BUFFER = 4_000;
    private static final int LARGEST_BUFFER = 1_000_000;

    private byte[][] buffers = new byte[0][];
    private int used;
    private long bytes;

    /// Copies bytes and returns their place, the tail word of their view.
    long append(byte[] source, int from, int count) {
        int last = buffers.length - 1;
        if (last < 0 || buffers[last].length - used < count) {
            int size = last < 0 ? FIRST_BUFFER : Math.min(LARGEST_BUFFER, 4 * buffers[last].length);
            buffers = Arrays.copyOf(buffers, ++last + 1);
            buffers[last] = new byte[Math.max(size, count)];
            bytes += buffers[last].length;
            used = 0;
        }
        System.arraycopy(source, from, buffers[last], used, count);
        long place = Views.place(last, used);
        used += count;
        return place;
    }

    byte[][] buffers() {
        return buffers;
    }

    long bytes() {
        return bytes;
    }
}
