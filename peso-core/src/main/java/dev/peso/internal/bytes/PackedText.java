package dev.peso.internal.bytes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

import dev.peso.internal.codec.ZstdOutput;

/// Text files whose names say that they are packed: `.gz` by gzip, `.zst` by Zstandard.
public final class PackedText {
    private static final String GZIP = ".gz";
    private static final String ZSTD = ".zst";
    private static final int GZIP_BUFFER = 60_000;

    private PackedText() {}

    /// A name in lower case, without the ending that says how it is packed.
    public static String plainName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(GZIP)
                ? lower.substring(0, lower.length() - GZIP.length())
                : lower.endsWith(ZSTD) ? lower.substring(0, lower.length() - ZSTD.length()) : lower;
    }

    public static boolean isPacked(String name) {
        return plainName(name).length() < name.length();
    }

    /// Starts a file whose text goes through what its name says.
    ///
    /// @throws dev.peso.DataAccessException if the folder cannot be written to
    public static NewFile create(Path target) {
        return new NewFile(target, stream -> pack(String.valueOf(target.getFileName()), stream));
    }

    private static OutputStream pack(String name, OutputStream stream) throws IOException {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(GZIP)
                ? new GZIPOutputStream(stream, GZIP_BUFFER)
                : lower.endsWith(ZSTD) ? new ZstdOutput(stream) : stream;
    }
}
