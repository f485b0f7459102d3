package dev.peso.internal.bytes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.codec.ByteInput;
import dev.peso.internal.codec.FilledInput;
import dev.peso.internal.codec.GzipInput;
import dev.peso.internal.codec.Zstd;
import dev.peso.internal.codec.ZstdInput;
import dev.peso.spi.ByteSource;

/// The bytes of a text file from the first to the last, unpacked and in UTF-8, without a byte order mark.
public final class TextBytes {
    private static final int MOST_MARK = 4;

    private TextBytes() {}

    /// Opens the bytes. Gzip and Zstandard are known by their first bytes; the encoding by a byte order mark, else by what is given.
    ///
    /// @param charset the encoding, or null for UTF-8
    public static InputStream open(ByteSource source, @Nullable Charset charset) throws IOException {
        InputStream all = unpacked(source);
        byte[] head = start(all);
        Mark mark = Mark.of(head);
        InputStream body = new SequenceInputStream(
                new ByteArrayInputStream(head, mark.length, head.length - mark.length), all);
        Charset actual = mark.charset != null
                ? mark.charset
                : charset == null ? StandardCharsets.UTF_8 : charset;
        if (actual.equals(StandardCharsets.UTF_8) || actual.equals(StandardCharsets.US_ASCII)) {
            return body;
        }
        return new Transcoded(new InputStreamReader(body, actual.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    private static byte[] start(InputStream all) throws IOException {
        try {
            return all.readNBytes(MOST_MARK);
        } catch (IOException | RuntimeException e) {
            try {
                all.close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /// The first bytes of a file, unpacked, in the encoding they have.
    ///
    /// @param most how many
    public static byte[] head(ByteSource source, int most) throws IOException {
        try (InputStream all = unpacked(source)) {
            return all.readNBytes(most);
        }
    }

    private static InputStream unpacked(ByteSource source) throws IOException {
        byte[] magic = new Raw(source).readNBytes(4);
        InputStream all = new Raw(source);
        if (magic.length >= 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B) {
            return new GzipInput(all);
        }
        boolean zstd = magic.length == 4 && (magic[3] == (byte) 0xFD || magic[3] == 0x18) // spares most texts the class
                && Zstd.isMagic(ByteBuffer.wrap(magic).order(ByteOrder.LITTLE_ENDIAN).getInt());
        return zstd ? new ZstdInput(all) : all;
    }

    private enum Mark {
        UTF8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF), LITTLE32(StandardCharsets.UTF_32LE, 0xFF, 0xFE, 0,
                0), LITTLE(StandardCharsets.UTF_16LE, 0xFF, 0xFE), BIG32(StandardCharsets.UTF_32BE, 0, 0,
                        0xFE, 0xFF), BIG(StandardCharsets.UTF_16BE, 0xFE, 0xFF), NONE(null);

        private static final Mark[] ALL = values(); // the longer of two that start alike first

        private final int[] bytes;
        private final int length;
        private final @Nullable Charset charset;

        Mark(@Nullable Charset charset, int... bytes) {
            this.bytes = bytes;
            this.length = bytes.length;
            this.charset = charset;
        }

        static Mark of(byte[] head) {
            for (Mark mark : ALL) {
                if (mark.starts(head)) {
                    return mark;
                }
            }
            return NONE;
        }

        private boolean starts(byte[] head) {
            int same = 0;
            while (same < length && same < head.length && (head[same] & 0xFF) == bytes[same]) {
                same++;
            }
            return same == length;
        }
    }

    /// The bytes of a source as a stream.
    private static final class Raw extends ByteInput {
        private final ByteSource source;
        private long position;

        Raw(ByteSource source) {
            this.source = source;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            if (len == 0) {
                return 0;
            }
            int count = source.read(position, ByteBuffer.wrap(b, off, len));
            position += Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long n) throws IOException {
            long count = Math.max(0, Math.min(n, source.length() - position));
            position += count;
            return count;
        }
    }

    /// Characters of a reader as UTF-8.
    private static final class Transcoded extends FilledInput {
        private final Reader reader;
        private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        private final CharBuffer chars = CharBuffer.allocate(30_000).limit(0);
        private final ByteBuffer bytes;
        private boolean ended;

        Transcoded(Reader reader) {
            this.reader = reader;
            made = new byte[90_004];
            bytes = ByteBuffer.wrap(made);
        }

        @Override
        protected boolean fill() throws IOException {
            bytes.clear();
            while (bytes.position() == 0 && !ended) {
                chars.compact();
                ended = reader.read(chars) < 0;
                chars.flip();
                encoder.encode(chars, bytes, ended);
            }
            taken = 0;
            end = bytes.position();
            return end > 0;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
