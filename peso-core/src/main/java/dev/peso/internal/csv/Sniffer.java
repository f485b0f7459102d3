package dev.peso.internal.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.io.CsvReadOptions;

/// Finds the characters that give a text its structure, by what makes its first rows look most like a table.
final class Sniffer {
    private static final byte[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int ROWS = 200;

    private final byte[] text;
    private final int from;
    private final boolean whole;
    private final CsvReadOptions options;
    private final int width;

    /// @param text the start of the file
    /// @param from where the first row starts
    /// @param whole whether the text is all of the file
    /// @param width the number of columns when it is known, else -1
    Sniffer(byte[] text, int from, boolean whole, CsvReadOptions options, int width) {
        this.text = text;
        this.from = from;
        this.whole = whole;
        this.options = options;
        this.width = width;
    }

    /// What was found: the characters, and how quotes are put right where they need it.
    record Found(Dialect dialect, Repair.@Nullable Plan repair) {}

    Found look(Dialect given) throws IOException {
        Dialect best = given;
        double bestScore = -1;
        for (Dialect candidate : candidates(given)) {
            double score = score(text, from, candidate);
            if (score > bestScore) {
                bestScore = score;
                best = candidate;
            }
        }
        if (options.isQuoteGiven() || best.quote() == 0) {
            return new Found(best, null);
        }
        boolean spaced = best.delimiter() != ' ' && best.delimiter() != '\t' && isSpaced(best);
        if (!spaced && isByTheBook(best)) {
            return new Found(best, null);
        }
        Repair.Plan plan = new Repair.Plan(best, spaced, null);
        return score(repaired(plan), 0, plan.dialect()) >= bestScore - 1e-9
                ? new Found(plan.dialect(), plan)
                : new Found(best, null);
    }

    /// The given characters first, so that others must be better.
    private List<Dialect> candidates(Dialect given) {
        List<Dialect> candidates = new ArrayList<>();
        Character set = options.delimiter();
        byte[] delimiters = set == null ? DELIMITERS : new byte[]{(byte) (char) set};
        for (byte delimiter : delimiters) {
            Dialect plain = given.withDelimiter(delimiter);
            if (options.isQuoteGiven() || given.escape() != 0) {
                candidates.add(plain);
                continue;
            }
            boolean backslashes = isEscaped(plain);
            Dialect escaped = new Dialect(delimiter, plain.quote(), (byte) '\\', plain.comment(),
                    plain.newline());
            if (backslashes && !hasDoubled(plain)) {
                candidates.add(escaped);
            }
            candidates.add(plain);
            if (backslashes) {
                candidates.add(escaped);
            }
            if (hasApostrophes(plain)) {
                candidates.add(
                        new Dialect(delimiter, (byte) '\'', (byte) 0, plain.comment(), plain.newline()));
            }
        }
        return candidates;
    }

    private double score(byte[] bytes, int start, Dialect dialect) {
        List<int[]> rows = RowScanner.rows(bytes, start, bytes.length, dialect, ROWS, whole);
        if (!options.isCommentGiven() && !rows.isEmpty() && bytes[rows.getFirst()[0]] == '#') {
            List<int[]> others = rows.stream().filter(row -> bytes[row[0]] != '#').toList();
            rows = others.isEmpty() ? rows : others;
        }
        return score(rows, width);
    }

    private static double score(List<int[]> rows, int width) {
        int expected = width > 0 ? width : RowScanner.width(rows);
        if (expected < 2) {
            return 0;
        }
        double same = 0;
        for (int[] row : rows) {
            same += row.length - 1 == expected ? 1 : 0;
        }
        return same / rows.size() + Math.min(expected, 1_000) * 1e-6;
    }

    private byte[] repaired(Repair.Plan plan) throws IOException {
        try (Repair repair = new Repair(new ByteArrayInputStream(text, from, text.length - from), plan)) {
            return repair.readAllBytes();
        }
    }

    /// Whether every delimiter before a quote, and most others, have a blank behind them.
    private boolean isSpaced(Dialect dialect) {
        int delimiters = 0;
        int blanks = 0;
        int quotes = 0;
        for (int i = next(from, dialect.delimiter()); i >= 0 && i + 1 < text.length; i = next(i + 1,
                dialect.delimiter())) {
            delimiters++;
            blanks += text[i + 1] == ' ' ? 1 : 0;
            quotes += text[i + 1] == dialect.quote() ? 1 : 0;
            if (delimiters > 100 && blanks * 2 < delimiters) {
                return false;
            }
        }
        return delimiters > 0 && quotes == 0 && blanks * 10L >= delimiters * 9L;
    }

    /// Whether each quote that ends a field stands before a delimiter or the end of its row, and each field ends.
    private boolean isByTheBook(Dialect dialect) {
        int start = next(from, dialect.quote());
        while (start >= 0) {
            if (isFirst(start, dialect)) {
                int end = RowScanner.afterQuotes(text, start + 1, text.length, dialect);
                if (end >= text.length) {
                    return !whole || text[text.length - 1] == dialect.quote();
                }
                if (text[end] != dialect.delimiter() && text[end] != dialect.newline() && text[end] != '\r') {
                    return false;
                }
                start = end - 1;
            }
            start = next(start + 1, dialect.quote());
        }
        return true;
    }

    private boolean isEscaped(Dialect dialect) {
        for (int i = next(from, (byte) '\\'); i >= 0 && i + 1 < text.length; i = next(i + 1, (byte) '\\')) {
            if (text[i + 1] == dialect.quote()) {
                return true;
            }
        }
        return false;
    }

    private boolean hasDoubled(Dialect dialect) {
        for (int i = next(from + 1, dialect.quote()); i >= 0 && i + 2 < text.length; i = next(i + 1,
                dialect.quote())) {
            if (text[i + 1] == dialect.quote() && text[i - 1] != '\\'
                    && text[i - 1] != dialect.delimiter() && text[i - 1] != dialect.newline()) {
                return true;
            }
        }
        return false;
    }

    private int next(int start, byte value) {
        return start >= text.length ? -1 : Swar.indexOf(text, start, text.length, value);
    }

    private boolean isFirst(int i, Dialect dialect) {
        return i == from || text[i - 1] == dialect.delimiter() || text[i - 1] == dialect.newline();
    }

    /// Whether fields start and end with apostrophes, and none starts with the usual quote.
    private boolean hasApostrophes(Dialect dialect) {
        int starts = 0;
        int ends = 0;
        for (int i = next(from, (byte) '\''); i >= 0; i = next(i + 1, (byte) '\'')) {
            starts += isFirst(i, dialect) ? 1 : 0;
            ends += i + 1 == text.length || text[i + 1] == dialect.delimiter() || text[i + 1] == '\r'
                    || text[i + 1] == dialect.newline() ? 1 : 0;
        }
        for (int i = next(from, dialect.quote()); i >= 0 && starts > 0; i = next(i + 1, dialect.quote())) {
            starts = isFirst(i, dialect) ? 0 : starts;
        }
        return starts >= 2 && starts <= ends && ends <= starts + starts / 10;
    }
}
