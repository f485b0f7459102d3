package dev.peso.internal.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.bytes.TextBytes;
import dev.peso.internal.codec.ByteInput;
import dev.peso.spi.ByteSource;

/// The text of a CSV file as it is read: unpacked, in UTF-8, put right where the file needs it, and without footer.
///
/// @param charset the encoding, or null for UTF-8
/// @param repair how quotes are put right, or null where they are
/// @param end where the table ends in the text, or -1 at its end
record CsvText(ByteSource source, @Nullable Charset charset, Repair.@Nullable Plan repair, long end) {

    InputStream open() throws IOException {
        InputStream text = TextBytes.open(source, charset);
        InputStream right = repair == null ? text : new Repair(text, repair);
        return end < 0 ? right : new Start(right, end);
    }

    CsvText withRepair(Repair.Plan newRepair) {
        return new CsvText(source, charset, newRepair, end);
    }

    CsvText withEnd(long newEnd) {
        return new CsvText(source, charset, repair, newEnd);
    }

    /// The first bytes of a stream.
    private static final class Start extends ByteInput {
        private final InputStream stream;
        private long left;

        Start(InputStream stream, long length) {
            this.stream = stream;
            left = length;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int count = left <= 0 ? -1 : stream.read(b, off, (int) Math.min(len, left));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long n) throws IOException {
            long count = stream.skip(Math.min(n, left));
            left -= count;
            return count;
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
