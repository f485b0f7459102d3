package dev.peso.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /// Others take the first row of numbers, or a comment, for a header, or do not look for the delimiter.
    private static final Set<String> ON_PURPOSE = Set.of("afl/23.csv",
            "thousands_separator/simple_quoted.csv", "auto/rfc_conform_quote.csv",
            "glob/crawl/stackoverflow/x/y/o/f.csv", "test/issue2518.csv", "test/mixed_line_endings.csv",
            "unescaped_quotes/unescaped_quote.csv");

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
                        CsvReadOptions.DEFAULT);
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
                .allMatch(d -> ON_PURPOSE.contains(d.split(":", 2)[0]));
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
