package dev.peso.internal.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Bytes of a buffer: a part of an array.
record Bytes(byte[] array, int from, int length) {
    static final Bytes NONE = new Bytes(new byte[0], 0, 0);

    ByteBuffer view(ByteOrder order) {
        return ByteBuffer.wrap(array, from, length).slice().order(order);
    }
}
