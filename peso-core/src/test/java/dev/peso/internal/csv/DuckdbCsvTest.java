package dev.peso.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
/// Where three or more agree, we agree on 98 % or more. pandas, Polars and pyarrow take any first row for a header, and Polars
/// and pyarrow any file for one with commas; where they agree because they do not look and we find something else, the question
/// is asked again as they answer it: by the book, with a header.
class DuckdbCsvTest {
    private static final CsvReadOptions BY_THE_BOOK = CsvReadOptions.STRICT;

    /// What our look finds and three of the four do not look for.
    private static final Map<String, String> FOUND = Map.of(
            "thousands_separator/simple_quoted.csv",
            "no header: the first row is a number with marks between thousands, as the others are",
            "auto/rfc_conform_quote.csv", "no header: numbers above numbers",
            "glob/crawl/stackoverflow/x/y/o/f.csv", "no header: one row, of numbers",
            "test/issue2518.csv", "no header: numbers above numbers",
            "test/mixed_line_endings.csv", "no header: numbers above numbers",
            "afl/23.csv", "comments before a table with semicolons",
            "unescaped_quotes/unescaped_quote.csv",
            "a number and a quoted text, with a semicolon between them and quotes in it that are not doubled");

    /// Of these files DuckDB, the one of the four that looks for a header, says that they have none.
    private static final List<String> SEEN_BY_DUCKDB = List.of("auto/rfc_conform_quote.csv",
            "glob/crawl/stackoverflow/x/y/o/f.csv", "test/issue2518.csv");

    private record Answer(long rows, List<String> names) {}

    /// @param consensus of three or more, or null
    private record Expected(@Nullable Answer consensus, Map<String, Answer> engines) {}

    @Test
    void files_are_read_as_others_agree_unless_they_agree_by_not_looking() throws IOException {
        Path folder = SharedData.require("duckdb-csv");
        int agreed = 0;
        Map<String, String> differences = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Expected> entry : expected(folder.resolve("expected.json")).entrySet()) {
            ByteSource file = ByteSource.of(folder.resolve("files").resolve(entry.getKey()));
            Object ours = answer(file, CsvReadOptions.DEFAULT);
            Answer theirs = entry.getValue().consensus;
            if (theirs == null) {
                continue; // a table, or an error in words
            }
            agreed++;
            if (!ours.equals(theirs)) {
                String difference = ours + " instead of " + theirs;
                differences.put(entry.getKey(), difference);
                if (!theirs.equals(answer(file, BY_THE_BOOK))) {
                    wrong.add(entry.getKey() + ": " + difference);
                }
            }
            if (SEEN_BY_DUCKDB.contains(entry.getKey())) {
                Answer duckdb = entry.getValue().engines.get("duckdb");
                assertThat(duckdb != null && ours instanceof Answer(long rows, var _) && rows == duckdb.rows)
                        .as(entry.getKey())
                        .isTrue();
            }
        }
        assertThat(agreed).isEqualTo(90);
        assertThat(wrong).as("of %d agreed on", agreed).hasSizeLessThanOrEqualTo(agreed * 2 / 100);
        assertThat(differences).containsOnlyKeys(FOUND.keySet());
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

    private static Map<String, Expected> expected(Path file) throws IOException {
        Map<String, Expected> all = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                all.put(name, outcomes(parser));
            }
        }
        return all;
    }

    private static Expected outcomes(JsonParser parser) throws IOException {
        Answer consensus = null;
        Map<String, Answer> engines = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            if (key.equals("consensus") && value == JsonToken.START_OBJECT) {
                consensus = agreed(parser);
            } else if (key.equals("engines")) {
                engines = engines(parser);
            } else {
                parser.skipChildren();
            }
        }
        return new Expected(consensus, engines);
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

    /// A pair of rows and names for each engine that did not fail.
    private static Map<String, Answer> engines(JsonParser parser) throws IOException {
        Map<String, Answer> engines = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String engine = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                parser.nextToken();
                long rows = parser.getLongValue();
                parser.nextToken();
                engines.put(engine, new Answer(rows, names(parser)));
                parser.nextToken();
            }
        }
        return engines;
    }

    private static List<String> names(JsonParser parser) throws IOException {
        List<String> names = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            names.add(parser.getText());
        }
        return names;
    }
}
