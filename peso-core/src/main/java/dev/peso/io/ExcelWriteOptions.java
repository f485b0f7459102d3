package dev.peso.io;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// How an Excel workbook (`.xlsx`) is written. Values, with a `with` method for each option.
///
/// Texts are texts whatever they start with, so that none becomes a formula; those that start like one (`=`, `+`,
/// `-`,
/// `@`) are marked as Excel marks text, with a prefix that is not shown, and stay texts when somebody edits them.
/// Dates
/// and times are numbers with a format, a timestamp with a zone the time on that zone's clock, all to the
/// millisecond;
/// dates before March 1900 or after 9999 are texts. So are whole numbers and decimals of more than the 15 digits that
/// Excel keeps. NaN and the infinities are the error `#NUM!`, nulls are no cells.
///
/// @param sheet the name of the sheet
/// @param header how the first row names the columns
/// @param widths how wide columns are
/// @param tooManyRows what happens to more than 1,048,575 rows
/// @param formats of columns by name, such as `#,##0.00` or `dd.mm.yyyy`; they change what is shown, not what is
/// there
public record ExcelWriteOptions(String sheet, Header header, Widths widths, TooManyRows tooManyRows,
        Map<String, String> formats) implements WriteOptions {
    private static final int LONGEST_NAME = 31;

    /// One sheet with a header that stays in sight, columns as wide as their values.
    public static final ExcelWriteOptions DEFAULT = new ExcelWriteOptions("Sheet1", Header.STYLED,
            Widths.FITTED,
            TooManyRows.FAIL, Map.of());

    /// How the first row names the columns.
    public enum Header {
        /// In bold on grey, and it stays in sight.
        STYLED,
        /// Like any row.
        PLAIN,
        /// It does not.
        NONE
    }

    /// How wide columns are.
    public enum Widths {
        /// As their name and the first values need.
        FITTED,
        /// As Excel has it.
        STANDARD
    }

    /// What happens to more rows than a sheet holds.
    public enum TooManyRows {
        /// The write fails and leaves nothing behind.
        FAIL,
        /// They go on in further sheets, each with the header: `Sheet1_2`, `Sheet1_3` and so on.
        NEXT_SHEET
    }

    public ExcelWriteOptions {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(widths, "widths");
        Objects.requireNonNull(tooManyRows, "tooManyRows");
        formats = Map.copyOf(formats);
        if (sheet.isBlank() || sheet.length() > LONGEST_NAME || sheet.startsWith("'") || sheet.endsWith("'")
                || sheet.chars().anyMatch(c -> c < ' ' || "[]:*?/\\".indexOf(c) >= 0)) {
            throw new IllegalArgumentException(
                    "a sheet's name has 1 to 31 characters, none of []:*?/\\ and no quote at its ends, got \""
                            + sheet + "\"");
        }
    }

    /// Another name of the sheet.
    ///
    /// @param newSheet 1 to 31 characters
    /// @return new options
    public ExcelWriteOptions withSheet(String newSheet) {
        return new ExcelWriteOptions(newSheet, header, widths, tooManyRows, formats);
    }

    /// Another header.
    ///
    /// @param newHeader styled, plain or none
    /// @return new options
    public ExcelWriteOptions withHeader(Header newHeader) {
        return new ExcelWriteOptions(sheet, newHeader, widths, tooManyRows, formats);
    }

    /// Other widths of columns.
    ///
    /// @param newWidths fitted or standard
    /// @return new options
    public ExcelWriteOptions withWidths(Widths newWidths) {
        return new ExcelWriteOptions(sheet, header, newWidths, tooManyRows, formats);
    }

    /// What happens to more rows than a sheet holds.
    ///
    /// @param newTooManyRows fail or next sheet
    /// @return new options
    public ExcelWriteOptions withTooManyRows(TooManyRows newTooManyRows) {
        return new ExcelWriteOptions(sheet, header, widths, newTooManyRows, formats);
    }

    /// How a column's numbers, dates or times are shown.
    ///
    /// @param column its name
    /// @param format as Excel writes it, such as `0.0%`
    /// @return new options
    public ExcelWriteOptions withFormat(String column, String format) {
        Map<String, String> more = new LinkedHashMap<>(formats);
        more.put(Objects.requireNonNull(column, "column"), Objects.requireNonNull(format, "format"));
        return new ExcelWriteOptions(sheet, header, widths, tooManyRows, more);
    }
}
