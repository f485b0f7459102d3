package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.io.JsonReadOptions;
import dev.peso.io.JsonWriteOptions;

class DatasetJsonTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Schema EVERY_TYPE = Schema.of(Field.of("nothing", DataType.NULL),
            Field.of("flag", DataType.BOOLEAN), Field.of("i8", DataType.INT8),
            Field.of("i16", DataType.INT16),
            Field.of("i32", DataType.INT32), Field.of("i64", DataType.INT64),
            Field.of("f32", DataType.FLOAT32),
            Field.of("f64", DataType.FLOAT64), Field.of("small", DataType.decimal(9, 2)),
            Field.of("wide", DataType.decimal(38, 10)), Field.of("text", DataType.UTF8),
            Field.of("bytes", DataType.BINARY), Field.of("day", DataType.DATE),
            Field.of("time", DataType.TIME),
            Field.of("stamp", DataType.TIMESTAMP), Field.of("instant", DataType.timestamp(BERLIN)),
            Field.of("span", DataType.DURATION), Field.of("kind", DataType.CATEGORICAL),
            Field.of("list", DataType.list(DataType.UTF8)),
            Field.of("struct", DataType.struct(Field.of("a", DataType.INT32), Field.of("b", DataType.UTF8))),
            Field.of("map", DataType.map(DataType.UTF8, DataType.INT64)));

    @TempDir
    Path folder;

    private static Dataset every(int count) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(i % 7 == 3 ? new Object[EVERY_TYPE.size()] : row(i));
        }
        return Dataset.ofRows(EVERY_TYPE, rows);
    }

    private static @Nullable Object[] row(int i) {
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 1e-300, 0.1};
        return new @Nullable Object[]{null, i % 2 == 0, (byte) i, (short) (i * 31), i * 1_000_003,
                i * 1L << 40,
                i / 3f, odd[i % odd.length], BigDecimal.valueOf(i - 50L, 2),
                new BigDecimal("-1234567890123456789012345678.0123456789").add(BigDecimal.valueOf(i)),
                i % 4 == 0 ? "" : "\"quoted\" \\ 😀 \n\u0001 " + i, new byte[]{(byte) i, 0, -1},
                LocalDate.of(2000, 1, 1).plusDays(i * 12_345L), LocalTime.ofNanoOfDay(i * 1_000L),
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                ZonedDateTime.of(2026, 10, 25, 2, i % 60, 0, 0, BERLIN).plusHours(i % 2),
                Duration.ofNanos(i * -1_000L), "kind " + i % 11,
                Arrays.asList("x", null, "long text in a list " + i),
                Map.of("a", i, "b", "y"), Map.of("key " + i, (long) i)};
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.json", "x.ndjson", "x.jsonl", "x.json.gz", "x.ndjson.gz", "x.json.zst",
            "x.jsonl.zst"})
    void every_type_comes_back_when_its_schema_is_given(String name) {
        for (int count : new int[]{0, 1, 5_000}) {
            Dataset every = every(count).collect();
            every.write(folder.resolve(name));
            Dataset read = Dataset.read(folder.resolve(name), JsonReadOptions.DEFAULT.withSchema(EVERY_TYPE)
                    .withForm(name.startsWith("x.json.") || name.equals("x.json")
                            ? JsonReadOptions.Form.DOCUMENT
                            : JsonReadOptions.Form.LINES));
            assertThat(read.fingerprint()).isEqualTo(every.fingerprint());
        }
    }

    @Test
    void a_file_looks_as_one_expects() throws IOException {
        Dataset.sql("select 1 as a, null as b, 'x' as c union all select 2, null, 'y'", Map.of())
                .write(folder.resolve("x.json"));
        assertThat(folder.resolve("x.json")).hasContent("""
                [
                {"a":1,"b":null,"c":"x"},
                {"a":2,"b":null,"c":"y"}
                ]
                """);
        Dataset.sql("select 1 as a, null as b", Map.of())
                .write(folder.resolve("x"), JsonWriteOptions.DEFAULT
                        .withForm(JsonWriteOptions.Form.LINES)
                        .withNulls(JsonWriteOptions.Nulls.OMITTED));
        assertThat(Files.readString(folder.resolve("x"))).isEqualTo("{\"a\":1}\n");
    }

    @Test
    void plain_types_come_back_by_inference_whatever_the_number_of_rows() {
        for (int count : new int[]{1, 1_000, 300_000}) {
            Dataset rows = Dataset
                    .sql("select n, n / 3 as x, cast(n as varchar) as t, n % 2 = 0 as f from range("
                            + count + ") as r(n)", Map.of());
            for (String name : List.of("r.json", "r.ndjson")) {
                rows.write(folder.resolve(name));
                assertThat(Dataset.read(folder.resolve(name)).fingerprint()).isEqualTo(rows.fingerprint());
            }
        }
    }

    @Test
    void queries_run_over_nested_records() {
        every(100).write(folder.resolve("x.ndjson"));
        Dataset read = Dataset.read(folder.resolve("x.ndjson"));
        assertThat(read.filter("i8 = 5").select("struct").limit(1).collect().column("struct").get(0))
                .hasToString("{a=5, b=y}");
        assertThat(read.select("i8").limit(3).count()).isEqualTo(3);
    }

    @Test
    void a_write_that_fails_leaves_nothing_behind() throws IOException {
        Dataset failing = Dataset.sql("select 1 // (n - 90000) as x from range(100000) as t(n)", Map.of());
        assertThatThrownBy(() -> failing.write(folder.resolve("x.json"))).isInstanceOf(PesoException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
