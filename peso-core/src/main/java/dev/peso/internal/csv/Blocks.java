package dev.peso.internal.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// Cuts a stream of bytes into blocks of whole rows. Finding the cuts is the only work that is not parallel, so it looks
/// at quotes only.
final class Blocks {
    /// Not a power of two, and below half a heap region of the smallest heaps.
    static final int BLOCK_BYTES = 400_000;
    private static final int LONGEST_ROW = 256_000_000;

    /// Whole rows: the bytes from 0 to `length`, with [Swar#SLACK] more behind them.
    ///
    /// @param offset of the first byte in the stream
    /// @param end of the last byte in the stream, exclusive; a line end that was added does not count
    /// @param quotes whether there is a quote among the bytes
    record Block(byte[] bytes, int length, long offset, long end, boolean quotes) {}

    /// A row that does not end.
    static final class EndlessRowException extends IOException {
        private static final long serialVersionUID = 1L;
        final long offset;

        EndlessRowException(long offset) {
            super("a row is longer than " + LONGEST_ROW / 1_000_000 + " MB; is a quote never closed?");
            this.offset = offset;
        }
    }

    private final InputStream stream;
    private final Dialect dialect;
    private final int blockBytes;
    private long offset;
    private byte[] rest = new byte[0];
    private boolean ended;

    Blocks(InputStream stream, Dialect dialect, int blockBytes, long offset) {
        this.stream = stream;
        this.dialect = dialect;
        this.blockBytes = blockBytes;
        this.offset = offset;
    }

    /// The next block, or null at the end. The last row need not end in a line end; one is added then.
    ///
    /// @param spare an array that may be used, or null
    @Nullable
    Block next(byte @Nullable [] spare) throws IOException {
        if (ended && rest.length == 0) {
            return null;
        }
        int size = Math.max(blockBytes, rest.length + blockBytes / 2);
        byte[] bytes = spare != null && spare.length >= size + Swar.SLACK
                ? spare
                : new byte[size + Swar.SLACK];
        System.arraycopy(rest, 0, bytes, 0, rest.length);
        int length = rest.length;
        while (true) {
            length = fill(bytes, length, size);
            boolean quotes = dialect.quote() != 0 && Swar.indexOf(bytes, 0, length, dialect.quote()) >= 0;
            int cut = ended ? length : cut(bytes, length, quotes);
            if (ended && length == 0) {
                return null;
            }
            if (cut > 0) {
                return block(bytes, cut, length, quotes);
            }
            if (size >= LONGEST_ROW) {
                throw new EndlessRowException(offset);
            }
            size = Math.min(LONGEST_ROW, 2 * size);
            bytes = Arrays.copyOf(bytes, size + Swar.SLACK);
        }
    }

    private int fill(byte[] bytes, int from, int size) throws IOException {
        int length = from;
        while (length < size && !ended) {
            int read = stream.read(bytes, length, size - length);
            ended = read < 0;
            length += Math.max(0, read);
        }
        return length;
    }

    private Block block(byte[] bytes, int cut, int length, boolean quotes) {
        rest = Arrays.copyOfRange(bytes, cut, length);
        int end = cut;
        if (bytes[cut - 1] != dialect.newline()) {
            bytes[end++] = dialect.newline(); // slack is there for it
        }
        Block block = new Block(bytes, end, offset, offset + cut, quotes);
        offset += cut;
        return block;
    }

    /// One past the last line end outside quotes, or 0.
    private int cut(byte[] b, int length, boolean quotes) {
        byte newline = dialect.newline();
        int open = quotes ? nextOpening(b, 0, 0, length) : -1;
        int outside = 0;
        int cut = 0;
        while (open >= 0) {
            int last = Swar.lastIndexOf(b, outside, open, newline);
            cut = last >= 0 ? last + 1 : cut;
            int close = closing(b, open + 1, length);
            if (close < 0) {
                return cut;
            }
            outside = close + 1;
            open = nextOpening(b, outside, cut, length);
        }
        int last = Swar.lastIndexOf(b, outside, length, newline);
        return last >= 0 ? last + 1 : cut;
    }

    /// The next quote that starts a field.
    private int nextOpening(byte[] b, int from, int lineStart, int length) {
        int i = Swar.indexOf(b, from, length, dialect.quote());
        while (i >= 0) {
            boolean first = i == 0 || b[i - 1] == dialect.delimiter() || b[i - 1] == dialect.newline();
            if (first && !isInComment(b, from, lineStart, i)) {
                return i;
            }
            i = Swar.indexOf(b, i + 1, length, dialect.quote());
        }
        return -1;
    }

    private boolean isInComment(byte[] b, int from, int lineStart, int at) {
        if (dialect.comment() == 0) {
            return false;
        }
        int last = Swar.lastIndexOf(b, from, at, dialect.newline());
        return b[last >= 0 ? last + 1 : lineStart] == dialect.comment();
    }

    /// The quote that ends a quoted field, or -1.
    private int closing(byte[] b, int from, int length) {
        byte quote = dialect.quote();
        byte escape = dialect.escape();
        int i = from;
        while (true) {
            int next = Swar.indexOf(b, i, length, quote);
            if (next < 0) {
                return -1;
            }
            if (escape != 0 && escape != quote) {
                int escaped = Swar.indexOf(b, i, next, escape);
                if (escaped >= 0) {
                    i = escaped + 2;
                    continue;
                }
            }
            if (next + 1 < length && b[next + 1] == quote) {
                i = next + 2;
                continue;
            }
            return next;
        }
    }
}
