package dev.peso.io;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// How a text file is written whose columns start and end at fixed places. Values, with a `with` method for each option.
///
/// Numbers stand at the right of their column, all else at the left; a null is blank. A value wider than its column
/// fails the write: nothing is cut.
///
/// @param widths in characters, by column; columns of text need one, others have what their longest value needs, and a
/// blank after it
/// @param header whether the first row names the columns
/// @param charset the encoding
public record FixedWidthWriteOptions(Map<String, Integer> widths, CsvWriteOptions.Header header,
        Charset charset)
        implements
            WriteOptions {
    /// A header, UTF-8.
    public static final FixedWidthWriteOptions DEFAULT = new FixedWidthWriteOptions(Map.of(),
            CsvWriteOptions.Header.FIRST_ROW, StandardCharsets.UTF_8);

    public FixedWidthWriteOptions {
        widths = Map.copyOf(widths);
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(charset, "charset");
        widths.forEach((column, width) -> {
            if (width < 1) {
                throw new IllegalArgumentException(
                        "the width of column \"" + column + "\" must be 1 or more, got " + width);
            }
        });
    }

    /// The width of a column.
    ///
    /// @param column its name
    /// @param width in characters
    /// @return new options
    public FixedWidthWriteOptions withWidth(String column, int width) {
        Map<String, Integer> more = new LinkedHashMap<>(widths);
        more.put(Objects.requireNonNull(column, "column"), width);
        return new FixedWidthWriteOptions(more, header, charset);
    }

    /// With or without a header.
    ///
    /// @param newHeader first row or none
    /// @return new options
    public FixedWidthWriteOptions withHeader(CsvWriteOptions.Header newHeader) {
        return new FixedWidthWriteOptions(widths, newHeader, charset);
    }

    /// Another encoding.
    ///
    /// @param newCharset for example `windows-1252`
    /// @return new options
    public FixedWidthWriteOptions withCharset(Charset newCharset) {
        return new FixedWidthWriteOptions(widths, header, newCharset);
    }
}
