package dev.peso.internal.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import dev.peso.internal.bytes.ByteSources;
import dev.peso.spi.ByteSource;

/// A file that a search found.
///
/// @param path where it is
/// @param name its path as the user would write it, with `/` between folders
public record FoundFile(Path path, String name) {

    /// The bytes, under a name that tells files of one name in several folders apart.
    public ByteSource bytes() {
        return new Named(ByteSources.of(path), name);
    }

    private record Named(ByteSource bytes, String name) implements ByteSource {
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
    }
}
