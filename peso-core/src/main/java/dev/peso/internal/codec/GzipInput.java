package dev.peso.internal.codec;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

import org.jspecify.annotations.Nullable;

/// Unpacks gzip data (RFC 1952), of one member or several.
///
/// The JDK's own stream takes whatever follows a member and is no member for the end. Here zeros may follow, as tapes and some
/// programs pad files, and anything else is damage: a [ZipException]. An early end is an [EOFException].
/// Who reads on after a failure gets it again.
public final class GzipInput extends ByteInput {
    private static final int BUFFER = 100_000;
    private static final int DEFLATE = 8;
    private static final int HEADER_SUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream stream;
    private final byte[] in = new byte[BUFFER];
    private long before;
    private int at;
    private int limit;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private boolean started;
    private boolean ended;
    private @Nullable IOException failure;

    public GzipInput(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        if (failure != null) {
            throw failure;
        }
        try {
            return unpack(b, off, len);
        } catch (IOException e) {
            failure = e; // what follows has no meaning any more
            throw e;
        }
    }

    private int unpack(byte[] b, int off, int len) throws IOException {
        if (!started) {
            ended = !isMember();
            started = true;
        }
        while (!ended) {
            int count = inflate(b, off, len);
            if (count > 0) {
                sum.update(b, off, count);
                return count;
            }
            if (inflater.finished()) {
                trailer();
                ended = !isMember();
            } else if (inflater.needsInput()) {
                at = limit;
                requireMore();
                inflater.setInput(in, at, limit - at);
            } else {
                throw damaged("it needs a dictionary");
            }
        }
        return -1;
    }

    private int inflate(byte[] b, int off, int len) throws IOException {
        try {
            return inflater.inflate(b, off, len);
        } catch (DataFormatException e) {
            at = limit - inflater.getRemaining();
            throw damaged(e.getMessage() == null ? "it is not deflated" : e.getMessage());
        }
    }

    /// Checks what a member ends with.
    private void trailer() throws IOException {
        at = limit - inflater.getRemaining();
        long length = inflater.getBytesWritten();
        long expected = little(4);
        if (expected != sum.getValue()) {
            throw damaged("the checksum of what was unpacked is another");
        }
        if (little(4) != (length & 0xFFFFFFFFL)) {
            throw damaged("it says another length than it has");
        }
    }

    /// Starts the next member; false at the end.
    private boolean isMember() throws IOException {
        int first = next();
        while (first == 0) {
            first = next();
        }
        if (first < 0) {
            return false;
        }
        long start = before + at - 1;
        int second = first == 0x1F ? next() : 0;
        if (second < 0 && start == 0) {
            throw new EOFException("gzip data ends early");
        }
        if (second != 0x8B) {
            throw new ZipException("what starts at byte " + start
                    + ", behind the end of the gzip data, is none; if it does not belong to the file, cut it off");
        }
        header();
        sum.reset();
        inflater.reset();
        inflater.setInput(in, at, limit - at);
        return true;
    }

    private void header() throws IOException {
        if (little(1) != DEFLATE) {
            throw damaged("it is packed by an unknown method");
        }
        int flags = (int) little(1);
        if ((flags & RESERVED) != 0) {
            throw damaged("it has unknown flags");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip((int) little(2));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_SUM) != 0) {
            skip(2);
        }
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            little(1);
        }
    }

    private void skipText() throws IOException {
        while (little(1) != 0) {
            // up to the zero that ends it
        }
    }

    private long little(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            if (at == limit) {
                requireMore();
            }
            value |= (in[at++] & 0xFFL) << 8 * i;
        }
        return value;
    }

    private int next() throws IOException {
        return at < limit || fill() ? in[at++] & 0xFF : -1;
    }

    private void requireMore() throws IOException {
        if (!fill()) {
            throw new EOFException("gzip data ends early");
        }
    }

    /// Reads on; there must be nothing left of what was read before.
    private boolean fill() throws IOException {
        before += limit;
        at = 0;
        limit = Math.max(0, stream.read(in, 0, in.length));
        return limit > 0;
    }

    private ZipException damaged(String what) {
        return new ZipException("gzip data is damaged at byte " + (before + at) + ": " + what);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        stream.close();
    }
}
