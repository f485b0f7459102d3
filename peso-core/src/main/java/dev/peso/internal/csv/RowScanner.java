package dev.peso.internal.csv;

import java.util.ArrayList;
import java.util.List;

/// Finds the first rows of a file whose width is not known yet, byte by byte.
final class RowScanner {
    private RowScanner() {}

    /// Rows as places: where the row starts, then where each of its fields ends. Blank lines and comments are left out;
    /// a row that does not end before `to` counts only if `whole`.
    ///
    /// @param most rows to look for
    /// @param whole whether the file ends at `to`
    static List<int[]> rows(byte[] b, int from, int to, Dialect dialect, int most, boolean whole) {
        List<int[]> rows = new ArrayList<>();
        int start = from;
        while (start < to && rows.size() < most) {
            List<Integer> places = new ArrayList<>();
            int end = row(b, start, to, dialect, places);
            boolean finished = end < to;
            if (!finished && !whole) {
                break;
            }
            boolean blank = places.size() == 2 && places.get(1) == start;
            if (!blank && (dialect.comment() == 0 || b[start] != dialect.comment())) {
                rows.add(places.stream().mapToInt(i -> i).toArray());
            }
            start = end + 1;
        }
        return rows;
    }

    /// Adds the places of one row; returns where its line ends.
    private static int row(byte[] b, int start, int to, Dialect dialect, List<Integer> places) {
        boolean comment = dialect.comment() != 0 && b[start] == dialect.comment();
        places.add(start);
        int field = start;
        int i = start;
        while (i < to && b[i] != dialect.newline()) {
            if (b[i] == dialect.quote() && dialect.quote() != 0 && i == field && !comment) {
                i = afterQuotes(b, i + 1, to, dialect);
            } else {
                if (b[i] == dialect.delimiter()) {
                    places.add(i);
                    field = i + 1;
                }
                i++;
            }
        }
        boolean carriageReturn = dialect.newline() == '\n' && i > field && b[i - 1] == '\r';
        places.add(carriageReturn ? i - 1 : i);
        return i;
    }

    private static int afterQuotes(byte[] b, int from, int to, Dialect dialect) {
        int i = from;
        while (i < to) {
            if (dialect.escape() != 0 && b[i] == dialect.escape() && b[i] != dialect.quote()) {
                i += 2;
            } else if (b[i] != dialect.quote()) {
                i++;
            } else if (i + 1 < to && b[i + 1] == dialect.quote()) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return to;
    }

    /// The contents of a row's fields.
    static List<String> texts(byte[] b, int[] row, Dialect dialect) {
        List<String> texts = new ArrayList<>();
        int from = row[0];
        for (int i = 1; i < row.length; i++) {
            texts.add(Field.text(b, from, row[i], dialect));
            from = row[i] + 1;
        }
        return texts;
    }

    /// The delimiter under which the first rows look most like a table: of comma, semicolon, tab and bar, the one that
    /// gives the most rows of equal width, the widest of equals.
    ///
    /// @param width the number of columns when it is known, else -1
    static byte delimiter(byte[] b, int from, int to, Dialect dialect, int width, boolean whole) {
        byte best = ',';
        double bestScore = 0;
        for (byte candidate : new byte[]{',', ';', '\t', '|'}) {
            List<int[]> rows = rows(b, from, to, dialect.withDelimiter(candidate), 200, whole);
            double score = score(rows, width);
            if (score > bestScore) {
                bestScore = score;
                best = candidate;
            }
        }
        return best;
    }

    private static double score(List<int[]> rows, int width) {
        int expected = width > 0 ? width : rows.isEmpty() ? 0 : rows.getFirst().length - 1;
        if (expected < 2) {
            return 0;
        }
        double same = 0;
        for (int[] row : rows) {
            same += row.length - 1 == expected ? 1 : 0;
        }
        return same / rows.size() + Math.min(expected, 1_000) * 1e-6;
    }
}
