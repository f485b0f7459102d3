package dev.peso.internal.excel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cells from a first to a last row and column, all from 0 and inclusive.
record Area(int firstRow, int firstColumn, int lastRow, int lastColumn) {
    static final Area ALL = new Area(0, 0, SheetRows.MOST_ROWS - 1, SheetRows.MOST_COLUMNS - 1);
    private static final Pattern NOTATION = Pattern
            .compile("\\$?([A-Za-z]{0,3})\\$?([0-9]{0,7})(?::\\$?([A-Za-z]{0,3})\\$?([0-9]{0,7}))?");

    /// Reads `B2:D10`, `B:D`, `2:10`, `B2:D` (to the last row) or `B2`.
    ///
    /// @throws IllegalArgumentException if it is none of these
    static Area of(String text) {
        Matcher m = NOTATION.matcher(text);
        if (!m.matches() || m.group(1).isEmpty() && m.group(2).isEmpty()) {
            throw wrong(text);
        }
        boolean one = m.group(3) == null;
        String lastLetters = one ? m.group(1) : m.group(3);
        String lastDigits = one ? m.group(2) : m.group(4);
        if (!one && lastLetters.isEmpty() && lastDigits.isEmpty()) {
            throw wrong(text);
        }
        int firstColumn = m.group(1).isEmpty() ? 0 : column(m.group(1), text);
        int firstRow = m.group(2).isEmpty() ? 0 : row(m.group(2), text);
        int lastColumn = lastLetters.isEmpty() ? ALL.lastColumn : column(lastLetters, text);
        int lastRow = lastDigits.isEmpty() ? ALL.lastRow : row(lastDigits, text);
        if (lastColumn < firstColumn || lastRow < firstRow) {
            throw wrong(text);
        }
        return new Area(firstRow, firstColumn, lastRow, lastColumn);
    }

    private static int column(String letters, String text) {
        int column = 0;
        for (int i = 0; i < letters.length(); i++) {
            column = 26 * column + (letters.charAt(i) & 0x1F);
        }
        if (column > SheetRows.MOST_COLUMNS) {
            throw wrong(text);
        }
        return column - 1;
    }

    private static int row(String digits, String text) {
        int row = Integer.parseInt(digits);
        if (row < 1 || row > SheetRows.MOST_ROWS) {
            throw wrong(text);
        }
        return row - 1;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "range must be like \"B2:D10\", \"B:D\" or \"2:10\", within A1:XFD1048576,"
                        + " got \""
                        + XmlReader.shortened(text) + "\""
                        + (text.indexOf('!') < 0 ? "" : "; name the sheet by withSheet"));
    }

    boolean has(int row, int column) {
        return row >= firstRow && row <= lastRow && column >= firstColumn && column <= lastColumn;
    }

    boolean hasColumn(int column) {
        return column >= firstColumn && column <= lastColumn;
    }

    /// Without the columns after a last one, which may leave none.
    Area upToColumn(int last) {
        return lastColumn <= last ? this : new Area(firstRow, firstColumn, lastRow, last);
    }

    /// `B2` for row 1, column 1.
    static String cell(int row, int column) {
        return letters(column) + (row + 1);
    }

    /// `A`, `Z`, `AA`.
    static String letters(int column) {
        String letters = "";
        for (int c = column + 1; c > 0; c = (c - 1) / 26) {
            letters = (char) ('A' + (c - 1) % 26) + letters;
        }
        return letters;
    }
}
