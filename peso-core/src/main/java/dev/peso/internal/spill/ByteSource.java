package dev.peso.internal.spill;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads what a [ByteSink] holds.
final class ByteSource {
    private final ByteBuffer buffer;

    ByteSource(byte[] bytes, int from, int to) {
        buffer = ByteBuffer.wrap(bytes, from, to - from).order(ByteOrder.LITTLE_ENDIAN);
    }

    int getInt() {
        return buffer.getInt();
    }

    /// A view of the next `count` bytes, which count as read.
    ByteBuffer take(int count) {
        ByteBuffer view = buffer.slice(buffer.position(), count).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(buffer.position() + count);
        return view;
    }

    byte[] bytes(int count) {
        byte[] copy = new byte[count];
        buffer.get(copy);
        return copy;
    }
}
