package dev.peso.internal.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicLong;

/// A disk that has room for some bytes and refuses the rest.
public record FullDisk(SeekableByteChannel inner, AtomicLong room) implements SeekableByteChannel {
    /// Channels that together can write that many bytes.
    public static SpillFolder.Channels after(long bytes) {
        AtomicLong room = new AtomicLong(bytes);
        return (file, options) -> new FullDisk(Files.newByteChannel(file, options), room);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (room.addAndGet(-source.remaining()) < 0) {
            throw new IOException("no space left on device");
        }
        return inner.write(source);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return inner.read(target);
    }

    @Override
    public long position() throws IOException {
        return inner.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        inner.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return inner.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        inner.truncate(size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return inner.isOpen();
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }
}
