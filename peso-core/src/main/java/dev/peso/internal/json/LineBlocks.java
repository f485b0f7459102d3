package dev.peso.internal.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;

/// Cuts a stream into blocks of whole lines.
final class LineBlocks {
    static final int BLOCK_BYTES = 1_000_000;
    private static final int LONGEST_LINE = 1_000_000_000;

    private final InputStream stream;
    private final String name;
    private byte[] rest = new byte[0];
    private long offset;
    private boolean ended;

    LineBlocks(InputStream stream, String name) {
        this.stream = stream;
        this.name = name;
    }

    /// Whole lines.
    ///
    /// @param offset of the first byte in the unpacked file
    record Block(byte[] bytes, int length, long offset) {}

    /// The next block, or null at the end.
    @Nullable
    Block next() throws IOException {
        if (ended) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(rest, Math.max(BLOCK_BYTES, 2 * rest.length));
        int length = rest.length;
        while (true) {
            int count = stream.readNBytes(bytes, length, bytes.length - length);
            length += count;
            ended = length < bytes.length;
            int end = ended ? length : lastLineEnd(bytes, length);
            if (end > 0 || ended) {
                Block block = new Block(bytes, end, offset);
                rest = Arrays.copyOfRange(bytes, end, length);
                offset += end;
                return end == 0 ? null : block;
            }
            if (length >= LONGEST_LINE) {
                throw new DataException(name + ": a line is longer than " + LONGEST_LINE
                        + " bytes; if the file is one document, use withForm(DOCUMENT)");
            }
            bytes = Arrays.copyOf(bytes, Math.min(LONGEST_LINE, 4 * length));
        }
    }

    private static int lastLineEnd(byte[] bytes, int length) {
        for (int i = length; i > 0; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return 0;
    }
}
