package dev.peso.internal.csv;

import java.util.List;

/// Where the table lies in a text that may have other lines before and after it.
///
/// @param width how many columns it has, by most of its rows
/// @param first the first of the text's rows that belongs to it
record TableLayout(int width, int first) {
    /// Narrower tables have too few columns to tell a row from a remark.
    private static final int WIDE = 3;
    private static final int MOST_REMARKS = 50;

    /// The table among rows as [RowScanner#rows] gives them.
    static TableLayout of(byte[] b, List<int[]> rows, Dialect dialect) {
        int width = RowScanner.width(rows);
        int first = 0;
        while (width >= 2 && first < rows.size() && isRemark(b, rows.get(first), width, dialect)) {
            first++;
        }
        first = Math.max(first, afterBlankLine(b, rows, first, width, dialect));
        first = Math.max(first, afterPairs(b, rows, first, width, dialect));
        return new TableLayout(width, first < rows.size() ? first : 0);
    }

    /// Short rows at the start are remarks if a blank line parts them from the table.
    private static int afterBlankLine(byte[] b, List<int[]> rows, int from, int width, Dialect dialect) {
        int after = from;
        for (int i = from; i + 1 < Math.min(rows.size(), MOST_REMARKS)
                && rows.get(i).length - 1 < width; i++) {
            after = isApart(b, rows, i + 1, dialect) ? i + 1 : after;
        }
        return after;
    }

    /// Two or more pairs of a name and a value at the start are settings if a much wider row without blanks follows.
    private static int afterPairs(byte[] b, List<int[]> rows, int from, int width, Dialect dialect) {
        int i = from;
        while (i < Math.min(rows.size(), MOST_REMARKS) && rows.get(i).length - 1 == 2
                && filled(b, rows.get(i), dialect) == 2) {
            i++;
        }
        boolean wider = width >= 2 * 2 && i >= from + 2 && i < rows.size() && rows.get(i).length - 1 == width
                && filled(b, rows.get(i), dialect) == width;
        return wider ? i : from;
    }

    /// Whether there is a blank line before a row.
    private static boolean isApart(byte[] b, List<int[]> rows, int index, Dialect dialect) {
        int[] before = rows.get(index - 1);
        return Swar.count(b, before[before.length - 1], rows.get(index)[0], dialect.newline()) > 1;
    }

    private static boolean isRemark(byte[] b, int[] row, int width, Dialect dialect) {
        int fields = row.length - 1;
        if (fields == width) {
            return width >= WIDE && filled(b, row, dialect) <= 1;
        }
        return fields == 1 || fields < width && (2 * fields < width || filled(b, row, dialect) <= 1);
    }

    /// How many fields are not blank.
    static int filled(byte[] b, int[] row, Dialect dialect) {
        int filled = 0;
        for (String text : RowScanner.texts(b, row, dialect)) {
            filled += text.isBlank() ? 0 : 1;
        }
        return filled;
    }

    /// The first row after the table, or how many rows there are.
    ///
    /// @param rows all rows of the text
    /// @param typed how the first column's values look, to tell a short row from a remark
    int end(byte[] b, List<int[]> rows, Dialect dialect, TypeGuess typed) {
        int end = rows.size();
        boolean each = true; // row from the end is no row of data by itself
        for (int i = rows.size() - 1; width >= WIDE && i > first + 1
                && isShort(b, rows.get(i), dialect); i--) {
            int[] row = rows.get(i);
            each &= typed.isTyped() && !typed.fits(b, row[0], row[1]);
            end = each || isApart(b, rows, i, dialect) ? i : end;
        }
        return end;
    }

    private boolean isShort(byte[] b, int[] row, Dialect dialect) {
        return row.length - 1 < width && filled(b, row, dialect) <= 1;
    }
}
