package dev.peso.internal.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the first rows of a file whose width is not known yet, byte by byte.
final class RowScanner {
    /// Narrower rows, or fewer, may be remarks with delimiters in them.
    private static final int WIDE = 3;
    private static final int FEW_ROWS = 3;

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

    /// One past the quote that ends a field, or `to`.
    static int afterQuotes(byte[] b, int from, int to, Dialect dialect) {
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

    /// The number of fields of a run of rows that is a table among remarks, else the most frequent one, of equals the first row's,
    /// else the largest; 0 when there are no rows.
    static int width(List<int[]> rows) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int[] row : rows) {
            counts.merge(row.length - 1, 1, Integer::sum);
        }
        int best = rows.isEmpty() ? 0 : rows.getFirst().length - 1;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            int more = entry.getValue() - counts.getOrDefault(best, 0);
            boolean larger = best != rows.getFirst().length - 1 && entry.getKey() > best;
            if (more > 0 || more == 0 && larger) {
                best = entry.getKey();
            }
        }
        return best == 1 ? widthAmongRemarks(rows, counts) : best;
    }

    /// The width of rows that follow one another between lines that are no rows; 1 if there are none.
    private static int widthAmongRemarks(List<int[]> rows, Map<Integer, Integer> counts) {
        int best = 1;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            int width = entry.getKey();
            if (width < WIDE || entry.getValue() < FEW_ROWS
                    || entry.getValue() <= counts.getOrDefault(best, 0) && best > 1) {
                continue;
            }
            int first = 0;
            int last = rows.size() - 1;
            while (rows.get(first).length - 1 != width) {
                first++;
            }
            while (rows.get(last).length - 1 != width) {
                last--;
            }
            best = 10 * entry.getValue() >= 9 * (last - first + 1) ? width : best;
        }
        return best;
    }
}
