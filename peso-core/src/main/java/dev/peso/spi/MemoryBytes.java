package dev.peso.spi;

import java.nio.ByteBuffer;

/// Bytes of an array.
///
/// @param name the name for messages
/// @param bytes the bytes
record MemoryBytes(String name, byte[] bytes) implements ByteSource {

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public int read(long position, ByteBuffer into) {
        if (position >= bytes.length) {
            return -1;
        }
        int count = Math.min(into.remaining(), bytes.length - (int) position);
        into.put(bytes, (int) position, count);
        return count;
    }

    @Override
    public String fingerprint() {
        return Samples.fingerprint(this, bytes.length);
    }
}
