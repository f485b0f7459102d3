package dev.peso.internal.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.peso.DataType;
import dev.peso.internal.text.ColumnTitles;
import dev.peso.io.CsvReadOptions;

/// How many of a table's first rows are its header, the names in it, and how numbers are written below.
final class HeaderGuess {
    private static final int MOST_HEADER_ROWS = 5;
    private static final int LOOKED_ROWS = 100;

    private final byte[] b;
    private final List<int[]> rows;
    private final Dialect dialect;
    private final CsvReadOptions options;
    private final NullTexts nulls;
    private int width;
    private final byte decimal;
    private final int count;
    private final List<String> names;

    /// @param rows the table's first rows, at least one
    /// @param common how many fields most rows have
    HeaderGuess(byte[] b, List<int[]> rows, Dialect dialect, CsvReadOptions options, int common) {
        this.b = b;
        this.rows = rows;
        this.dialect = dialect;
        this.options = options;
        this.nulls = new NullTexts(options.nulls());
        List<String> first = RowScanner.texts(b, rows.getFirst(), dialect);
        this.width = width(first, common);
        this.decimal = hasDecimalComma() ? (byte) ',' : (byte) options.decimal();
        this.count = headerRows(first);
        this.width = count == 0 ? width : withoutUnused(first);
        this.names = count == 0 ? numbered() : named();
    }

    /// How many columns the table has: a header that is wider than the rows below counts, but not by its blank names.
    private int width(List<String> first, int common) {
        if (options.raggedRows() == CsvReadOptions.RaggedRows.REJECT) {
            return first.size();
        }
        int used = Math.min(common, Math.max(first.size(), lastUsed()));
        long blank = (long) first.size() - filled(first);
        return Math.max((int) (first.size() - Math.min(blank, Math.max(0, first.size() - used))), used);
    }

    /// The columns but for the last ones that have neither a name nor a value, as spreadsheets write them.
    private int withoutUnused(List<String> first) {
        boolean isExact = options.raggedRows() == CsvReadOptions.RaggedRows.REJECT || width < first.size();
        return isExact || options.names().size() == width ? width : Math.max(1, Math.min(width, lastUsed()));
    }

    /// The last column that has a value in some row.
    private int lastUsed() {
        int last = 0;
        for (int[] row : rows) {
            for (int i = row.length - 1; i > last; i--) {
                last = row[i] > row[i - 1] + (i == 1 ? 0 : 1) ? i : last;
            }
        }
        return last;
    }

    int count() {
        return count;
    }

    List<String> names() {
        return names;
    }

    List<int[]> rows() {
        return rows;
    }

    byte decimal() {
        return decimal;
    }

    /// Fresh guesses, one for each column.
    List<TypeGuess> guesses() {
        return guesses(decimal);
    }

    private List<TypeGuess> guesses(byte point) {
        byte group = point == ',' ? (byte) '.' : (byte) ',';
        TypeGuess.Ways ways = new TypeGuess.Ways(point, group, dialect.delimiter() == group,
                !options.isNullsGiven());
        List<TypeGuess> guesses = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            guesses.add(new TypeGuess(ways, options.dateOrder()));
        }
        return guesses;
    }

    /// The guesses after some rows were looked at.
    private List<TypeGuess> guesses(byte point, int from, int to) {
        List<TypeGuess> guesses = guesses(point);
        for (int[] row : rows.subList(Math.min(from, rows.size()), Math.min(to, rows.size()))) {
            int start = row[0];
            for (int i = 1; i < row.length && i <= width; i++) {
                observe(b, start, row[i], dialect, nulls, guesses.get(i - 1));
                start = row[i] + 1;
            }
        }
        return guesses;
    }

    /// What the first column looks like below the header, without short rows at the end.
    TypeGuess guessOfFirst() {
        int end = rows.size();
        while (end > count && rows.get(end - 1).length - 1 < width) {
            end--;
        }
        return guesses(decimal, count, Math.min(end, LOOKED_ROWS)).getFirst();
    }

    static void observe(byte[] b, int from, int to, Dialect dialect, NullTexts nulls, TypeGuess guess) {
        if (to <= from || nulls.isOther(b, from, to)) {
            return;
        }
        if (dialect.quote() == 0 || b[from] != dialect.quote()) {
            guess.observe(b, from, to);
        } else if (Field.isPlainlyQuoted(b, from, to, dialect)) {
            guess.observe(b, from + 1, to - 1);
        } else {
            byte[] content = new byte[to - from];
            guess.observe(content, 0, Field.unquote(b, from, to, dialect, content, 0));
        }
    }

    /// Whether more columns are numbers if commas are decimal separators, which they cannot be between fields.
    private boolean hasDecimalComma() {
        if (options.isDecimalGiven() || dialect.delimiter() == ',') {
            return false;
        }
        for (int header = 1; header == 1 || header <= MOST_HEADER_ROWS && header < rows.size(); header++) {
            if (typedByComma(header) > 0) {
                return true;
            }
        }
        return false;
    }

    /// How many more columns below a header are typed if commas are decimal separators.
    private int typedByComma(int header) {
        List<TypeGuess> points = guesses((byte) '.', header, LOOKED_ROWS);
        List<TypeGuess> commas = guesses((byte) ',', header, LOOKED_ROWS);
        int more = 0;
        for (int c = 0; c < width; c++) {
            boolean ambiguous = points.get(c).isAmbiguousNumber();
            more += commas.get(c).isTyped() && !ambiguous ? 1 : 0;
            more -= points.get(c).isTyped() ? 1 : 0;
        }
        return more;
    }

    /// A first row is a header unless it fits the types of the rows below, which must then have some type but text.
    private int headerRows(List<String> first) {
        if (options.header() != CsvReadOptions.Header.GUESS) {
            return options.header() == CsvReadOptions.Header.FIRST_ROW ? 1 : 0;
        }
        int several = severalHeaderRows();
        if (several > 1) {
            return several;
        }
        List<TypeGuess> above = guesses(decimal, 0, 1);
        List<TypeGuess> below = guesses(decimal, 1, rows.size());
        boolean fits = false;
        for (int c = 0; c < Math.min(first.size(), width); c++) {
            if (below.get(c).type() == DataType.UTF8 && below.get(c).hasSeen()) {
                continue;
            }
            boolean blank = first.get(c).isBlank();
            byte[] value = first.get(c).getBytes(StandardCharsets.UTF_8);
            boolean typed = below.get(c).hasSeen()
                    ? below.get(c).fits(value, 0, value.length)
                    : above.get(c).isTyped();
            if (!blank && !typed) {
                return 1;
            }
            fits |= !blank;
        }
        boolean years = rows.size() > 1 && counts(first)
                && !counts(RowScanner.texts(b, rows.get(1), dialect));
        return fits && !years && !isOverOtherThanYears(first) ? 0 : 1;
    }

    /// Whether two years stand side by side above values none of which is a year.
    private boolean isOverOtherThanYears(List<String> first) {
        for (int i = 1; i < Math.min(first.size(), width) && rows.size() > 1; i++) {
            boolean pair = isYear(first.get(i - 1)) && isYear(first.get(i))
                    && Math.abs(number(first.get(i - 1)) - number(first.get(i))) == 1;
            if (pair && !hasYear(i - 1) && !hasYear(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasYear(int column) {
        for (int[] row : rows.subList(1, Math.min(rows.size(), LOOKED_ROWS))) {
            if (column + 1 < row.length && isYear(Field.text(b, column == 0 ? row[0] : row[column] + 1,
                    row[column + 1], dialect))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isYear(String text) {
        return text.matches("(1[89]|20)[0-9]{2}");
    }

    /// Whether three or more values side by side count up or down by one, as years above columns do.
    private static boolean counts(List<String> texts) {
        int up = 1;
        int down = 1;
        for (int i = 1; i < texts.size(); i++) {
            long before = number(texts.get(i - 1));
            long value = number(texts.get(i));
            boolean both = before >= 0 && value >= 0;
            up = both && value == before + 1 ? up + 1 : 1;
            down = both && value == before - 1 ? down + 1 : 1;
            if (Math.max(up, down) >= 3) {
                return true;
            }
        }
        return false;
    }

    /// A whole number of one to four digits, or -1.
    private static long number(String text) {
        return text.matches("[0-9]{1,4}") ? Long.parseLong(text) : -1;
    }

    /// How many rows of text stand above two or more columns that are of some type only without all of them.
    private int severalHeaderRows() {
        int best = 1;
        int mostTyped = typed(guesses(decimal, 1, LOOKED_ROWS));
        if (mostTyped > 0) {
            return 1;
        }
        for (int count = 2; count <= MOST_HEADER_ROWS && count < rows.size(); count++) {
            List<TypeGuess> below = guesses(decimal, count, LOOKED_ROWS);
            int typed = typed(below);
            if (typed >= 2 && typed > mostTyped && isAllText(count, below)) {
                best = count;
                mostTyped = typed;
            }
        }
        return best;
    }

    private static int typed(List<TypeGuess> guesses) {
        int typed = 0;
        for (TypeGuess guess : guesses) {
            typed += guess.isTyped() ? 1 : 0;
        }
        return typed;
    }

    private boolean isAllText(int count, List<TypeGuess> below) {
        for (int[] row : rows.subList(0, count)) {
            int start = row[0];
            for (int i = 1; i < row.length && i <= width; i++) {
                if (below.get(i - 1).isTyped() && below.get(i - 1).fits(b, start, row[i])) {
                    return false;
                }
                start = row[i] + 1;
            }
        }
        return true;
    }

    /// The first row below the header that says the same, or -1.
    int repeated() {
        if (count != 1) {
            return -1;
        }
        List<String> header = RowScanner.texts(b, rows.getFirst(), dialect);
        for (int i = 1; i < rows.size() && filled(header) > 1; i++) {
            int[] row = rows.get(i);
            if (row.length == rows.getFirst().length
                    && Field.text(b, row[0], row[1], dialect).equals(header.getFirst())
                    && RowScanner.texts(b, row, dialect).equals(header)) {
                return i;
            }
        }
        return -1;
    }

    private static int filled(List<String> texts) {
        int filled = 0;
        for (String text : texts) {
            filled += text.isBlank() ? 0 : 1;
        }
        return filled;
    }

    /// The first row below the header that has many of its names, as another table's header would; or -1.
    int another() {
        Set<String> header = new HashSet<>(
                count == 1 ? RowScanner.texts(b, rows.getFirst(), dialect) : List.of());
        header.removeIf(String::isBlank);
        for (int i = 1; i < rows.size() && header.size() > 1; i++) {
            int[] row = rows.get(i);
            if (!header.contains(Field.text(b, row[0], row[1], dialect))) {
                continue; // the first name mostly comes again
            }
            Set<String> same = new HashSet<>(RowScanner.texts(b, row, dialect));
            same.retainAll(header);
            if (same.size() > 1 && 2 * same.size() >= header.size()) {
                return i;
            }
        }
        return -1;
    }

    private List<String> numbered() {
        List<String> numbered = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            numbered.add("column_" + i);
        }
        return numbered;
    }

    /// Names from the header rows, those of one column joined by blanks; made unique.
    private List<String> named() {
        List<List<String>> header = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            List<String> texts = new ArrayList<>(RowScanner.texts(b, rows.get(r), dialect));
            dropBlanks(texts);
            if (r < count - 1) {
                spread(texts);
            }
            header.add(texts);
        }
        List<String> joined = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            List<String> parts = new ArrayList<>();
            for (List<String> texts : header) {
                if (c < texts.size() && !texts.get(c).isEmpty()) {
                    parts.add(texts.get(c));
                }
            }
            joined.add(String.join(" ", parts));
        }
        return ColumnTitles.unique(joined);
    }

    /// Takes blank names out of a header that is wider than the table.
    private void dropBlanks(List<String> texts) {
        for (int i = texts.size() - 1; i >= 0 && texts.size() > width; i--) {
            if (texts.get(i).isBlank()) {
                texts.remove(i);
            }
        }
    }

    /// A title above several columns stands over the first of them only.
    private static void spread(List<String> texts) {
        for (int i = 1; i < texts.size(); i++) {
            if (texts.get(i).isBlank()) {
                texts.set(i, texts.get(i - 1));
            }
        }
    }
}
