package dev.peso.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Bytes of a file, opened for each read.
///
/// @param path the file
record FileBytes(Path path) implements ByteSource {

    @Override
    public String name() {
        Path file = path.getFileName();
        return file == null ? path.toString() : file.toString();
    }

    @Override
    public Path file() {
        return path;
    }

    @Override
    public long length() throws IOException {
        return Files.size(path);
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            channel.position(position);
            int total = 0;
            while (into.hasRemaining()) {
                int read = channel.read(into);
                if (read < 0) {
                    return total == 0 ? -1 : total;
                }
                total += read;
            }
            return total;
        }
    }

    @Override
    public String fingerprint() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        try {
            return Samples.fingerprint(this, attributes.size()) + "-"
                    + attributes.lastModifiedTime().toMillis();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
