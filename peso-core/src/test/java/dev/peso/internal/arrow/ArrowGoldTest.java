package dev.peso.internal.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.PesoException;
import dev.peso.SharedData;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;

/// The gold files of Apache Arrow, written by its implementations since 0.14, in both byte orders.
class ArrowGoldTest {

    /// Python writes these in a form of its own: pandas knows no summer time after 2037 and rounds offsets before 1883.
    private static final Set<String> OWN_FORM = Set.of("duration[ns]", "timestamp[ns, tz=US/Pacific]");

    private record Column(String name, String type, int nulls, @Nullable String sha1) {}

    private record Expected(boolean gold, long rows, List<Column> columns) {}

    @Test
    void gold_files_give_the_same_values_as_they_give_pyarrow() throws IOException {
        Path folder = SharedData.require("arrow-ipc");
        List<String> differences = new ArrayList<>();
        List<String> tooWide = new ArrayList<>();
        int files = 0;
        int hashes = 0;
        for (Map.Entry<String, Expected> entry : expected(folder.resolve("expected.json")).entrySet()) {
            Expected expected = entry.getValue();
            if (!expected.gold) {
                continue;
            }
            files++;
            Table table;
            try {
                table = Arrow.read(folder.resolve(entry.getKey()));
            } catch (PesoException e) {
                if (String.valueOf(e.getMessage()).contains("the decimal does not fit decimal(38,5)")) {
                    tooWide.add(entry.getKey());
                } else {
                    differences.add(entry.getKey() + ": " + e.getMessage());
                }
                continue;
            }
            if (table.rows() != expected.rows) {
                differences.add(entry.getKey() + ": " + table.rows() + " rows, not " + expected.rows);
            }
            for (int c = 0; c < expected.columns.size(); c++) {
                Column column = expected.columns.get(c);
                String difference = difference(column, table.column(c));
                hashes += column.sha1 == null ? 0 : 1;
                if (difference != null) {
                    differences.add(entry.getKey() + " " + column + ": " + difference);
                }
            }
        }
        assertThat(differences).as("of %d files with %d hashes", files, hashes).isEmpty();
        assertThat(files).isEqualTo(95);
        assertThat(hashes).isGreaterThan(700);
        assertThat(tooWide).allMatch(name -> name.contains("generated_decimal256")).hasSize(4);
    }

    private static @Nullable String difference(Column column, List<Vector> vectors) {
        int nulls = vectors.stream().mapToInt(Vector::nullCount).sum();
        boolean countable = !column.type.contains("union") && !column.type.contains("dictionary");
        if (nulls != column.nulls && countable) {
            return nulls + " nulls";
        }
        if (column.sha1 == null || OWN_FORM.contains(column.type)) {
            return null;
        }
        PythonJson json = new PythonJson(column.type);
        vectors.forEach(json::add);
        return sha1(json.text()).equals(column.sha1) ? null : "other values: " + json.text();
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hostile_files_end_in_a_table_or_an_error_in_words() throws IOException {
        Path folder = SharedData.require("arrow-ipc");
        List<String> messages = new ArrayList<>();
        for (Map.Entry<String, Expected> entry : expected(folder.resolve("expected.json")).entrySet()) {
            if (!entry.getValue().gold) {
                byte[] bytes = Files.readAllBytes(folder.resolve(entry.getKey()));
                long start = System.nanoTime();
                try {
                    messages.add(Arrow.read(bytes).rows() + " rows");
                } catch (PesoException e) {
                    messages.add(e.getMessage());
                }
                assertThat((System.nanoTime() - start) / 1e9).as(entry.getKey()).isLessThan(5);
            }
        }
        assertThat(messages).hasSize(59).allMatch(m -> m.contains("sales.arrow") || m.endsWith(" rows"));
    }

    private static Map<String, Expected> expected(Path file) throws IOException {
        Map<String, Expected> all = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                all.put(name, file(json));
            }
        }
        return all;
    }

    private static Expected file(JsonParser json) throws IOException {
        boolean gold = false;
        long rows = 0;
        List<Column> columns = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "expect" -> gold = json.getText().equals("read");
                case "rows" -> rows = json.getLongValue();
                case "columns" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        columns.add(column(json));
                    }
                }
                default -> json.skipChildren();
            }
        }
        return new Expected(gold, rows, columns);
    }

    private static Column column(JsonParser json) throws IOException {
        Map<String, String> values = new TreeMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            values.put(key, json.getText());
        }
        return new Column(values.getOrDefault("name", ""), values.getOrDefault("type", ""),
                Integer.parseInt(values.getOrDefault("nulls", "0")), values.get("sha1"));
    }
}
