package dev.peso.spi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/// Bytes that can be read at any position, any number of times: a file, an object in a store, an array.
///
/// A source is a description, not an open handle, so there is nothing to close; reads may come from several threads.
public interface ByteSource {

    /// The name for messages, for example the file's name.
    ///
    /// @return a short name
    String name();

    /// How many bytes there are.
    ///
    /// @return the length now
    /// @throws IOException if it cannot be told
    long length() throws IOException;

    /// Reads bytes from a position into the free part of a buffer.
    ///
    /// @param position of the first byte, from 0
    /// @param into filled from its position on, up to its limit or the end of the source
    /// @return how many bytes were read, or -1 at or after the end
    /// @throws IOException if the system refuses
    int read(long position, ByteBuffer into) throws IOException;

    /// A text that changes when the bytes do: what `changed since it was read` compares.
    ///
    /// @return for a file its size, time of change and a hash of samples
    /// @throws IOException if the system refuses
    String fingerprint() throws IOException;

    /// Where the bytes are a file that other programs can read, too.
    ///
    /// @return the file, or null when they are none
    default @Nullable Path file() {
        return null;
    }

    /// The bytes of a file. It is opened for each read, so nothing stays open between reads.
    ///
    /// @param path the file
    /// @return a source
    static ByteSource of(Path path) {
        return new FileBytes(path);
    }

    /// Bytes in memory.
    ///
    /// @param name the name for messages
    /// @param bytes the bytes; not copied, so do not change them
    /// @return a source
    static ByteSource of(String name, byte[] bytes) {
        return new MemoryBytes(name, bytes);
    }
}
