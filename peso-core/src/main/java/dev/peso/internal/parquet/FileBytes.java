package dev.peso.internal.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;

import dev.peso.DataException;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.spi.ByteSource;

/// Ranges of a file.
///
/// @param length of the file when it was opened
record FileBytes(ByteSource source, long length) {

    /// Exactly the bytes of a range.
    byte[] read(long from, long count, String what) {
        if (from < 0 || count < 0 || from > length || count > length - from
                || count > Integer.MAX_VALUE - 16) {
            throw new DataException(
                    what + " lies outside the file: " + count + " bytes from byte " + from + " of " + length);
        }
        byte[] bytes = new byte[(int) count];
        int done = 0;
        try {
            while (done < bytes.length) {
                int read = source.read(from + done, ByteBuffer.wrap(bytes, done, bytes.length - done));
                if (read <= 0) {
                    throw new DataException(what + " is cut off: the file ends early");
                }
                done += read;
            }
        } catch (IOException e) {
            throw ByteSources.failed("read", source.name(), e);
        }
        return bytes;
    }
}
