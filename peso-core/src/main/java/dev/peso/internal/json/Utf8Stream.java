package dev.peso.internal.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;

import dev.peso.internal.bytes.Utf8;

/// A stream that fails where its bytes are not valid UTF-8.
final class Utf8Stream extends FilterInputStream {
    private final byte[] buffer = new byte[60_000];
    /// Bytes that may be given out, and all that were read: up to three of a character cut at the end wait for the rest.
    private int from;
    private int checked;
    private int read;
    private boolean ended;

    Utf8Stream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[from++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(len, checked - from);
        System.arraycopy(buffer, from, b, off, count);
        from += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (from == checked) {
            if (ended) {
                return false;
            }
            System.arraycopy(buffer, checked, buffer, 0, read - checked);
            read -= checked;
            from = 0;
            checked = 0;
            int count = in.read(buffer, read, buffer.length - read);
            ended = count < 0;
            read += Math.max(0, count);
            int invalid = Utf8.firstInvalid(buffer, 0, read);
            checked = invalid < 0 ? read : invalid;
            if (invalid >= 0 && (ended || read - invalid >= 4)) {
                throw new MalformedInputException(1);
            }
        }
        return true;
    }

    @Override
    public int available() {
        return checked - from;
    }
}
