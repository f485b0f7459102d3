package dev.peso.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;

class TablePrinterTest {

    @Test
    void prints_names_types_and_aligned_values() {
        Table table = table(column("region", DataType.UTF8, "north", null, "süd"),
                column("qty", DataType.INT64, 5, 12_345, null),
                column("price", DataType.FLOAT64, 2.5, -1.25, 1234.56789),
                column("day", DataType.DATE, LocalDate.of(2026, 1, 2), null, LocalDate.of(1, 1, 1)));
        assertThat(print(table)).isEqualTo("""
                ┌────────┬───────┬─────────┬────────────┐
                │ region │   qty │   price │ day        │
                │ utf8   │ int64 │ float64 │ date       │
                ├────────┼───────┼─────────┼────────────┤
                │ north  │     5 │    2.50 │ 2026-01-02 │
                │ null   │ 12345 │   -1.25 │ null       │
                │ süd    │  null │ 1234.57 │ 0001-01-01 │
                └────────┴───────┴─────────┴────────────┘
                3 rows, 4 columns
                """);
    }

    @Test
    void cuts_rows_in_the_middle_and_counts_them() {
        Integer[] numbers = new Integer[1_240];
        Arrays.setAll(numbers, i -> i);
        Table table = table(column("n", DataType.INT32, (Object[]) numbers));
        assertThat(TablePrinter.text(Preview.of(table, 5), 100)).isEqualTo("""
                ┌───────┐
                │     n │
                │ int32 │
                ├───────┤
                │     0 │
                │     1 │
                │     2 │
                │     … │
                │  1238 │
                │  1239 │
                └───────┘
                1,240 rows, 1 column
                ... 1,235 more rows
                """);
    }

    @Test
    void collects_first_and_last_rows_of_a_stream() {
        for (int rows : new int[]{0, 1, 4, 5, 6, 7, 100}) {
            for (int most : new int[]{0, 1, 2, 5, 200}) {
                Object[] numbers = java.util.stream.IntStream.range(0, rows).boxed().toArray();
                Table table = table(column("n", DataType.INT32, numbers));
                Preview.Collector collector = new Preview.Collector(table.schema(), most);
                for (int from = 0; from < rows; from += 3) {
                    collector.add(table.chunks().getFirst().slice(from, Math.min(3, rows - from)));
                }
                assertThat(TablePrinter.text(collector.finish(), 80)).isEqualTo(
                        TablePrinter.text(Preview.of(table, most), 80));
            }
        }
    }

    @Test
    void says_that_there_are_more_rows_when_nobody_counted() {
        Table table = table(column("n", DataType.BOOLEAN, true));
        assertThat(TablePrinter.text(Preview.firstOfMany(table), 100)).isEqualTo("""
                ┌─────────┐
                │ n       │
                │ boolean │
                ├─────────┤
                │ true    │
                │ …       │
                └─────────┘
                first 1 row, 1 column
                ... more rows
                """);
    }

    @Test
    void leaves_out_columns_that_do_not_fit_and_names_them() {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            columns.add(column("column_" + i, DataType.UTF8, "value"));
        }
        assertThat(TablePrinter.text(Preview.of(table(columns.toArray(Column[]::new)), 10), 40)).isEqualTo("""
                ┌──────────┬──────────┬──────────┐
                │ column_1 │ column_2 │ column_3 │
                │ utf8     │ utf8     │ utf8     │
                ├──────────┼──────────┼──────────┤
                │ value    │ value    │ value    │
                └──────────┴──────────┴──────────┘
                1 row, 6 columns
                ... 3 more columns: column_4, column_5,…
                """);
    }

    @Test
    void squeezes_long_texts_before_it_leaves_out_columns() {
        Table table = table(column("a", DataType.UTF8, "x".repeat(500)),
                column("b", DataType.UTF8, "y".repeat(50)), column("n", DataType.INT64, Long.MIN_VALUE));
        assertThat(TablePrinter.text(Preview.of(table, 10), 80)).isEqualTo("""
                ┌───────────────────────────┬───────────────────────────┬──────────────────────┐
                │ a                         │ b                         │                    n │
                │ utf8                      │ utf8                      │                int64 │
                ├───────────────────────────┼───────────────────────────┼──────────────────────┤
                │ xxxxxxxxxxxxxxxxxxxxxxxx… │ yyyyyyyyyyyyyyyyyyyyyyyy… │ -9223372036854775808 │
                └───────────────────────────┴───────────────────────────┴──────────────────────┘
                1 row, 3 columns
                """);
    }

    @Test
    void aligns_wide_and_combining_characters_and_escapes_control_characters() {
        Table table = table(
                column("名前", DataType.UTF8, "日本語", "e\u0301te\u0301", "👩‍👩‍👧", "a\nb\u001b[0m\t",
                        "x\u202ey"),
                column("x", DataType.INT8, 1, 2, 3, 4, 5));
        assertThat(print(table)).isEqualTo("""
                ┌─────────────────┬──────┐
                │ 名前            │    x │
                │ utf8            │ int8 │
                ├─────────────────┼──────┤
                │ 日本語          │    1 │
                │ e\u0301te\u0301             │    2 │
                │ 👩‍👩‍👧              │    3 │
                │ a\\nb\\u001b[0m\\t │    4 │
                │ x\\u202ey        │    5 │
                └─────────────────┴──────┘
                5 rows, 2 columns
                """);
    }

    @Test
    void quotes_texts_that_look_like_something_else() {
        Table table = table(column("t", DataType.UTF8, "null", "", " x", null, "\"q\""));
        assertThat(print(table)).contains("│ \"null\" │", "│ \"\"     │", "│ \" x\"   │", "│ null   │",
                "│ \"q\"    │");
    }

    @Test
    void shows_floats_of_all_sizes() {
        Table table = table(
                column("f", DataType.FLOAT64, 0.1, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, 1e300,
                        1.0 / 3, 1.23456789e-9, null, 123456789.25),
                column("g", DataType.FLOAT32, 0.1, 1, 2, 3, 4, 5, 6, 7, 8));
        assertThat(print(table)).isEqualTo("""
                ┌──────────────────┬─────────┐
                │                f │       g │
                │          float64 │ float32 │
                ├──────────────────┼─────────┤
                │         0.100000 │     0.1 │
                │        -0.000000 │     1.0 │
                │              NaN │     2.0 │
                │             -inf │     3.0 │
                │            1e300 │     4.0 │
                │         0.333333 │     5.0 │
                │       1.23457e-9 │     6.0 │
                │             null │     7.0 │
                │ 123456789.250000 │     8.0 │
                └──────────────────┴─────────┘
                9 rows, 2 columns
                """);
    }

    @Test
    void prints_every_type() {
        DataType struct = DataType.struct(Field.of("a", DataType.INT64), Field.of("b", DataType.UTF8));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("a", 1L);
        entry.put("b", null);
        Table table = table(column("d", DataType.decimal(10, 2), new BigDecimal("1.50")),
                column("w", DataType.decimal(30, 2), new BigDecimal("-12345678901234567890.25")),
                column("t", DataType.TIME, LocalTime.of(1, 2, 3, 500_000_000)),
                column("ts", DataType.TIMESTAMP, LocalDateTime.of(2026, 1, 2, 3, 4, 5)),
                column("z", DataType.timestamp(ZoneId.of("Europe/Berlin")),
                        ZonedDateTime.of(2026, 7, 2, 3, 4, 5, 0, ZoneId.of("Europe/Berlin"))),
                column("du", DataType.DURATION, Duration.ofMillis(-93_784_500)),
                column("c", DataType.CATEGORICAL, "red"),
                column("b", DataType.BINARY, new byte[]{0, (byte) 255}),
                column("l", DataType.list(DataType.UTF8), Arrays.asList("x", null, "a\"")),
                column("s", struct, entry),
                column("m", DataType.map(DataType.UTF8, DataType.FLOAT64), Map.of("k", 1.5)),
                column("n", DataType.NULL, (Object) null));
        String text = TablePrinter.text(Preview.of(table, 10), 300);
        assertThat(text).contains("1.50", "-12345678901234567890.25", "01:02:03.5", "2026-01-02 03:04:05",
                "2026-07-02 03:04:05+02:00", "-1d 2h 3m 4.5s", "red", "0x00ff", "[\"x\", null, \"a\"\"]",
                "{a: 1, b: null}", "{\"k\": 1.5}", "12 columns");
    }

    @Test
    void prints_no_rows_and_no_columns() {
        assertThat(print(table(column("a", DataType.INT64)))).isEqualTo("""
                ┌───────┐
                │     a │
                │ int64 │
                ├───────┤
                └───────┘
                0 rows, 1 column
                """);
        assertThat(print(new Table(Schema.of(), List.of()))).isEqualTo("0 rows, 0 columns\n");
    }

    @Test
    void escapes_html() {
        Table table = table(column("<b>", DataType.UTF8, "<script>\"&'", null),
                column("n", DataType.INT64, 1, 2));
        assertThat(HtmlTable.html(Preview.of(table, 10))).isEqualTo(
                """
                        <table style="border-collapse:collapse;font-variant-numeric:tabular-nums">
                        <thead>
                        <tr><th scope="col" style="padding:2px 10px;border-bottom:1px solid currentColor;text-align:left">\
                        &lt;b&gt;<br><small style="opacity:.55;font-weight:normal">utf8</small></th>\
                        <th scope="col" style="padding:2px 10px;border-bottom:1px solid currentColor;text-align:right">\
                        n<br><small style="opacity:.55;font-weight:normal">int64</small></th></tr>
                        </thead>
                        <tbody>
                        <tr><td style="padding:2px 10px;text-align:left">&lt;script&gt;&quot;&amp;&#39;</td>\
                        <td style="padding:2px 10px;text-align:right">1</td></tr>
                        <tr><td style="padding:2px 10px;text-align:left"><em style="opacity:.55;font-weight:normal">null</em></td>\
                        <td style="padding:2px 10px;text-align:right">2</td></tr>
                        </tbody>
                        <tfoot>
                        <tr><td colspan="2" style="padding:2px 10px;text-align:left">\
                        <small style="opacity:.55;font-weight:normal">2 rows, 2 columns</small></td></tr>
                        </tfoot>
                        </table>
                        """);
    }

    private record Column(Field field, Vector vector) {}

    private static Column column(String name, DataType type, @Nullable Object... values) {
        VectorBuilder builder = VectorBuilder.of(type, values.length);
        for (Object value : values) {
            Scalars.append(builder, value);
        }
        return new Column(Field.of(name, type), builder.build());
    }

    private static Table table(Column... columns) {
        Schema schema = Schema.of(Arrays.stream(columns).map(Column::field).toArray(Field[]::new));
        List<Vector> vectors = Arrays.stream(columns).map(Column::vector).toList();
        return new Table(schema, List.of(new Chunk(vectors, vectors.getFirst().length)));
    }

    private static String print(Table table) {
        return TablePrinter.text(Preview.of(table, 20), 100);
    }
}
