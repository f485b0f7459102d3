package dev.peso.internal.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import dev.peso.spi.ByteSource;

/// Bytes under another name.
///
/// @param bytes where they are
/// @param name the name for messages
public record NamedBytes(ByteSource bytes, String name) implements ByteSource {
    @Override
    public long length() throws IOException {
        return bytes.length();
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        return bytes.read(position, into);
    }

    @Override
    public String fingerprint() throws IOException {
        return bytes.fingerprint();
    }

    @Override
    public @Nullable Path file() {
        return bytes.file();
    }
}
