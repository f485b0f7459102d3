package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.io.CsvReadOptions;
import dev.peso.io.FilesReadOptions;
import dev.peso.io.JsonReadOptions;
import dev.peso.io.OnError;
import dev.peso.spi.ByteSource;

/// Values further down in a file that do not fit the types inferred from its first rows.
class DatasetLateTypesTest {
    /// Rows of which the last differ in kind from the sampled ones.
    private static final int ROWS = 30_000;

    @TempDir
    Path folder;

    public record Numbered(long id, double n) {}

    private static String numbers(String header, String last) {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int i = 1; i < ROWS; i++) {
            text.append(i).append(',').append(i).append('\n');
        }
        return text.append(ROWS).append(',').append(last).append('\n').toString();
    }

    private static Dataset csv(String text) {
        return csv(text, CsvReadOptions.DEFAULT);
    }

    private static Dataset csv(String text, CsvReadOptions options) {
        return Dataset.read(
                ByteSource.of("sales.csv", text.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                options);
    }

    @Test
    void a_fraction_far_down_makes_a_column_of_whole_numbers_one_of_fractions() {
        Dataset lazy = csv(numbers("id,n", "1.5"));
        assertThat(lazy.schema().type("n")).isEqualTo(DataType.INT64);
        Dataset rows = lazy.collect();
        assertThat(rows.schema()).isEqualTo(csv(numbers("id,n", "1.5"),
                CsvReadOptions.DEFAULT.withSampleRows(ROWS)).schema());
        assertThat(rows.doubles("n")).hasSize(ROWS).startsWith(1, 2, 3).endsWith(ROWS - 1, 1.5);
        assertThat(lazy.doubles("n")).endsWith(1.5);
        assertThat(lazy.collect().longs("id")).endsWith(ROWS);
    }

    @Test
    void what_a_number_would_not_say_makes_a_column_text() {
        assertThat(csv(numbers("id,n", "00012")).collect().strings("n")).endsWith("29999", "00012");
        assertThat(csv(numbers("id,n", "98765432109876543210")).collect().strings("n"))
                .endsWith("98765432109876543210");
        assertThat(csv(numbers("id,n", "x\n1,0.25\n2,98765432109876543210")).collect().strings("n"))
                .endsWith("x", "0.25", "98765432109876543210");
        assertThat(csv(numbers("id,n", "0.5\n1,007")).collect().strings("n")).endsWith("0.5", "007");
        // What the user asked for is done.
        assertThat(csv(numbers("id,n", "00012"), CsvReadOptions.DEFAULT.withType("n", DataType.INT64))
                .longs("n"))
                .endsWith(12);
    }

    @Property(tries = 150)
    void late_types_are_those_of_the_whole_file(@ForAll long seed) {
        Random random = new Random(seed);
        String[] values = {"1", "-20", "0", "1.5", "-0.25", "1e3", "true", "false", "2024-05-06",
                "2024-05-06T07:08:09",
                "2024-05-06T07:08:09.123456789", "07:08", "x", "007", "NA", "", " 3 ", "13/2/2024",
                "2/13/2024",
                "1/2/2024", "99999999999999999999", "\"4\"", "\"1,234\"", "\"12,345,678\"",
                "2024-05-06 07:08:09Z"};
        int kinds = 1 + random.nextInt(4);
        String[] few = IntStream.range(0, kinds)
                .mapToObj(_ -> values[random.nextInt(values.length)])
                .toArray(String[]::new);
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 40; i++) {
            text.append(few[Math.min(random.nextInt(kinds), i / 8)])
                    .append(',')
                    .append(few[Math.min(random.nextInt(kinds), i / 4)])
                    .append('\n');
        }
        CsvReadOptions options = CsvReadOptions.DEFAULT.withHeader(CsvReadOptions.Header.FIRST_ROW)
                .withDelimiter(',');
        Dataset whole = csv(text.toString(), options.withSampleRows(1_000)).collect();
        Dataset late = csv(text.toString(), options.withSampleRows(1 + random.nextInt(10))).collect();
        if (late.schema().equals(whole.schema())) {
            assertThat(late.fingerprint()).as(text.toString()).isEqualTo(whole.fingerprint());
        } else {
            // A column without values in the sample stays text, and so does one that is text from the start.
            assertThat(late.schema().fields()).as(text.toString())
                    .allMatch(
                            f -> f.type() == DataType.UTF8 || f.type().equals(whole.schema().type(f.name())));
        }
    }

    @Test
    void queries_are_checked_anew_under_the_wider_types() {
        Dataset lazy = csv(numbers("id,n", "0.5"));
        Dataset sums = lazy.filter("n < 3").with("twice = n * 2").agg("s = sum(twice)").collect();
        assertThat(sums.schema().type("s")).isEqualTo(DataType.FLOAT64);
        assertThat(sums.doubles("s")).containsExactly(7.0);
        assertThat(lazy.join(lazy.select("id", "m = n"), Expr.on("id"))
                .filter("id = " + ROWS)
                .collect()
                .doubles("m"))
                .containsExactly(0.5);
        assertThat(lazy.count()).isEqualTo(ROWS);
        assertThat(lazy.describe().filter("column = 'n'").collect().strings("type"))
                .containsExactly("float64");
        assertThat(lazy.toHtml()).contains("0.5");
        assertThat(lazy.fingerprint()).isEqualTo(lazy.collect().fingerprint());
        assertThat(lazy.start().result().doubles("n")).endsWith(0.5);
    }

    @Test
    void a_query_that_does_not_go_with_the_wider_type_fails_with_the_line() {
        Dataset lazy = csv(numbers("id,n", "none of them"));
        assertThatThrownBy(() -> lazy.agg("s = sum(n)").collect()).isInstanceOf(DataException.class)
                .hasMessage(
                        "sales.csv line 30001, column \"n\": \"none of them\" is not an int64 (type inferred from the "
                                + "first 20480 rows); set the type, raise withSampleRows or use withOnError(NULL)");
        assertThat(lazy.collect().strings("n")).endsWith("none of them");
        assertThatThrownBy(() -> lazy.agg("s = sum(n)").start().result()).isInstanceOf(DataException.class)
                .hasMessageStartingWith("sales.csv line 30001");
    }

    @Test
    void rows_that_were_handed_out_cannot_be_taken_back() {
        StringBuilder text = new StringBuilder("id,n\n");
        for (int i = 1; i < 600_000; i++) {
            text.append(i).append(',').append(i).append('\n');
        }
        Dataset lazy = csv(text + "600000,1.5\n");
        List<Long> seen = new ArrayList<>();
        assertThatThrownBy(() -> {
            try (Stream<Row> rows = lazy.rows()) {
                rows.forEach(row -> seen.add(row.getLong("n")));
            }
        }).isInstanceOf(DataException.class)
                .hasMessage(
                        "sales.csv line 600001, column \"n\": \"1.5\" is not an int64 (type inferred from the "
                                + "first 20480 rows); set the type, raise withSampleRows or use withOnError(NULL)");
        assertThat(seen).isNotEmpty();
        Dataset told = csv(numbers("id,n", "1.5"), CsvReadOptions.DEFAULT.withSampleRows(ROWS));
        try (Stream<Numbered> rows = told.stream(Numbered.class)) {
            assertThat(rows.mapToDouble(Numbered::n).max()).hasValue(ROWS - 1);
        }
    }

    @Test
    void files_are_written_under_the_wider_types() throws IOException {
        Dataset lazy = csv(numbers("id,n", "1.5"));
        for (String name : List.of("out.parquet", "out.csv", "out.arrow", "out.ndjson")) {
            lazy.write(folder.resolve(name));
            assertThat(Dataset.read(folder.resolve(name)).collect().doubles("n")).as(name).endsWith(1.5);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(4);
        }
    }

    @Test
    void who_says_how_the_file_is_gets_what_was_said() {
        String text = numbers("id,n", "1.5");
        assertThatThrownBy(() -> csv(text, CsvReadOptions.DEFAULT.withType("n", DataType.INT64)).collect())
                .hasMessage(
                        "sales.csv line 30001, column \"n\": \"1.5\" is not an int64; correct the file or use withOnError(NULL)");
        Dataset nulls = csv(text, CsvReadOptions.DEFAULT.withOnError(OnError.NULL)).collect();
        assertThat(nulls.schema().type("n")).isEqualTo(DataType.INT64);
        assertThat(nulls.filter("n is null").count()).isEqualTo(1);
        assertThat(csv(text, CsvReadOptions.DEFAULT.withOnError(OnError.SKIP)).collect().longs("n"))
                .hasSize(ROWS - 1);
    }

    @Test
    void dates_that_turn_out_to_have_another_order_are_text() {
        StringBuilder text = new StringBuilder("d\n");
        for (int i = 1; i < ROWS; i++) {
            text.append("13/").append(1 + i % 12).append("/2024\n");
        }
        assertThat(csv(text + "14/2/2024\n").collect().column("d").get(ROWS - 1))
                .isEqualTo(LocalDate.of(2024, 2, 14));
        assertThat(csv(text + "2/14/2024\n").collect().strings("d")).endsWith("2/14/2024");
    }

    @Test
    void one_of_many_files_may_be_the_one() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,n\n1,2\n");
        Files.writeString(folder.resolve("b.csv"), numbers("id,n", "1.5"));
        Files.writeString(folder.resolve("c.csv"), "id,n\n5,6\n");
        Dataset all = Dataset.read(folder.toString(), FilesReadOptions.DEFAULT);
        assertThat(all.schema().type("n")).isEqualTo(DataType.INT64);
        assertThat(all.collect().doubles("n")).startsWith(2, 1).endsWith(1.5, 6);
    }

    @Test
    void code_of_the_user_that_was_made_for_the_types_is_not_run_under_others() {
        Dataset lazy = csv(numbers("id,n", "1.5"));
        Dataset mapped = lazy.map(Numbered.class, row -> new Numbered(row.getLong("id"), row.getLong("n")));
        assertThatThrownBy(mapped::collect).isInstanceOf(DataException.class)
                .hasMessageStartingWith("sales.csv line 30001");
    }

    @Test
    void json_widens_too() {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i < ROWS; i++) {
            lines.append("{\"id\": ").append(i).append(", \"o\": {\"a\": 1}}\n");
        }
        String text = lines + "{\"id\": 1.5, \"o\": {\"a\": 1, \"b\": \"x\"}, \"more\": true}\n";
        for (String form : List.of(text, "[" + text.strip().replace("}\n{", "},\n{") + "]")) {
            Dataset lazy = Dataset.read(
                    ByteSource.of("sales.json", form.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertThat(lazy.schema().names()).containsExactly("id", "o");
            Dataset rows = lazy.collect();
            assertThat(rows.doubles("id")).endsWith(ROWS - 1, 1.5);
            assertThat(rows.with("b = o.b").filter("b is not null").collect().strings("b"))
                    .containsExactly("x");
            assertThatThrownBy(() -> lazy.rows().forEach(_ -> {})).isInstanceOf(DataException.class)
                    .hasMessageContaining("set the type, raise withSampleRows or use withOnError(NULL)");
            assertThatThrownBy(() -> Dataset.read(
                    ByteSource.of("sales.json", form.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    JsonReadOptions.DEFAULT.withTypes(Map.of("id", DataType.INT64))).collect())
                    .isInstanceOf(DataException.class);
        }
    }
}
