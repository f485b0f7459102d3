package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.records.ObjectTables;
import dev.peso.spi.ColumnReader;

class RowAndColumnTest {
    private final Table table = table();

    private static Table table() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("id", new long[]{1, 2, 3});
        columns.put("qty", Arrays.asList(5, null, 7));
        columns.put("price", new double[]{1.5, 2.5, Double.NaN});
        columns.put("region", Arrays.asList("north", null, "süd"));
        columns.put("paid", new boolean[]{true, false, true});
        columns.put("day", new LocalDate[]{LocalDate.EPOCH, null, LocalDate.EPOCH.plusDays(1)});
        Table whole = ObjectTables.ofColumns(columns);
        Chunk chunk = whole.chunks().getFirst();
        return new Table(whole.schema(), List.of(chunk.slice(0, 2), chunk.slice(2, 1)));
    }

    private List<Row> rows() {
        return Row.stream(table.schema(), table.chunks().iterator()).toList();
    }

    private Column column(String name) {
        return new Column(table.schema().field(name), table.column(table.schema().indexOf(name)));
    }

    @Test
    void a_row_gives_its_values_by_name() {
        List<Row> rows = rows();
        assertThat(rows).hasSize(3);
        Row last = rows.get(2);
        assertThat(last.position()).isEqualTo(2);
        assertThat(last.getLong("id")).isEqualTo(3);
        assertThat(last.getInt("qty")).isEqualTo(7);
        assertThat(last.getDouble("qty")).isEqualTo(7.0);
        assertThat(last.getDouble("price")).isNaN();
        assertThat(last.getString("region")).isEqualTo("süd");
        assertThat(last.getBoolean("paid")).isTrue();
        assertThat(last.get("day")).isEqualTo(LocalDate.of(1970, 1, 2));
        assertThat(rows.get(1).isNull("qty")).isTrue();
        assertThat(rows.get(1).getString("region")).isNull();
        assertThat(rows.get(0))
                .hasToString("{id=1, qty=5, price=1.5, region=north, paid=true, day=1970-01-01}");
        assertThat(rows.get(0)).isEqualTo(rows().get(0)).isNotEqualTo(rows.get(1));
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void a_row_says_what_is_wrong() {
        Row row = rows().get(1);
        assertThatThrownBy(() -> row.getLong("qty")).isInstanceOf(DataException.class)
                .hasMessage(
                        "row 1, column \"qty\" is null; ask isNull first, or use get, which returns null");
        assertThatThrownBy(() -> row.getLong("price")).isInstanceOf(QueryException.class)
                .hasMessage("column \"price\" is float64, not a whole number; use get");
        assertThatThrownBy(() -> row.getString("id"))
                .hasMessage("column \"id\" is int64, not a text; use get");
        assertThatThrownBy(() -> row.get("prise")).isInstanceOf(ColumnNotFoundException.class);
        assertThatThrownBy(() -> row.get(6)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no column at position 6; there are 6, counted from 0");
        assertThatThrownBy(() -> row.get(null)).isInstanceOf(NullPointerException.class).hasMessage("name");
    }

    @Test
    void a_column_gives_arrays() {
        assertThat(column("id").longs()).containsExactly(1, 2, 3);
        assertThat(column("id").ints()).containsExactly(1, 2, 3);
        assertThat(column("qty").ints(-1)).containsExactly(5, -1, 7);
        assertThat(column("qty").doubles()).containsExactly(5, Double.NaN, 7);
        assertThat(column("price").doubles()).containsExactly(1.5, 2.5, Double.NaN);
        assertThat(column("region").strings()).containsExactly("north", null, "süd");
        assertThat(column("paid").booleans()).containsExactly(true, false, true);
        assertThat(column("day").values()).containsExactly(LocalDate.EPOCH, null,
                LocalDate.EPOCH.plusDays(1));
        assertThat(column("qty").nullCount()).isEqualTo(1);
        assertThat(column("qty").isNull(1)).isTrue();
        assertThat(column("qty").get(2)).isEqualTo(7);
        assertThat(column("qty")).hasToString("qty: int32, 3 rows");
    }

    @Test
    void a_column_says_what_is_wrong() {
        assertThatThrownBy(() -> column("qty").longs()).isInstanceOf(DataException.class)
                .hasMessage("column \"qty\" has 1 null, which longs() cannot hold; say what they become, "
                        + "or dropNull(\"qty\") first");
        assertThatThrownBy(() -> column("price").longs()).isInstanceOf(QueryException.class)
                .hasMessage("column \"price\" is float64, not a whole number; use doubles");
        assertThatThrownBy(() -> column("region").doubles())
                .hasMessage("column \"region\" is utf8, not a number");
        assertThatThrownBy(() -> column("id").get(3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column \"id\" has no row 3; there are 3, counted from 0");
        assertThatThrownBy(() -> column("id").isNull(-1)).isInstanceOf(IllegalArgumentException.class);
        Column large = new Column(Field.of("n", DataType.INT64),
                ObjectTables.ofColumns(Map.of("n", new long[]{1L << 40})).column(0));
        assertThatThrownBy(large::ints)
                .hasMessage("row 0, column \"n\": 1099511627776 does not fit an int; use longs");
    }

    @Test
    void a_reader_fills_buffers_across_chunks() {
        ColumnReader reader = column("qty").reader();
        double[] doubles = new double[4];
        reader.readDoubles(1, doubles, 2, 2);
        assertThat(doubles).containsExactly(0, 0, Double.NaN, 7);
        boolean[] nulls = new boolean[3];
        reader.readNulls(0, nulls, 0, 3);
        assertThat(nulls).containsExactly(false, true, false);
        long[] days = new long[3];
        column("day").reader().readLongs(0, days, 0, 3);
        assertThat(days[2]).isEqualTo(1);
        assertThatThrownBy(() -> reader.readDoubles(2, doubles, 0, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> reader.readCodes(0, new int[3], 0, 3)).isInstanceOf(QueryException.class)
                .hasMessage("column \"qty\" is int32, not categorical");
    }

    @Test
    void codes_of_all_chunks_go_with_one_dictionary() {
        Column column = new Column(Field.of("c", DataType.CATEGORICAL), List.of(
                codes("b", null, "a").slice(0, 3), codes("a", "c", "b")));
        int[] codes = new int[6];
        column.reader().readCodes(0, codes, 0, 6);
        assertThat(column.reader().dictionary()).containsExactly("b", "a", "c");
        assertThat(codes).containsExactly(0, -1, 1, 1, 2, 0);
    }

    private static dev.peso.internal.column.Vector codes(@Nullable String... texts) {
        VectorBuilder builder = VectorBuilder.of(DataType.CATEGORICAL, 4);
        for (String text : texts) {
            Scalars.append(builder, text);
        }
        return builder.build();
    }

    @Test
    void progress_overwrites_its_line() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Progress progress = Progress.to(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        progress.update(Progress.News.of("scan", 1_000_000, -1));
        progress.update(new Progress.News("fit", 5, 10, Map.of("loss", 0.25)));
        progress.update(Progress.News.of("fit", 10, 10));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(
                "\rscan  1,000,000\rfit  50 % (5 of 10)  loss 0.2500\rfit  100 % (10 of 10)           "
                        + System.lineSeparator());
    }

    @Test
    void a_row_prints_bytes_as_tables_do() {
        Schema schema = Schema.of(Field.of("b", DataType.BINARY),
                Field.of("all", DataType.list(DataType.BINARY)),
                Field.of("s", DataType.struct(Field.of("x", DataType.BINARY), Field.of("t", DataType.UTF8))),
                Field.of("none", DataType.BINARY), Field.of("few", DataType.list(DataType.INT64)));
        Map<String, Object> struct = new LinkedHashMap<>();
        struct.put("x", new byte[0]);
        struct.put("t", "text");
        List<byte[]> list = List.of(new byte[]{1}, new byte[]{2, 127});
        Dataset data = Dataset.ofRows(schema, List.<@Nullable Object[]>of(
                new Object[]{new byte[]{0, 10, -1}, list, struct, null, List.of(3L, 4L)},
                new Object[]{new byte[61], List.of(), null, null, List.of()}));
        assertThat(data.rows().map(Row::toString))
                .containsExactly(
                        "{b=0x000aff, all=[0x01, 0x027f], s={x=0x, t=text}, none=null, few=[3, 4]}",
                        "{b=0x" + "00".repeat(60) + "…, all=[], s=null, none=null, few=[]}");
    }
}
