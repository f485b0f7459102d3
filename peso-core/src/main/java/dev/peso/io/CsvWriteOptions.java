package dev.peso.io;

import java.util.Objects;

/// How a CSV file is written. Values, with a `with` method for each option.
///
/// By default RFC 4180 with line feeds: comma, quotes where needed, a header, null as an empty field and an empty text
/// as `""`, so that reading gives back what was written.
///
/// @param delimiter between fields
/// @param quotes which fields are quoted
/// @param header whether the first row names the columns
/// @param nullText stands for null; a text that equals it is quoted
/// @param lineEnd after each row
/// @param byteOrderMark whether the file starts with one, as Excel likes it
/// @param formulas what becomes of texts that spreadsheets take for formulas
public record CsvWriteOptions(char delimiter, Quotes quotes, Header header, String nullText, LineEnd lineEnd,
        ByteOrderMark byteOrderMark, Formulas formulas) implements WriteOptions {

    /// Comma, quotes where needed, header, line feeds.
    public static final CsvWriteOptions DEFAULT = new CsvWriteOptions(',', Quotes.WHERE_NEEDED,
            Header.FIRST_ROW, "",
            LineEnd.LF, ByteOrderMark.NONE, Formulas.KEPT);

    /// Which fields are quoted.
    public enum Quotes {
        /// Those that could be read as something else without.
        WHERE_NEEDED,
        /// All texts; numbers, dates and nulls are not.
        TEXTS,
        /// All but nulls.
        ALL
    }

    /// Whether the first row names the columns.
    public enum Header {
        /// It does.
        FIRST_ROW,
        /// It is data.
        NONE
    }

    /// What ends a row.
    public enum LineEnd {
        /// A line feed.
        LF,
        /// Carriage return and line feed, as RFC 4180 has it.
        CRLF
    }

    /// Whether a file starts with a UTF-8 byte order mark.
    public enum ByteOrderMark {
        /// It does not.
        NONE,
        /// It does.
        UTF8
    }

    /// What becomes of texts that start with `=`, `+`, `-`, `@`, a tab or a line end: a spreadsheet that opens the file would
    /// compute them, whoever wrote them.
    public enum Formulas {
        /// They are written as they are.
        KEPT,
        /// They are quoted and an apostrophe is put before them, which makes them texts to spreadsheets; to other readers it is
        /// part of the text. Names of columns too.
        GUARDED
    }

    public CsvWriteOptions {
        Objects.requireNonNull(quotes, "quotes");
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(nullText, "nullText");
        Objects.requireNonNull(lineEnd, "lineEnd");
        Objects.requireNonNull(byteOrderMark, "byteOrderMark");
        Objects.requireNonNull(formulas, "formulas");
        if (delimiter == 0 || delimiter > 126 || delimiter == '\n' || delimiter == '\r' || delimiter == '"') {
            throw new IllegalArgumentException(
                    "delimiter must be an ASCII character other than a quote or a line end,"
                            + " got code " + (int) delimiter);
        }
        if (nullText.indexOf(delimiter) >= 0
                || nullText.chars().anyMatch(c -> c == '"' || c == '\n' || c == '\r')) {
            throw new IllegalArgumentException(
                    "the text for null must hold no delimiter, quote or line end, got \"" + nullText + "\"");
        }
    }

    /// Another delimiter.
    ///
    /// @param newDelimiter an ASCII character
    /// @return new options
    public CsvWriteOptions withDelimiter(char newDelimiter) {
        return new CsvWriteOptions(newDelimiter, quotes, header, nullText, lineEnd, byteOrderMark,
                formulas);
    }

    /// Other fields quoted.
    ///
    /// @param newQuotes which
    /// @return new options
    public CsvWriteOptions withQuotes(Quotes newQuotes) {
        return new CsvWriteOptions(delimiter, newQuotes, header, nullText, lineEnd, byteOrderMark,
                formulas);
    }

    /// With or without a header.
    ///
    /// @param newHeader first row or none
    /// @return new options
    public CsvWriteOptions withHeader(Header newHeader) {
        return new CsvWriteOptions(delimiter, quotes, newHeader, nullText, lineEnd, byteOrderMark,
                formulas);
    }

    /// Another text for null.
    ///
    /// @param newNullText for example `NA`
    /// @return new options
    public CsvWriteOptions withNull(String newNullText) {
        return new CsvWriteOptions(delimiter, quotes, header, newNullText, lineEnd, byteOrderMark,
                formulas);
    }

    /// Another end of rows.
    ///
    /// @param newLineEnd line feed with or without carriage return
    /// @return new options
    public CsvWriteOptions withLineEnd(LineEnd newLineEnd) {
        return new CsvWriteOptions(delimiter, quotes, header, nullText, newLineEnd, byteOrderMark,
                formulas);
    }

    /// With or without a byte order mark.
    ///
    /// @param newByteOrderMark none or UTF-8
    /// @return new options
    public CsvWriteOptions withByteOrderMark(ByteOrderMark newByteOrderMark) {
        return new CsvWriteOptions(delimiter, quotes, header, nullText, lineEnd, newByteOrderMark,
                formulas);
    }

    /// Texts that look like formulas kept or guarded.
    ///
    /// @param newFormulas kept or guarded
    /// @return new options
    public CsvWriteOptions withFormulas(Formulas newFormulas) {
        return new CsvWriteOptions(delimiter, quotes, header, nullText, lineEnd, byteOrderMark,
                newFormulas);
    }
}
