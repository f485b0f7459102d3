package dev.peso.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.junit.jupiter.api.Test;

import dev.peso.PesoException;
import dev.peso.SharedData;
import dev.peso.internal.column.Table;
import dev.peso.io.CsvReadOptions;
import dev.peso.spi.ByteSource;

/// The CSV files of DuckDB's own tests, with what three or more of four engines agree on.
class DuckdbCsvTest {

    private static final String NO_HEADER = "three of the four readers take any first row for a header and do not look; it is data: ";

    /// Files of which we say something else than three of the four, and why.
    private static final Map<String, String> ON_PURPOSE = Map.of(
            "thousands_separator/simple_quoted.csv", NO_HEADER + "a number with marks between thousands",
            "auto/rfc_conform_quote.csv", NO_HEADER + "DuckDB, which looks, says so too",
            "glob/crawl/stackoverflow/x/y/o/f.csv", NO_HEADER + "DuckDB, which looks, says so too",
            "test/issue2518.csv", NO_HEADER + "DuckDB, which looks, says so too",
            "test/mixed_line_endings.csv", NO_HEADER + "numbers above numbers",
            "afl/23.csv", "the first two lines are comments, which the others take for a header and a row",
            "unescaped_quotes/unescaped_quote.csv",
            "fields are between semicolons and quoted; the others make one column of them, as the quotes inside are not doubled");

    private record Expected(long rows, List<String> names) {}

    @Test
    void files_give_a_table_or_an_error_in_words_and_mostly_what_others_agree_on() throws IOException {
        Path folder = SharedData.require("duckdb-csv");
        int agreed = 0;
        int equal = 0;
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, List<Expected>> entry : expected(folder.resolve("expected.json")).entrySet()) {
            String outcome;
            boolean same = false;
            try {
                Table table = Csv.read(ByteSource.of(folder.resolve("files").resolve(entry.getKey())),
                        CsvReadOptions.DEFAULT.withRaggedReport(_ -> {}));
                outcome = table.rows() + " " + table.schema().names();
                same = !entry.getValue().isEmpty() && table.rows() == entry.getValue().getFirst().rows()
                        && table.schema().names().equals(entry.getValue().getFirst().names());
            } catch (PesoException e) {
                outcome = e.getMessage();
            }
            agreed += entry.getValue().size();
            equal += same ? 1 : 0;
            if (!same && !entry.getValue().isEmpty()) {
                differences
                        .add(entry.getKey() + ": " + outcome + " instead of " + entry.getValue().getFirst());
            }
        }
        assertThat(differences).as("%d of %d equal", equal, agreed)
                .allMatch(d -> ON_PURPOSE.containsKey(d.split(":", 2)[0]))
                .hasSize(ON_PURPOSE.size());
    }

    private static Map<String, List<Expected>> expected(Path file) throws IOException {
        Map<String, List<Expected>> all = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                all.put(name, consensus(parser));
            }
        }
        return all;
    }

    private static List<Expected> consensus(JsonParser parser) throws IOException {
        List<Expected> consensus = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("consensus");
            JsonToken value = parser.nextToken();
            if (wanted && value == JsonToken.START_OBJECT) {
                consensus.add(agreed(parser));
            } else {
                parser.skipChildren();
            }
        }
        return consensus;
    }

    private static Expected agreed(JsonParser parser) throws IOException {
        long rows = 0;
        List<String> names = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            if (key.equals("rows")) {
                rows = parser.getLongValue();
            } else if (key.equals("cols")) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    names.add(parser.getText());
                }
            }
        }
        return new Expected(rows, names);
    }
}
