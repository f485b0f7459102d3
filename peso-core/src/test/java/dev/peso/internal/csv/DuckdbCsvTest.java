package dev.peso.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.PesoException;
import dev.peso.SharedData;
import dev.peso.internal.column.Table;
import dev.peso.io.CsvReadOptions;
import dev.peso.spi.ByteSource;

/// The CSV files of DuckDB's own tests, with what DuckDB, pandas, Polars and pyarrow make of them.
///
/// Three or more of them agree on 90 files. We agree with them on 83 without being told anything, and on all of them where
/// the options say that the files are as RFC 4180 has them. On the other seven they agree by not looking: pandas,
/// Polars and pyarrow take any first row for a header, Polars and pyarrow know no delimiter but the comma, and none of the four
/// sees marks between thousands. A sniffer that followed them would lose the first row of every file of numbers without a
/// header. So there the measure is what DuckDB reads once it is told how the file is written: without having been told
/// we read the same values from six, and the same names and number of rows from the seventh, a file made by a fuzzer in which
/// DuckDB also cuts off what follows a `#` inside a row.
class DuckdbCsvTest {
    /// What we find and they do not look for.
    ///
    /// @param told what DuckDB must be told to find it too
    private record Found(String what, String told) {}

    private static final String CUT_AT_COMMENTS = "afl/23.csv";

    private static final Map<String, Found> FOUND = Map.of("thousands_separator/simple_quoted.csv",
            new Found("no header: the first row is a number with marks between thousands, as the others are",
                    "thousands = ',', header = false"),
            "auto/rfc_conform_quote.csv", new Found("no header: a number above numbers", ""),
            "glob/crawl/stackoverflow/x/y/o/f.csv", new Found("no header: one row, of numbers", ""),
            "test/issue2518.csv", new Found("no header: numbers above numbers", ""),
            "test/mixed_line_endings.csv",
            new Found("no header: numbers above numbers", "header = false, strict_mode = false"),
            CUT_AT_COMMENTS,
            new Found("comments before a table with semicolons",
                    "comment = '#', delim = ';', header = true, null_padding = true, strict_mode = false"),
            "unescaped_quotes/unescaped_quote.csv",
            new Found("a number and a quoted text, a semicolon between them, and quotes in the text"
                    + " that are not doubled", "delim = ';', header = false, strict_mode = false"));

    private record Answer(long rows, List<String> names) {}

    @Test
    void files_are_read_as_others_agree_unless_they_agree_by_not_looking() throws IOException {
        assertThat(differences(CsvReadOptions.DEFAULT)).containsOnlyKeys(FOUND.keySet());
    }

    @Test
    void files_are_read_as_others_agree_where_no_more_than_types_are_guessed() throws IOException {
        assertThat(differences(CsvReadOptions.STRICT)).isEmpty();
    }

    @Test
    void each_file_ends_in_a_table_or_in_words_that_name_it() throws IOException {
        Path folder = SharedData.require("duckdb-csv").resolve("files");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                ByteSource file = ByteSource.of(path);
                Object answer = answer(file, CsvReadOptions.DEFAULT);
                assertThat(answer instanceof Answer || answer.toString().contains(file.name()))
                        .as("%s: %s", path, answer)
                        .isTrue();
            }
        }
    }

    @Test
    void where_others_do_not_look_we_read_what_duckdb_reads_when_it_is_told() throws SQLException {
        Path folder = SharedData.require("duckdb-csv").resolve("files");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            for (Map.Entry<String, Found> entry : FOUND.entrySet()) {
                Path file = folder.resolve(entry.getKey());
                String told = entry.getValue().told.isEmpty() ? "" : ", " + entry.getValue().told;
                String sql = "from read_csv('" + file + "'" + told + ")";
                Table ours = Csv.read(ByteSource.of(file), CsvReadOptions.DEFAULT);
                try (ResultSet result = statement.executeQuery(sql)) {
                    List<String> names = names(result.getMetaData());
                    List<List<@Nullable Object>> theirs = rows(result);
                    assertThat(ours.schema().size()).as(sql).isEqualTo(names.size());
                    if (entry.getKey().equals(CUT_AT_COMMENTS)) {
                        assertThat(new Answer(ours.rows(), ours.schema().names()))
                                .isEqualTo(new Answer(theirs.size(), names));
                    } else {
                        assertThat(Csv.rows(ours)).as(sql).isEqualTo(theirs);
                    }
                }
            }
        }
    }

    private static List<String> names(ResultSetMetaData columns) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= columns.getColumnCount(); c++) {
            names.add(columns.getColumnName(c));
        }
        return names;
    }

    private static List<List<@Nullable Object>> rows(ResultSet result) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int c = 1; c <= result.getMetaData().getColumnCount(); c++) {
                row.add(result.getObject(c));
            }
            rows.add(row);
        }
        return rows;
    }

    /// What we read otherwise of the files on which three or more agree.
    private static Map<String, String> differences(CsvReadOptions options) throws IOException {
        Path folder = SharedData.require("duckdb-csv");
        Map<String, Answer> consensus = consensus(folder.resolve("expected.json"));
        assertThat(consensus).hasSize(90);
        Map<String, String> differences = new TreeMap<>();
        consensus.forEach((name, theirs) -> {
            Object ours = answer(ByteSource.of(folder.resolve("files").resolve(name)), options);
            if (!ours.equals(theirs)) {
                differences.put(name, ours + " instead of " + theirs);
            }
        });
        return differences;
    }

    /// What a file is read as, or what is said of it.
    private static Object answer(ByteSource file, CsvReadOptions options) {
        try {
            Table table = Csv.read(file, options.withRaggedReport(_ -> {}));
            return new Answer(table.rows(), table.schema().names());
        } catch (PesoException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// What three or more agree on, by file.
    private static Map<String, Answer> consensus(Path file) throws IOException {
        Map<String, Answer> all = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                Answer agreed = outcome(parser);
                if (agreed != null) {
                    all.put(name, agreed);
                }
            }
        }
        return all;
    }

    private static @Nullable Answer outcome(JsonParser parser) throws IOException {
        Answer consensus = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean agreed = parser.currentName().equals("consensus");
            if (parser.nextToken() == JsonToken.START_OBJECT && agreed) {
                consensus = agreed(parser);
            } else {
                parser.skipChildren();
            }
        }
        return consensus;
    }

    private static Answer agreed(JsonParser parser) throws IOException {
        long rows = 0;
        List<String> names = List.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            if (key.equals("rows")) {
                rows = parser.getLongValue();
            } else if (key.equals("cols")) {
                names = names(parser);
            }
        }
        return new Answer(rows, names);
    }

    private static List<String> names(JsonParser parser) throws IOException {
        List<String> names = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            names.add(parser.getText());
        }
        return names;
    }
}
