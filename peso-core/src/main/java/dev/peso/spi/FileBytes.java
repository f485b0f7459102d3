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
    /// Bytes go through a buffer of the channel, which so stays in the processor's cache.
    private static final int STEP = 1 << 17;

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
            int start = into.position();
            int end = into.limit();
            while (into.position() < end) {
                into.limit(Math.min(end, into.position() + STEP));
                if (channel.read(into) < 0) {
                    break;
                }
            }
            into.limit(end);
            int total = into.position() - start;
            return total == 0 && start < end ? -1 : total;
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
