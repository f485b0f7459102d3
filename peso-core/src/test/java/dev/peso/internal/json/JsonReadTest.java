package dev.peso.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Table;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.JsonReadOptions;
import dev.peso.io.OnError;
import dev.peso.spi.ByteSource;

class JsonReadTest {
    private static final JsonReadOptions LINES = JsonReadOptions.DEFAULT.withForm(JsonReadOptions.Form.LINES);

    @Test
    void members_become_columns_objects_structs_and_arrays_lists() {
        Table table = Json.read("""
                [{"id": 1, "who": {"name": "Ada", "tags": ["a", null]}, "ok": true},
                 {"id": 2.5, "who": {"name": null, "age": 3}},
                 {"id": null, "more": [[1], []]}]""");
        assertThat(table.schema()).hasToString(Schema.of(Field.of("id", DataType.FLOAT64),
                Field.of("who", DataType.struct(Field.of("name", DataType.UTF8),
                        Field.of("tags", DataType.list(DataType.UTF8)), Field.of("age", DataType.INT64))),
                Field.of("ok", DataType.BOOLEAN),
                Field.of("more", DataType.list(DataType.list(DataType.INT64)))).toString());
        assertThat(Json.rows(table).toString()).isEqualTo(
                "[[1.0, {name=Ada, tags=[a, null], age=null}, true, null], "
                        + "[2.5, {name=null, tags=null, age=3}, null, null], [null, null, null, [[1], []]]]");
    }

    @Test
    void numbers_are_as_narrow_as_loses_nothing() {
        Table table = Json
                .read("""
                        [{"whole": 9223372036854775807, "long": 9223372036854775808, "huge": 1e3, "tiny": -0.0, "both": 1},
                         {"whole": -9223372036854775808, "long": 1, "huge": 1, "tiny": 5, "both": 123456789012345678901234567890123456789}]""");
        assertThat(table.schema().fields()).extracting(Field::type)
                .containsExactly(DataType.INT64, DataType.decimal(38, 0), DataType.FLOAT64, DataType.FLOAT64,
                        DataType.FLOAT64);
        assertThat(Json.rows(table)).containsExactly(
                List.of(Long.MAX_VALUE, new BigDecimal("9223372036854775808"), 1000.0, -0.0, 1.0),
                List.of(Long.MIN_VALUE, BigDecimal.ONE, 1.0, 5.0, 1.2345678901234568E38));
    }

    @Test
    void a_number_beyond_float64_is_never_infinite() {
        String digits = "1" + "0".repeat(400);
        for (String beyond : List.of("1e400", "-1E+309", digits)) {
            String text = "[{\"a\": 1.5}, {\"a\": " + beyond + "}]";
            Table table = Json.read(text);
            assertThat(table.schema().field(0).type()).isEqualTo(DataType.UTF8);
            assertThat(Json.rows(table)).containsExactly(List.of("1.5"), List.of(beyond));
            JsonReadOptions numbers = JsonReadOptions.DEFAULT.withType("a", DataType.FLOAT64);
            assertThatThrownBy(() -> Json.read(text, numbers)).isInstanceOf(DataException.class)
                    .hasMessageStartingWith(
                            "sales.json line 1, column \"a\": " + (beyond.equals(digits) ? "1000" : beyond))
                    .hasMessageContaining(" is not a float64");
            assertThat(Json.rows(Json.read(text, numbers.withOnError(OnError.NULL))))
                    .containsExactly(List.of(1.5), Arrays.asList(new Object[]{null}));
        }
        assertThat(Json.rows(Json.read("[1e308, -1.7976931348623157e308, 1e-400]"))).containsExactly(
                List.of(1e308),
                List.of(-Double.MAX_VALUE), List.of(0.0));
        JsonReadOptions single = JsonReadOptions.DEFAULT.withType("a", DataType.FLOAT32);
        assertThatThrownBy(() -> Json.read("[{\"a\": 1e39}]", single)).isInstanceOf(DataException.class)
                .hasMessageContaining("1e39 is not a float32");
    }

    @Test
    void a_column_of_several_kinds_is_text() {
        assertThat(Json.rows(Json.read("""
                [{"a": "x"}, {"a": 1.50}, {"a": {"b": [true, null, "\\n"]}}, {"a": null}]""")))
                .containsExactly(List.of("x"), List.of("1.50"), List.of("{\"b\":[true,null,\"\\n\"]}"),
                        Arrays.asList(new Object[]{null}));
    }

    @Test
    void of_a_key_that_comes_twice_the_last_counts() {
        assertThat(Json.rows(Json.read("""
                {"a": 1, "b": {"c": 1, "c": 2}, "a": 3}"""))).containsExactly(List.of(3L, Map.of("c", 2L)));
    }

    @Test
    void what_is_no_object_is_a_column_value() {
        assertThat(Json.rows(Json.read("[1, 2, null]"))).containsExactly(List.of(1L), List.of(2L),
                Arrays.asList(new Object[]{null}));
        assertThat(Json.read("42").schema())
                .hasToString(Schema.of(Field.of("value", DataType.INT64)).toString());
        assertThat(Json.read("[]").rows()).isZero();
        assertThat(Json.read("[{}]").rows()).isEqualTo(1);
    }

    @Test
    void a_pointer_tells_where_the_records_are() {
        String text = """
                {"status": "ok", "data": {"n": 2, "a/b": [{"x": 1}, {"x": 2}]}, "rest": [1]}""";
        assertThat(Json.rows(Json.read(text, JsonReadOptions.DEFAULT.withPointer("/data/a~1b"))))
                .containsExactly(List.of(1L), List.of(2L));
        assertThat(Json.rows(Json.read(text, JsonReadOptions.DEFAULT.withPointer("/data/a~1b/1"))))
                .containsExactly(List.of(2L));
        assertThat(
                Json.rows(Json.read("{\"d\":{\"x\":1}}\n{}\n{\"d\":{\"x\":2}}\n", LINES.withPointer("/d"))))
                .containsExactly(List.of(1L), Arrays.asList(new Object[]{null}), List.of(2L));
        assertThatThrownBy(() -> Json.read(text, JsonReadOptions.DEFAULT.withPointer("/data/items")))
                .isInstanceOf(DataException.class)
                .hasMessage("sales.json holds nothing at \"/data/items\": there is no \"items\"");
    }

    @Test
    void lines_are_known_by_themselves_and_read_in_blocks_in_order() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            text.append("{\"i\":").append(i).append(",\"t\":\"€ text ").append(i).append("\"}\n");
        }
        Table table = Json.read(text.toString());
        assertThat(table.rows()).isEqualTo(200_000);
        assertThat(table.chunks().size()).isGreaterThan(5);
        assertThat(Json.rows(table).get(123_456)).isEqualTo(List.of(123_456L, "€ text 123456"));
    }

    @Test
    void bytes_may_be_packed_or_start_with_a_mark_or_be_utf16() throws IOException {
        String text = "{\"a\":\"ä\"}\n{\"a\":\"b\"}\n";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        for (byte[] bytes : List.of(packed.toByteArray(), ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE))) {
            assertThat(Json.rows(Json.read(bytes, JsonReadOptions.DEFAULT))).containsExactly(List.of("ä"),
                    List.of("b"));
        }
    }

    @Test
    void types_can_be_given() {
        JsonReadOptions options = JsonReadOptions.DEFAULT.withType("day", DataType.DATE)
                .withType("price", DataType.decimal(10, 2))
                .withType("stamp", DataType.TIMESTAMP)
                .withType("map", DataType.map(DataType.UTF8, DataType.INT32))
                .withType("kind", DataType.CATEGORICAL)
                .withType("bytes", DataType.BINARY);
        List<@Nullable Object> row = Json.rows(Json.read(
                """
                        [{"day": "2026-02-28", "price": "1.005", "stamp": "2026-01-01 12:00:00", "map": {"a": 1, "b": null},
                          "kind": "x", "bytes": "AAE="}]""",
                options)).getFirst();
        assertThat(row.subList(0, 3)).containsExactly(LocalDate.of(2026, 2, 28), new BigDecimal("1.01"),
                LocalDateTime.of(2026, 1, 1, 12, 0));
        assertThat(row.get(3).toString()).isEqualTo("{a=1, b=null}");
        assertThat(row.get(4)).isEqualTo("x");
        assertThat((byte[]) row.get(5)).containsExactly(0, 1);
        assertThatThrownBy(
                () -> Json.read("[{\"day\": 1}]", JsonReadOptions.DEFAULT.withType("dya", DataType.DATE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sales.json has no column \"dya\" to give a type")
                .hasMessageContaining("day");
    }

    @Test
    void a_schema_picks_its_members_and_nothing_else() {
        JsonReadOptions options = JsonReadOptions.DEFAULT
                .withSchema(Schema.of(Field.of("b", DataType.INT16), Field.of("z", DataType.UTF8)));
        assertThat(Json.rows(Json.read("[{\"a\": 1, \"b\": 2}, {\"b\": 3, \"z\": [1]}]", options)))
                .containsExactly(Arrays.asList((short) 2, null), List.of((short) 3, "[1]"));
    }

    @Test
    void a_value_that_does_not_fit_its_type_is_told_with_line_and_column() {
        for (JsonReadOptions form : List.of(LINES, JsonReadOptions.DEFAULT)) {
            String text = form.equals(LINES)
                    ? "{\"a\":1,\"b\":1}\n{\"a\":2,\"b\":300}\n"
                    : "[{\"a\":1,\"b\":1},\n{\"a\":2,\"b\":300}]";
            assertThatThrownBy(() -> Json.read(text, form.withType("b", DataType.INT8)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("sales.json line 2, column \"b\": 300 is not an int8; "
                            + "correct the file or use withOnError(NULL)")
                    .extracting(e -> ((DataException) e).column())
                    .isEqualTo("b");
        }
    }

    @Test
    void damage_at_the_end_of_a_line_is_told_with_that_line() {
        for (String damage : List.of("not", "{\"a\" 1}", "tru", "{\"a\":1,}")) {
            assertThatThrownBy(() -> Json.read("{\"a\":1}\n" + damage + "\n{\"a\":3}\n", LINES))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("sales.json line 2 is not JSON: ");
        }
    }

    @Test
    void values_that_do_not_fit_the_sample_fail_or_are_null_or_leave_their_record_out() {
        String text = "{\"a\":1}\n{\"a\":\"x\"}\n{\"a\":3,\"b\":4}\n{\"a\":5}\n";
        JsonReadOptions options = LINES.withSampleRows(1);
        assertThatThrownBy(() -> Json.read(text, options)).isInstanceOf(DataException.class)
                .hasMessage(
                        "sales.json line 2, column \"a\": \"x\" is not an int64 (types inferred from the first 1 records); "
                                + "set the type, raise withSampleRows or use withOnError(NULL)");
        assertThat(Json.rows(Json.read(text, options.withOnError(OnError.NULL)))).containsExactly(List.of(1L),
                Arrays.asList(new Object[]{null}), List.of(3L), List.of(5L));
        assertThat(Json.rows(Json.read(text, options.withOnError(OnError.SKIP)))).containsExactly(List.of(1L),
                List.of(5L));
        String document = "[{\"a\":1},\n{\"a\":2},\n{\"b\":3}]";
        assertThatThrownBy(() -> Json.read(document, JsonReadOptions.DEFAULT.withSampleRows(2)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("sales.json line 3: member \"b\" is new");
    }

    @Test
    void lines_that_are_no_json_fail_or_are_left_out() {
        String text = "{\"a\":1}\n{\"a\":}\n{\"a\":2\n{\"a\":3}\nnonsense\n{\"a\":4}\n";
        assertThatThrownBy(() -> Json.read(text, LINES)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("sales.json line 2 is not JSON: ");
        List<Object> kept = Json.rows(Json.read(text, LINES.withOnError(OnError.SKIP)))
                .stream()
                .map(List::getFirst)
                .toList();
        assertThat(kept).startsWith(1L).endsWith(4L);
    }

    @Test
    void damage_is_named_by_line() {
        assertThatThrownBy(() -> Json.read("[{\"a\":1},\n{\"a\":tru}]")).isInstanceOf(DataException.class)
                .hasMessageStartingWith("sales.json line 2 is not JSON: ");
        assertThatThrownBy(() -> Json.read("[{\"a\":1}]\n[2]")).isInstanceOf(DataException.class)
                .hasMessage(
                        "sales.json line 2: another value follows the first; if each line is a record, use "
                                + "withForm(LINES)");
        assertThatThrownBy(() -> Json.read("")).isInstanceOf(DataException.class)
                .hasMessage("sales.json is empty, not a JSON document");
        byte[] latin = "[\"\u00e4\"]".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Json.read(latin, JsonReadOptions.DEFAULT)).isInstanceOf(DataException.class)
                .hasMessageContaining("the bytes are not valid UTF-8");
        assertThatThrownBy(() -> Json.read("[".repeat(100_000))).isInstanceOf(DataException.class)
                .hasMessageContaining("is not JSON: Document nesting depth");
    }

    @Test
    void a_record_that_is_too_large_points_to_the_pointer() {
        long most = Math.clamp(Runtime.getRuntime().maxMemory() / 200, 1_000_000, 500_000_000);
        if (most > 20_000_000) {
            return; // in so large a heap the text would be large too
        }
        String text = "{\"data\":[" + "1,".repeat((int) most) + "1]}";
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(DataException.class)
                .hasMessage(
                        "sales.json line 1: one record takes too much memory; if the records lie deeper in the "
                                + "document, tell where with withPointer");
    }

    @Test
    void a_limit_stops_the_read_before_the_end() {
        String text = "{\"a\":1}\n".repeat(500_000) + "nonsense";
        JsonScan scan = JsonScan.of(ByteSource.of("x.ndjson", text.getBytes(StandardCharsets.UTF_8)),
                LINES.withSampleRows(10));
        long rows = 0;
        try (ScanSource.Reading reading = scan.open(new int[]{0}, List.of(), 10)) {
            for (ScanSource.Part part = reading.next(); part != null; part = reading.next()) {
                for (Chunk chunk : part.read()) {
                    rows += chunk.rows();
                }
            }
        }
        assertThat(rows).isBetween(10L, 200_000L);
    }
}
