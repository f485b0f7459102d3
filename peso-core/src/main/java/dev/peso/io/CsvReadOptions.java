package dev.peso.io;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Schema;

/// How a CSV file is read.
///
/// Everything has a default that looks at the file: encoding, compression, delimiter, quotes, lines before and after the
/// table, comments, header and types, decimal commas and marks between thousands, words for null. An option set here is not
/// guessed; [#STRICT] guesses less and forgives nothing; [#withReport] tells what was chosen. Options are values; each
/// `with` method returns new ones.
///
/// ```java
/// CsvReadOptions.DEFAULT.withDelimiter(';').withDecimalComma().withType("zip", DataType.UTF8)
/// ```
public final class CsvReadOptions implements ReadOptions {
    /// Everything guessed from the file; missing fields are null and further ones are left out; a value that does not fit
    /// its column's type fails the read.
    public static final CsvReadOptions DEFAULT = new CsvReadOptions(new Settings());

    /// A file as RFC 4180 describes it: UTF-8, commas, double quotes, a header of one row, as many fields in each row;
    /// only types are found out. Anything else fails.
    public static final CsvReadOptions STRICT = DEFAULT.withCharset(StandardCharsets.UTF_8)
            .withDelimiter(',')
            .withQuote('"')
            .withoutComments()
            .withDecimalPoint()
            .withNulls("")
            .withHeader(Header.FIRST_ROW)
            .withRaggedRows(RaggedRows.REJECT);

    private final Settings settings;

    private CsvReadOptions(Settings settings) {
        this.settings = settings;
    }

    /// Whether the first row names the columns.
    public enum Header {
        /// Look at the file: a first row that fits the columns' types is data.
        GUESS,
        /// The first row names the columns.
        FIRST_ROW,
        /// All rows are data; columns are named `column_1`, `column_2` and so on.
        NONE
    }

    /// What happens to rows with too few or too many fields.
    public enum RaggedRows {
        /// They are errors, handled as [OnError] says. Empty fields too many are never an error.
        REJECT,
        /// Missing fields are null, fields too many are left out; [CsvReadOptions#withRaggedReport] tells which.
        FILL
    }

    /// What comes first in dates that do not start with the year, such as `1/2/2026`. Dates that do (`2026-02-01`,
    /// `2026/2/1`) are read whatever the order.
    public enum DateOrder {
        /// Look at the sampled rows: a day above 12 decides for the whole column. A column in which none is stays text,
        /// except between points (`1.2.2026`), where the day comes first.
        GUESS,
        /// `31/12/2026`
        DAY_FIRST,
        /// `12/31/2026`
        MONTH_FIRST
    }

    private static final class Settings {
        @Nullable
        Charset charset;
        @Nullable
        Character delimiter;
        @Nullable
        Character quote = '"';
        @Nullable
        Character escape;
        @Nullable
        Character comment;
        boolean quoteGiven;
        boolean commentGiven;
        boolean nullsGiven;
        boolean text;
        @Nullable
        Consumer<CsvReport> report;
        @Nullable
        Consumer<CsvRaggedRows> raggedReport;
        @Nullable
        Character decimal;
        DateOrder dateOrder = DateOrder.GUESS;
        Header header = Header.GUESS;
        int skipLines;
        List<String> names = List.of();
        List<String> nulls = List.of("");
        @Nullable
        Schema schema;
        Map<String, DataType> types = Map.of();
        int sampleRows = 20_480;
        OnError onError = OnError.FAIL;
        @Nullable
        RaggedRows raggedRows;
        @Nullable
        Consumer<RejectedRow> quarantine;

        Settings() {}

        Settings(Settings s) {
            charset = s.charset;
            delimiter = s.delimiter;
            quote = s.quote;
            escape = s.escape;
            comment = s.comment;
            quoteGiven = s.quoteGiven;
            commentGiven = s.commentGiven;
            nullsGiven = s.nullsGiven;
            text = s.text;
            report = s.report;
            raggedReport = s.raggedReport;
            decimal = s.decimal;
            dateOrder = s.dateOrder;
            header = s.header;
            skipLines = s.skipLines;
            names = s.names;
            nulls = s.nulls;
            schema = s.schema;
            types = s.types;
            sampleRows = s.sampleRows;
            onError = s.onError;
            raggedRows = s.raggedRows;
            quarantine = s.quarantine;
        }
    }

    private CsvReadOptions with(Consumer<Settings> change) {
        Settings copy = new Settings(settings);
        change.accept(copy);
        if (copy.quoteGiven && copy.delimiter != null && copy.delimiter.equals(copy.quote)) {
            throw new IllegalArgumentException(
                    "delimiter and quote must differ, got " + copy.quote + " for both");
        }
        return new CsvReadOptions(copy);
    }

    /// The encoding of the bytes, for example `windows-1252` or `UTF-16`.
    ///
    /// @param charset any charset of the platform
    /// @return new options
    public CsvReadOptions withCharset(Charset charset) {
        Objects.requireNonNull(charset, "charset");
        return with(s -> s.charset = charset);
    }

    /// The character between fields.
    ///
    /// @param delimiter an ASCII character, for example `;` or a tab
    /// @return new options
    public CsvReadOptions withDelimiter(char delimiter) {
        return with(s -> s.delimiter = ascii("delimiter", delimiter));
    }

    /// The character around fields that hold delimiters or line ends; inside it is written twice.
    ///
    /// @param quote an ASCII character
    /// @return new options
    public CsvReadOptions withQuote(char quote) {
        char checked = ascii("quote", quote);
        return with(s -> {
            s.quote = checked;
            s.quoteGiven = true;
        });
    }

    /// No character quotes: every one stands for itself.
    ///
    /// @return new options
    public CsvReadOptions withoutQuote() {
        return with(s -> {
            s.quote = null;
            s.quoteGiven = true;
        });
    }

    /// A character before which a quote inside quotes stands for itself, besides the doubled quote.
    ///
    /// @param escape an ASCII character, mostly a backslash
    /// @return new options
    public CsvReadOptions withEscape(char escape) {
        return with(s -> s.escape = ascii("escape", escape));
    }

    /// Lines that start with this character are left out.
    ///
    /// @param comment an ASCII character, mostly `#`
    /// @return new options
    public CsvReadOptions withComment(char comment) {
        return with(s -> {
            s.comment = ascii("comment", comment);
            s.commentGiven = true;
        });
    }

    /// No line is a comment, also where the first ones start with `#`.
    ///
    /// @return new options
    public CsvReadOptions withoutComments() {
        return with(s -> {
            s.comment = null;
            s.commentGiven = true;
        });
    }

    /// Numbers have a decimal comma, as in `3,14`.
    ///
    /// @return new options
    public CsvReadOptions withDecimalComma() {
        return with(s -> s.decimal = ',');
    }

    /// Numbers have a decimal point, as in `3.14`.
    ///
    /// @return new options
    public CsvReadOptions withDecimalPoint() {
        return with(s -> s.decimal = '.');
    }

    /// What comes first in dates that do not start with the year. For other spellings read the column as text and use
    /// `strptime`.
    ///
    /// @param dateOrder guess, day or month
    /// @return new options
    public CsvReadOptions withDateOrder(DateOrder dateOrder) {
        Objects.requireNonNull(dateOrder, "dateOrder");
        return with(s -> s.dateOrder = dateOrder);
    }

    /// Whether the first row names the columns.
    ///
    /// @param header guess, first row or none
    /// @return new options
    public CsvReadOptions withHeader(Header header) {
        Objects.requireNonNull(header, "header");
        return with(s -> s.header = header);
    }

    /// Leaves out lines at the start of the file, before the header.
    ///
    /// @param lines 0 or more
    /// @return new options
    public CsvReadOptions withSkipLines(int lines) {
        if (lines < 0) {
            throw new IllegalArgumentException("lines to skip must be 0 or more, got " + lines);
        }
        return with(s -> s.skipLines = lines);
    }

    /// The names of the columns, in place of those of a header or of numbers. A header, if there is one, is left out.
    ///
    /// @param names as many as there are columns
    /// @return new options
    public CsvReadOptions withNames(String... names) {
        List<String> copy = List.of(names);
        if (new HashSet<>(copy).size() < copy.size()) {
            throw new IllegalArgumentException("names of columns must differ, got " + copy);
        }
        return with(s -> s.names = copy);
    }

    /// The texts that stand for null when they are not quoted. By default that is the empty one, and in columns whose other
    /// values are numbers, dates or the like also words such as `NA`, `N/A`, `NULL` or `-`.
    ///
    /// @param nulls for example `""`, `"NA"`
    /// @return new options
    public CsvReadOptions withNulls(String... nulls) {
        List<String> copy = List.of(nulls);
        return with(s -> {
            s.nulls = copy;
            s.nullsGiven = true;
        });
    }

    /// The columns with their types, in the order of the file. Nothing is inferred; a header, if there is one, must
    /// have the same names.
    ///
    /// @param schema the columns
    /// @return new options
    public CsvReadOptions withSchema(Schema schema) {
        Objects.requireNonNull(schema, "schema");
        return with(s -> s.schema = schema);
    }

    /// All columns are text, but for those whose type is given.
    ///
    /// @return new options
    public CsvReadOptions withoutTypes() {
        return with(s -> s.text = true);
    }

    /// Somebody who wants to know what was found out about the file.
    ///
    /// @param report called once, before `read` returns
    /// @return new options
    public CsvReadOptions withReport(Consumer<CsvReport> report) {
        Objects.requireNonNull(report, "report");
        return with(s -> s.report = report);
    }

    /// Somebody who wants to know of rows that were filled or cut. Where nobody does, the first read in which text was lost
    /// logs a warning.
    ///
    /// @param report called when a read that met such rows has ended, with what that read saw; by one thread at a time
    /// @return new options
    public CsvReadOptions withRaggedReport(Consumer<CsvRaggedRows> report) {
        Objects.requireNonNull(report, "report");
        return with(s -> s.raggedReport = report);
    }

    /// The type of one column; the others are still inferred.
    ///
    /// @param column its name
    /// @param type the type to read it as
    /// @return new options
    public CsvReadOptions withType(String column, DataType type) {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(type, "type");
        Map<String, DataType> types = new LinkedHashMap<>(settings.types);
        types.put(column, type);
        Map<String, DataType> copy = java.util.Collections.unmodifiableMap(types);
        return with(s -> s.types = copy);
    }

    /// The types of several columns in place of those given before; the others are inferred.
    ///
    /// @param types by column
    /// @return new options
    public CsvReadOptions withTypes(Map<String, DataType> types) {
        Map<String, DataType> copy = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(types));
        return with(s -> s.types = copy);
    }

    /// How many rows at the start of the file decide the types. Where a value further down does not fit, a terminal that can
    /// start over does so under types that hold all values of the file, as `collect()`, `count()` and `write` can; one that has
    /// handed out rows, as `rows()` and `stream` do, fails with the line. A misfit is handled as [#withOnError] says where that
    /// is not `FAIL`, and never widens a type that was given.
    ///
    /// @param rows 1 or more
    /// @return new options
    public CsvReadOptions withSampleRows(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("sample rows must be 1 or more, got " + rows);
        }
        return with(s -> s.sampleRows = rows);
    }

    /// What happens to rows with a value that does not fit.
    ///
    /// @param onError fail, null or skip; for quarantine use [#withQuarantine]
    /// @return new options
    public CsvReadOptions withOnError(OnError onError) {
        Objects.requireNonNull(onError, "onError");
        if (onError == OnError.QUARANTINE) {
            throw new IllegalArgumentException(
                    "quarantine needs a place for the rows: use withQuarantine(rows::add)");
        }
        return with(s -> s.onError = onError);
    }

    /// Rows with a value that does not fit are left out and handed over, in file order, when a read has ended. Each row
    /// is handed over once, by the first read that meets it, however often the dataset is run.
    ///
    /// @param quarantine takes the rows; called by one thread at a time
    /// @return new options
    public CsvReadOptions withQuarantine(Consumer<RejectedRow> quarantine) {
        Objects.requireNonNull(quarantine, "quarantine");
        return with(s -> {
            s.onError = OnError.QUARANTINE;
            s.quarantine = quarantine;
        });
    }

    /// What happens to rows with too few or too many fields. By default they are filled, but left out with other bad rows
    /// where [#withOnError] or [#withQuarantine] say so.
    ///
    /// @param raggedRows reject or fill
    /// @return new options
    public CsvReadOptions withRaggedRows(RaggedRows raggedRows) {
        Objects.requireNonNull(raggedRows, "raggedRows");
        return with(s -> s.raggedRows = raggedRows);
    }

    private static char ascii(String what, char c) {
        if (c == 0 || c > 126 || c == '\n' || c == '\r') {
            throw new IllegalArgumentException(
                    what + " must be an ASCII character other than a line end, got code " + (int) c);
        }
        return c;
    }

    /// The encoding, or null to guess it.
    ///
    /// @return a charset or null
    public @Nullable Charset charset() {
        return settings.charset;
    }

    /// The character between fields, or null to guess it.
    ///
    /// @return a character or null
    public @Nullable Character delimiter() {
        return settings.delimiter;
    }

    /// The quoting character, or null for none.
    ///
    /// @return a character or null
    public @Nullable Character quote() {
        return settings.quote;
    }

    /// The escaping character, or null for none.
    ///
    /// @return a character or null
    public @Nullable Character escape() {
        return settings.escape;
    }

    /// The character that starts comment lines, or null for none.
    ///
    /// @return a character or null
    public @Nullable Character comment() {
        return settings.comment;
    }

    /// The decimal separator; a point unless set.
    ///
    /// @return a point or a comma
    public char decimal() {
        Character decimal = settings.decimal;
        return decimal == null ? '.' : decimal;
    }

    /// Whether the decimal separator is set, rather than guessed.
    ///
    /// @return true if it is
    public boolean isDecimalGiven() {
        return settings.decimal != null;
    }

    /// Whether the quoting character is set, rather than guessed.
    ///
    /// @return true if it is
    public boolean isQuoteGiven() {
        return settings.quoteGiven;
    }

    /// Whether it is settled which lines are comments, rather than guessed.
    ///
    /// @return true if it is
    public boolean isCommentGiven() {
        return settings.commentGiven;
    }

    /// Whether the texts for null are set, rather than guessed.
    ///
    /// @return true if they are
    public boolean isNullsGiven() {
        return settings.nullsGiven;
    }

    /// Whether no types are found out.
    ///
    /// @return true if columns are text
    public boolean isText() {
        return settings.text;
    }

    /// Hears what was found out, or null.
    ///
    /// @return the listener or null
    public @Nullable Consumer<CsvReport> report() {
        return settings.report;
    }

    /// Hears of rows that were filled or cut, or null.
    ///
    /// @return the listener or null
    public @Nullable Consumer<CsvRaggedRows> raggedReport() {
        return settings.raggedReport;
    }

    /// What comes first in dates that do not start with the year.
    ///
    /// @return guess, day or month
    public DateOrder dateOrder() {
        return settings.dateOrder;
    }

    /// Whether the first row names the columns.
    ///
    /// @return guess, first row or none
    public Header header() {
        return settings.header;
    }

    /// How many lines are left out at the start.
    ///
    /// @return 0 or more
    public int skipLines() {
        return settings.skipLines;
    }

    /// The names of the columns, empty when the file names them.
    ///
    /// @return an immutable list
    public List<String> names() {
        return settings.names;
    }

    /// The texts that stand for null.
    ///
    /// @return an immutable list
    public List<String> nulls() {
        return settings.nulls;
    }

    /// The columns, or null to infer them.
    ///
    /// @return a schema or null
    public @Nullable Schema schema() {
        return settings.schema;
    }

    /// The types set by name.
    ///
    /// @return an immutable map
    public Map<String, DataType> types() {
        return settings.types;
    }

    /// How many rows decide the types.
    ///
    /// @return 1 or more
    public int sampleRows() {
        return settings.sampleRows;
    }

    /// What happens to rows with a value that does not fit.
    ///
    /// @return the policy
    public OnError onError() {
        return settings.onError;
    }

    /// Takes rows left out, or null.
    ///
    /// @return the quarantine or null
    public @Nullable Consumer<RejectedRow> quarantine() {
        return settings.quarantine;
    }

    /// What happens to rows with too few or too many fields.
    ///
    /// @return the policy
    public RaggedRows raggedRows() {
        RaggedRows set = settings.raggedRows;
        boolean leavesOut = settings.onError == OnError.SKIP || settings.onError == OnError.QUARANTINE;
        return set != null ? set : leavesOut ? RaggedRows.REJECT : RaggedRows.FILL;
    }
}
