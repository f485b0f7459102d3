package dev.peso.internal.codec;

import java.io.IOException;
import java.io.InputStream;

/// A stream of bytes that are made a part at a time.
public abstract class FilledInput extends InputStream {
    /// The part, of which the bytes from `taken` to `end` have not been read yet.
    protected byte[] made = new byte[0];
    protected int taken;
    protected int end;

    /// Makes the next part, which is not empty; asked when all of the one before is taken.
    ///
    /// @return false at the end
    protected abstract boolean fill() throws IOException;

    @Override
    public final int read() throws IOException {
        return taken < end || fill() ? made[taken++] & 0xFF : -1;
    }

    @Override
    public final int read(byte[] b, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        if (taken == end && !fill()) {
            return -1;
        }
        int count = Math.min(len, end - taken);
        System.arraycopy(made, taken, b, off, count);
        taken += count;
        return count;
    }
}
