package dev.peso.internal.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;

import dev.peso.DataException;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.spi.ByteSource;

/// Ranges of a file.
///
/// @param length of the file when it was opened
/// @param verifies whether pages are compared with their checksums
record FileBytes(ByteSource source, long length, boolean verifies) {

    /// Exactly the bytes of a range.
    byte[] read(long from, long count, String what) {
        requireInside(from, count, what);
        byte[] bytes = new byte[(int) count];
        read(from, bytes, bytes.length, what);
        return bytes;
    }

    void requireInside(long from, long count, String what) {
        if (from < 0 || count < 0 || from > length || count > length - from
                || count > Integer.MAX_VALUE - 16) {
            throw new DataException(
                    what + " lies outside the file: " + count + " bytes from byte " + from + " of " + length);
        }
    }

    /// The same into the front of an array, with room for it.
    void read(long from, byte[] into, int count, String what) {
        requireInside(from, count, what);
        int done = 0;
        try {
            while (done < count) {
                int read = source.read(from + done, ByteBuffer.wrap(into, done, count - done));
                if (read <= 0) {
                    throw new DataException(what + " is cut off: the file ends early");
                }
                done += read;
            }
        } catch (IOException e) {
            throw ByteSources.failed("read", source.name(), e);
        }
    }
}
