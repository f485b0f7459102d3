package dev.peso.internal.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Schema;
import dev.peso.internal.bytes.TextBytes;
import dev.peso.internal.bytes.Utf8;
import dev.peso.internal.text.Suggestions;
import dev.peso.io.CsvReadOptions;
import dev.peso.spi.ByteSource;

/// Looks at the start of a CSV file: which delimiter, whether there is a header, which types.
final class Inspection {
    private static final int LOOK_BYTES = 200_000;

    private final ByteSource source;
    private final CsvReadOptions options;
    private final NullTexts nulls;
    private Dialect dialect;
    private long sampled;

    Inspection(ByteSource source, CsvReadOptions options) {
        this.source = source;
        this.options = options;
        this.nulls = new NullTexts(options.nulls());
        Character given = options.delimiter();
        this.dialect = new Dialect(given == null ? (byte) ',' : (byte) (char) given, code(options.quote()),
                code(options.escape()), code(options.comment()), (byte) '\n');
    }

    private static byte code(@Nullable Character c) {
        return c == null ? 0 : (byte) (char) c;
    }

    CsvFile look() {
        try {
            String fingerprint = source.fingerprint();
            long start = lookAtCharacters();
            try (InputStream stream = TextBytes.open(source, options.charset())) {
                stream.skipNBytes(start);
                return lookAtRows(fingerprint, start, new Blocks(stream, dialect, Blocks.BLOCK_BYTES, start));
            }
        } catch (IOException e) {
            throw CsvFile.failed(source, options, dialect, e);
        }
    }

    /// Settles line ends and delimiter; returns where the first row starts.
    private long lookAtCharacters() throws IOException {
        byte[] start;
        try (InputStream stream = TextBytes.open(source, options.charset())) {
            start = stream.readNBytes(LOOK_BYTES);
        }
        boolean lineFeeds = Swar.indexOf(start, 0, start.length, (byte) '\n') >= 0;
        if (!lineFeeds && Swar.indexOf(start, 0, start.length, (byte) '\r') >= 0) {
            dialect = new Dialect(dialect.delimiter(), dialect.quote(), dialect.escape(), dialect.comment(),
                    (byte) '\r');
        }
        int from = afterSkippedLines(start);
        if (options.delimiter() == null) {
            Schema schema = options.schema();
            dialect = dialect.withDelimiter(RowScanner.delimiter(start, from, start.length, dialect,
                    schema == null ? -1 : schema.size(), start.length < LOOK_BYTES));
        }
        return from;
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

    private CsvFile lookAtRows(String fingerprint, long start, Blocks blocks) throws IOException {
        Schema given = options.schema();
        Blocks.Block block = blocks.next(null);
        List<int[]> rows = block == null
                ? List.of()
                : RowScanner.rows(block.bytes(), 0, block.length(), dialect, 1, false);
        if (block == null || rows.isEmpty()) {
            requireClosedQuotes(block, start);
            if (given != null) {
                return given(fingerprint, given, start);
            }
            throw new DataException(
                    source.name() + " is empty: there is no header to name the columns; give a schema");
        }
        int[] row = rows.getFirst();
        int invalid = Utf8.firstInvalid(block.bytes(), row[0], row[row.length - 1]);
        if (invalid >= 0) {
            throw given("", Schema.of(), start).notUtf8(start + invalid);
        }
        List<String> first = RowScanner.texts(block.bytes(), row, dialect);
        int next = Swar.indexOf(block.bytes(), row[row.length - 1], block.length(), dialect.newline()) + 1;
        long second = Math.min(start + next, block.end());
        if (given != null) {
            return given(fingerprint, given, first, start, second);
        }
        List<TypeGuess> ofFirst = guesses(first.size());
        observe(block, row[0], next, ofFirst, 1);
        List<TypeGuess> guesses = guesses(first.size());
        sampled = observe(block, next, block.length(), guesses, options.sampleRows());
        for (Blocks.Block more = more(blocks); more != null; more = more(blocks)) {
            sampled += observe(more, 0, more.length(), guesses, options.sampleRows() - sampled);
        }
        boolean header = isHeader(first, ofFirst, guesses);
        if (!header) {
            sampled += observe(block, row[0], next, guesses, 1);
        }
        Schema schema = schema(names(first, header), guesses);
        List<CsvFile.Look> looks = new ArrayList<>();
        for (int c = 0; c < guesses.size(); c++) {
            boolean set = options.types().containsKey(schema.field(c).name());
            looks.add(new CsvFile.Look(!set, set || guesses.get(c).hasSeen(), guesses.get(c).dateOrder()));
        }
        return file(fingerprint, schema, header ? second : start, looks);
    }

    private void requireClosedQuotes(Blocks.@Nullable Block block, long start) {
        boolean rowWithoutEnd = block != null
                && !RowScanner.rows(block.bytes(), 0, block.length(), dialect, 1, true).isEmpty();
        if (rowWithoutEnd) {
            throw given("", Schema.of(), start).unclosedQuote(start);
        }
    }

    private Blocks.@Nullable Block more(Blocks blocks) throws IOException {
        return sampled < options.sampleRows() ? blocks.next(null) : null;
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
        return given(fingerprint, schema, header ? next : start);
    }

    private void requireReadable(String column, DataType type) {
        if (!ColumnParser.canRead(type)) {
            throw new IllegalArgumentException(
                    "column \"" + column + "\": a CSV file has no values of " + type + "; read it as utf8");
        }
    }

    private List<TypeGuess> guesses(int width) {
        List<TypeGuess> guesses = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            guesses.add(new TypeGuess((byte) options.decimal(), options.dateOrder()));
        }
        return guesses;
    }

    /// Shows the values of at most `most` rows to the guesses; returns how many rows there were.
    private long observe(Blocks.Block block, int from, int to, List<TypeGuess> guesses, long most) {
        if (from >= to) {
            return 0;
        }
        FieldIndex fields = new FieldIndex(dialect, guesses.size(), (_, _, _) -> true);
        int rows = (int) Math.min(fields.index(block.bytes(), from, to), most);
        int stride = guesses.size() + 1;
        for (int c = 0; c < guesses.size(); c++) {
            TypeGuess guess = guesses.get(c);
            for (int row = 0, p = c; row < rows; row++, p += stride) {
                observe(fields, fields.at[p], fields.at[p + 1] - 1, guess);
            }
        }
        return rows;
    }

    private void observe(FieldIndex fields, int from, int to, TypeGuess guess) {
        byte[] b = fields.bytes;
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

    /// A first row is a header unless it fits the types of the rows below, which must then have some type but text.
    private boolean isHeader(List<String> first, List<TypeGuess> ofFirst, List<TypeGuess> ofRest) {
        if (options.header() != CsvReadOptions.Header.GUESS) {
            return options.header() == CsvReadOptions.Header.FIRST_ROW;
        }
        boolean fits = false;
        for (int c = 0; c < first.size(); c++) {
            DataType below = ofRest.get(c).type();
            DataType above = ofFirst.get(c).type();
            if (below == DataType.UTF8 && ofRest.get(c).hasSeen()) {
                continue;
            }
            boolean blank = first.get(c).isBlank();
            if (!blank && above == DataType.UTF8) {
                return true;
            }
            fits |= !blank;
        }
        return !fits;
    }

    /// Names from the header, made unique; or numbered ones.
    private static List<String> names(List<String> first, boolean header) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < first.size(); i++) {
            String name = header && !first.get(i).isEmpty() ? first.get(i) : "column_" + (i + 1);
            String unique = name;
            for (int n = 2; !taken.add(unique); n++) {
                unique = name + "_" + n;
            }
            names.add(unique);
        }
        return names;
    }

    private Schema schema(List<String> names, List<TypeGuess> guesses) {
        for (String name : options.types().keySet()) {
            if (!names.contains(name)) {
                throw new ColumnNotFoundException(name, names, source.name());
            }
        }
        List<dev.peso.Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            DataType set = options.types().get(names.get(i));
            if (set != null) {
                requireReadable(names.get(i), set);
            }
            fields.add(dev.peso.Field.of(names.get(i), set == null ? guesses.get(i).type() : set));
        }
        return Schema.of(fields);
    }

    /// A file of which nothing was inferred.
    private CsvFile given(String fingerprint, Schema schema, long dataStart) {
        CsvFile.Look look = new CsvFile.Look(false, true, options.dateOrder());
        return file(fingerprint, schema, dataStart, Collections.nCopies(schema.size(), look));
    }

    private CsvFile file(String fingerprint, Schema schema, long dataStart, List<CsvFile.Look> looks) {
        return new CsvFile(source, options, dialect, schema, fingerprint, dataStart, sampled, looks);
    }
}
