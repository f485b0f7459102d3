package dev.peso.internal.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Schema;
import dev.peso.internal.bytes.BinaryFiles;
import dev.peso.internal.bytes.TextBytes;
import dev.peso.internal.bytes.Utf8;
import dev.peso.internal.text.ColumnTitles;
import dev.peso.internal.text.Suggestions;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.CsvReport;
import dev.peso.spi.ByteSource;

/// Looks at the start of a CSV file: encoding, delimiter, quotes, where the table lies, whether it has a header, its types.
final class Inspection {
    private static final int LOOK_BYTES = 200_000;
    private static final int LAYOUT_ROWS = 300;

    private final ByteSource source;
    private final CsvReadOptions options;
    private final NullTexts nulls;
    private final CsvFindings findings = new CsvFindings();
    private CsvText text;
    private Dialect dialect;
    private byte decimal;
    private long sampled;
    private int rowBytes = 100;
    private boolean headerLeftOut;
    private final RaggedRows ragged = new RaggedRows();

    Inspection(ByteSource source, CsvReadOptions options) {
        this.source = source;
        this.options = options;
        this.nulls = new NullTexts(options.nulls());
        this.text = new CsvText(source, options.charset(), null, -1);
        Character given = options.delimiter();
        this.dialect = new Dialect(given == null ? (byte) ',' : (byte) (char) given, code(options.quote()),
                code(options.escape()), code(options.comment()), (byte) '\n');
        this.decimal = (byte) options.decimal();
    }

    private static byte code(@Nullable Character c) {
        return c == null ? 0 : (byte) (char) c;
    }

    CsvFile look() {
        try {
            String fingerprint = source.fingerprint();
            long start = lookAtCharacters();
            CsvFile file = lookAtRows(fingerprint, start);
            Consumer<CsvReport> report = options.report();
            if (report != null) {
                findings.ragged(ragged.report(file));
                report.accept(findings.report(file));
            }
            return file;
        } catch (IOException e) {
            throw CsvFile.failed(text, dialect, e);
        }
    }

    private byte[] head() throws IOException {
        try (InputStream stream = text.open()) {
            return stream.readNBytes(LOOK_BYTES);
        }
    }

    /// Settles encoding, line ends, delimiter and quotes; returns where the first row starts.
    private long lookAtCharacters() throws IOException {
        requireText(BinaryFiles.kind(TextBytes.head(source, BinaryFiles.HEAD)));
        byte[] start = head();
        if (options.charset() == null) {
            Charset guess = Charsets.guess(start, start.length < LOOK_BYTES);
            if (guess != null) {
                text = new CsvText(source, guess, null, -1);
                start = head();
            }
            requireText(start);
        }
        boolean lineFeeds = Swar.indexOf(start, 0, start.length, (byte) '\n') >= 0;
        if (!lineFeeds && Swar.indexOf(start, 0, start.length, (byte) '\r') >= 0) {
            dialect = dialect.withNewline((byte) '\r');
        }
        int from = afterSkippedLines(start);
        Schema schema = options.schema();
        Sniffer sniffer = new Sniffer(start, from, start.length < LOOK_BYTES, options,
                schema == null ? -1 : schema.size());
        Sniffer.Found found = sniffer.look(dialect);
        dialect = found.dialect();
        if (found.repair() != null) {
            text = text.withRepair(found.repair());
            findings.repaired(found.repair());
            return afterSkippedLines(head());
        }
        return from;
    }

    private void requireText(@Nullable String kind) {
        if (kind != null) {
            throw new DataException(source.name() + " is no text: it is " + kind);
        }
    }

    private void requireText(byte[] start) {
        int controls = BinaryFiles.controls(start);
        if (controls > 0) {
            throw new DataException(source.name() + " is no text: " + controls + " of its first "
                    + start.length
                    + " bytes are control characters; if it is one nevertheless, give its encoding with withCharset");
        }
    }

    private int afterSkippedLines(byte[] start) {
        int from = 0;
        for (int i = 0; i < options.skipLines(); i++) {
            int end = Swar.indexOf(start, from, start.length, dialect.newline());
            if (end < 0) {
                return start.length;
            }
            from = end + 1;
        }
        return from;
    }

    private CsvFile lookAtRows(String fingerprint, long start) throws IOException {
        try (InputStream stream = text.open()) {
            stream.skipNBytes(start);
            return lookAtRows(fingerprint, start, new Blocks(stream, dialect, Blocks.BLOCK_BYTES, start));
        }
    }

    private CsvFile lookAtRows(String fingerprint, long start, Blocks blocks) throws IOException {
        Schema given = options.schema();
        Blocks.Block block = blocks.next(null);
        List<int[]> rows = rows(block, LAYOUT_ROWS);
        if (block == null || rows.isEmpty()) {
            requireClosedQuotes(block, start);
            if (given != null) {
                return given(fingerprint, given, start);
            }
            throw new DataException(
                    source.name() + " is empty: there is no header to name the columns; give a schema");
        }
        requireUtf8(block, start, rows.getFirst());
        rowBytes = (rows.getLast()[rows.getLast().length - 1] - rows.getFirst()[0]) / rows.size() + 1;
        if (given != null) {
            List<String> first = RowScanner.texts(block.bytes(), rows.getFirst(), dialect);
            long second = Math.min(start + lineAfter(block, rows.getFirst()), block.end());
            return given(fingerprint, given, first, start, second);
        }
        Blocks.Block next = blocks.next(null);
        TableLayout layout = layout(block, rows);
        List<String> commentedNames = List.of();
        if (leaveOutComments(block, rows, layout)) {
            List<int[]> all = rows;
            rows = rows(block, LAYOUT_ROWS);
            layout = layout(block, rows);
            commentedNames = commentedNames(block, all, layout.width());
        }
        findings.preamble(layout.first());
        HeaderGuess header = new HeaderGuess(block.bytes(), rows.subList(layout.first(), rows.size()),
                dialect,
                options, layout.width());
        if (leaveOutRepeatedHeader(block, rows, layout, header)) {
            return lookAtRows(fingerprint, start); // the text has changed
        }
        decimal = header.decimal();
        long tableStart = start + header.rows().getFirst()[0];
        long dataStart = header.count() == 0
                ? tableStart
                : Math.min(start + lineAfter(block, header.rows().get(header.count() - 1)), block.end());
        int from = (int) (dataStart - start);
        int to = block.length();
        if (next == null && options.header() == CsvReadOptions.Header.GUESS) {
            to = tableEnd(block, layout, header.guessOfFirst());
        }
        List<TypeGuess> guesses = header.guesses();
        sampled = observe(block, from, to, guesses, options.sampleRows());
        for (Blocks.Block more = next; more != null
                && sampled < options.sampleRows(); more = blocks.next(null)) {
            sampled += observe(more, 0, more.length(), guesses, options.sampleRows() - sampled);
        }
        if (to < block.length()) {
            text = text.withEnd(start + to);
        }
        boolean commented = header.count() == 0 && commentedNames.size() == header.names().size();
        findings.header(commented ? 1 : header.count());
        return file(fingerprint, named(commented ? commentedNames : header.names()), guesses, dataStart);
    }

    /// The names in the last comment before the table, if it alone of them has as many fields as the table.
    private List<String> commentedNames(Blocks.Block block, List<int[]> rows, int width) {
        int last = 0;
        boolean alone = true;
        while (last + 1 < rows.size() && block.bytes()[rows.get(last + 1)[0]] == '#') {
            alone &= rows.get(last).length - 1 != width;
            last++;
        }
        if (!alone || width < 2 || rows.get(last).length - 1 != width
                || options.header() != CsvReadOptions.Header.GUESS) {
            return List.of();
        }
        List<String> names = new ArrayList<>(RowScanner.texts(block.bytes(), rows.get(last), dialect));
        names.set(0, names.getFirst().replaceFirst("^[#\\s]+", ""));
        return ColumnTitles.unique(names);
    }

    private List<int[]> rows(Blocks.@Nullable Block block, int most) {
        return block == null
                ? List.of()
                : RowScanner.rows(block.bytes(), 0, block.length(), dialect, most, false);
    }

    private int lineAfter(Blocks.Block block, int[] row) {
        return Swar.indexOf(block.bytes(), row[row.length - 1], block.length(), dialect.newline()) + 1;
    }

    private void requireUtf8(Blocks.Block block, long start, int[] row) {
        int invalid = Utf8.firstInvalid(block.bytes(), row[0], row[row.length - 1]);
        if (invalid >= 0) {
            throw given("", Schema.of(), start).notUtf8(start + invalid);
        }
    }

    /// Where the table starts; told apart from other lines only where everything is guessed.
    private TableLayout layout(Blocks.Block block, List<int[]> rows) {
        boolean guessed = options.header() == CsvReadOptions.Header.GUESS && options.skipLines() == 0;
        return guessed
                ? TableLayout.of(block.bytes(), rows, dialect)
                : new TableLayout(RowScanner.width(rows), 0);
    }

    /// Makes `#` the comment character if the lines before the table start with it.
    private boolean leaveOutComments(Blocks.Block block, List<int[]> rows, TableLayout layout) {
        byte[] b = block.bytes();
        int marked = 0;
        while (marked < rows.size() && b[rows.get(marked)[0]] == '#') {
            marked++;
        }
        boolean header = marked == 1 && rows.getFirst().length - 1 == layout.width();
        if (options.isCommentGiven() || options.skipLines() > 0 || text.repair() != null || marked == 0
                || marked == rows.size() || header) {
            return false;
        }
        dialect = dialect.withComment((byte) '#');
        findings.commented();
        return true;
    }

    private int tableEnd(Blocks.Block block, TableLayout layout, TypeGuess first) {
        List<int[]> all = rows(block, Integer.MAX_VALUE);
        int end = layout.end(block.bytes(), all, dialect, first);
        findings.footer(all.size() - end);
        return end == all.size() ? block.length() : all.get(end)[0];
    }

    /// Leaves out rows that repeat the header, as files put together from several have them.
    private boolean leaveOutRepeatedHeader(Blocks.Block block, List<int[]> rows, TableLayout layout,
            HeaderGuess header) {
        boolean exact = options.raggedRows() == CsvReadOptions.RaggedRows.REJECT;
        int index = headerLeftOut || exact ? -1 : header.repeated();
        if (index < 0) {
            findings.another(header.another());
            return false;
        }
        int[] row = rows.get(layout.first());
        byte[] line = Arrays.copyOfRange(block.bytes(), row[0], lineAfter(block, row));
        Repair.Plan plan = text.repair();
        text = text.withRepair(
                new Repair.Plan(plan == null ? dialect : plan.raw(), plan != null && plan.spaced(),
                        line));
        dialect = new Dialect(dialect.delimiter(), dialect.quote(), (byte) 0, dialect.comment(),
                dialect.newline());
        findings.repeatedHeader(index);
        headerLeftOut = true;
        return true;
    }

    private void requireClosedQuotes(Blocks.@Nullable Block block, long start) {
        boolean rowWithoutEnd = block != null
                && !RowScanner.rows(block.bytes(), 0, block.length(), dialect, 1, true).isEmpty();
        if (rowWithoutEnd) {
            throw given("", Schema.of(), start).unclosedQuote(start);
        }
    }

    private CsvFile given(String fingerprint, Schema schema, List<String> first, long start, long next) {
        for (dev.peso.Field field : schema) {
            requireReadable(field.name(), field.type());
        }
        boolean same = first.equals(schema.names());
        boolean header = options.header() == CsvReadOptions.Header.FIRST_ROW
                || options.header() == CsvReadOptions.Header.GUESS && same;
        if (header && !same) {
            throw new DataException(source.name() + " has the columns " + Suggestions.list(first)
                    + ", but the schema has " + Suggestions.list(schema.names()));
        }
        findings.header(header ? 1 : 0);
        return given(fingerprint, schema, header ? next : start);
    }

    private void requireReadable(String column, DataType type) {
        if (!ColumnParser.canRead(type)) {
            throw new IllegalArgumentException(
                    "column \"" + column + "\": a CSV file has no values of " + type + "; read it as utf8");
        }
    }

    /// Shows the values of at most `most` rows to the guesses; returns how many rows there were.
    private long observe(Blocks.Block block, int from, int to, List<TypeGuess> guesses, long most) {
        if (from >= to) {
            return 0;
        }
        FieldIndex fields = new FieldIndex(dialect, guesses.size(), (start, end, _, extra) -> {
            ragged.add(block, start, end, extra);
            return true;
        });
        int rows = (int) Math.min(fields.index(block.bytes(), from, to), most);
        int stride = guesses.size() + 1;
        for (int c = 0; c < guesses.size(); c++) {
            TypeGuess guess = guesses.get(c);
            for (int row = 0, p = c; row < rows; row++, p += stride) {
                HeaderGuess.observe(fields.bytes, fields.at[p], fields.at[p + 1] - 1, dialect, nulls, guess);
            }
        }
        return rows;
    }

    /// The names that the options give, else those that were found.
    private List<String> named(List<String> found) {
        if (!options.names().isEmpty() && options.names().size() != found.size()) {
            throw new DataException(source.name() + " has " + found.size() + " columns, and there are "
                    + options.names().size() + " names: " + Suggestions.list(options.names()));
        }
        return options.names().isEmpty() ? found : options.names();
    }

    private CsvFile file(String fingerprint, List<String> names, List<TypeGuess> guesses, long dataStart) {
        for (String name : options.types().keySet()) {
            if (!names.contains(name)) {
                throw new ColumnNotFoundException(name, names, source.name());
            }
        }
        List<dev.peso.Field> fields = new ArrayList<>();
        List<CsvFile.Look> looks = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            TypeGuess guess = guesses.get(i);
            DataType set = options.types().get(names.get(i));
            if (set != null) {
                requireReadable(names.get(i), set);
            }
            DataType type = set != null ? set : options.isText() ? DataType.UTF8 : guess.type();
            fields.add(dev.peso.Field.of(names.get(i), type));
            CsvFile.Look look = CsvFile.Look.inferred(guess, options.isNullsGiven());
            looks.add(set == null ? look : look.asGiven());
            if (options.report() != null) {
                findings.column(names.get(i), type, set != null, guess);
            }
        }
        return file(fingerprint, Schema.of(fields), dataStart, looks);
    }

    /// A file of which nothing was inferred.
    private CsvFile given(String fingerprint, Schema schema, long dataStart) {
        return file(fingerprint, schema, dataStart,
                Collections.nCopies(schema.size(), CsvFile.Look.given(options.dateOrder())));
    }

    private CsvFile file(String fingerprint, Schema schema, long dataStart, List<CsvFile.Look> looks) {
        return new CsvFile(text, options, dialect, schema, fingerprint, dataStart, sampled, rowBytes, decimal,
                looks);
    }
}
