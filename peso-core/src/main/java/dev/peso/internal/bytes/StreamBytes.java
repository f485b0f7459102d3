package dev.peso.internal.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

import dev.peso.spi.ByteSource;

/// Bytes that can only be made from the first to the last, such as the text of a file in another form. Whoever reads on
/// where somebody stopped gets that stream; a read elsewhere makes the bytes anew.
public final class StreamBytes implements ByteSource {
    private static final int MOST_OPEN = 4;
    private static final int STEP = 30_000;

    private final ByteSource original;
    private final Opening opening;
    private final Deque<Open> open = new ArrayDeque<>();

    /// Starts the bytes over.
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }

    private static final class Open {
        private final InputStream stream;
        private long position;

        Open(InputStream stream) {
            this.stream = stream;
        }
    }

    /// @param original what the bytes are made from: it has the name, and changes when they do
    public StreamBytes(ByteSource original, Opening opening) {
        this.original = original;
        this.opening = opening;
    }

    @Override
    public String name() {
        return original.name();
    }

    /// More than there are: how many is known at the end only.
    @Override
    public long length() {
        return Long.MAX_VALUE;
    }

    @Override
    public String fingerprint() throws IOException {
        return original.fingerprint();
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        Open source = take(position);
        byte[] bytes = new byte[Math.min(STEP, into.remaining())];
        while (source.position < position) {
            int skipped = source.stream.read(bytes, 0,
                    (int) Math.min(bytes.length, position - source.position));
            if (skipped < 0) {
                return -1;
            }
            source.position += skipped;
        }
        int count = source.stream.read(bytes);
        if (count < 0) {
            source.stream.close();
            return -1;
        }
        into.put(bytes, 0, count);
        source.position += count;
        give(source);
        return count;
    }

    private Open take(long position) throws IOException {
        if (position < 0) {
            throw new EOFException("position " + position);
        }
        synchronized (open) {
            for (Open each : open) {
                if (each.position == position) {
                    open.remove(each);
                    return each;
                }
            }
        }
        return new Open(opening.open());
    }

    private void give(Open source) throws IOException {
        Open oldest = null;
        synchronized (open) {
            open.addLast(source);
            if (open.size() > MOST_OPEN) {
                oldest = open.removeFirst();
            }
        }
        if (oldest != null) {
            oldest.stream.close();
        }
    }
}
