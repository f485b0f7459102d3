package dev.peso.internal.bytes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.peso.spi.ByteSource;

/// Tells what a file is that is not what somebody took it for, and with which options to read it.
public final class Contents {
    private Contents() {}

    /// What a file holds, by its first bytes: `a Parquet file; read it with ParquetReadOptions or without options`.
    ///
    /// @param source the bytes, plain or packed with gzip or Zstandard
    /// @return null if they are of no kind that is known
    /// @throws IOException if they cannot be read
    public static @Nullable String kind(ByteSource source) throws IOException {
        byte[] head = TextBytes.head(source, BinaryFiles.HEAD);
        String binary = BinaryFiles.kind(head);
        return binary != null ? binary : BinaryFiles.isText(head) ? text(head) : null;
    }

    private static String text(byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1).replace("\u00ef\u00bb\u00bf", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (start.startsWith("{") || start.startsWith("[")) {
            return "JSON; read it with JsonReadOptions";
        }
        return start.startsWith("<") && (start.contains("<html") || start.contains("<table"))
                ? "a web page; read it with HtmlReadOptions"
                : "a text; read it with CsvReadOptions";
    }
}
