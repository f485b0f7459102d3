package dev.peso.internal.csv;

import java.io.IOException;
import java.io.InputStream;

/// Numbers the lines of a stream while reading it.
final class LineCounter implements AutoCloseable {
    private final InputStream stream;
    private final byte newline;
    private final byte[] buffer = new byte[60_000];
    private long position;
    private long line = 1;

    LineCounter(InputStream stream, byte newline) {
        this.stream = stream;
        this.newline = newline;
    }

    /// The line that a place belongs to, from 1; places must rise from call to call.
    long at(long offset) throws IOException {
        while (position < offset) {
            int read = stream.read(buffer, 0, (int) Math.min(offset - position, buffer.length));
            if (read < 0) {
                return line;
            }
            line += Swar.count(buffer, 0, read, newline);
            position += read;
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
