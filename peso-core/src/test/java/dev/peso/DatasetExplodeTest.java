package dev.peso;

import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class DatasetExplodeTest {
    private final Dataset data = table("id: int64 not null, l: list<utf8>, m: list<int64>",
            row(1L, List.of("a", "b"), List.of(10L)), row(2L, List.of(), null),
            row(3L, null, List.of(30L, 31L)),
            row(4L, Arrays.asList("c", null), List.of(40L, 41L)));

    @Test
    void each_element_becomes_a_row_and_an_empty_or_null_list_one_with_null() {
        Dataset result = data.drop("m").explode("l");
        assertThat(columns(result)).isEqualTo("id: int64 not null, l: utf8");
        assertThat(rows(result)).containsExactly(row(1L, "a"), row(1L, "b"), row(2L, null), row(3L, null),
                row(4L, "c"), row(4L, null));
    }

    @Test
    void several_lists_go_side_by_side_and_the_shorter_is_filled_with_null() {
        assertThat(rows(data.explode("l", "m"))).containsExactly(row(1L, "a", 10L), row(1L, "b", null),
                row(2L, null, null), row(3L, null, 30L), row(3L, null, 31L), row(4L, "c", 40L),
                row(4L, null, 41L));
    }

    @Test
    void lists_of_lists_lose_one_level_and_structs_come_out_whole() {
        Dataset nested = table("l: list<list<int64>>", row(List.of(List.of(1L, 2L), List.of())));
        assertThat(rows(nested.explode("l"))).containsExactly(row(List.of(1L, 2L)), row(List.of()));
        assertThat(rows(nested.explode("l").explode("l"))).containsExactly(row(1L), row(2L),
                row((Object) null));
        Dataset structs = table("s: list<struct<a: int64>>", row(List.of(Map.of("a", 1L))));
        assertThat(rows(structs.explode("s"))).containsExactly(row(Map.of("a", 1L)));
    }

    @Test
    void metadata_stays() {
        Schema schema = Schema
                .of(new Field("l", DataType.list(DataType.INT64), false, Map.of("unit", "kg")))
                .withMetadata("k", "v");
        Schema result = Dataset.ofRows(schema, List.of()).explode("l").schema();
        assertThat(result.field(0)).isEqualTo(new Field("l", DataType.INT64, true, Map.of("unit", "kg")));
        assertThat(result.metadata()).isEqualTo(Map.of("k", "v"));
    }

    @Test
    void no_rows_stay_no_rows_and_no_columns_change_nothing() {
        assertThat(rows(data.filter("false").explode("l"))).isEmpty();
        assertThat(rows(data.explode())).isEqualTo(rows(data));
        Dataset nulls = table("größe \"x\": list<int64>", row((Object) null));
        assertThat(rows(nulls.explode("größe \"x\""))).containsExactly(row((Object) null));
    }

    @Test
    void many_rows_explode_to_more_than_a_chunk() {
        Dataset large = Dataset.of(Map.of("x", LongStream.range(0, 100_000).toArray()))
                .select("[x * 3, x * 3 + 1, x * 3 + 2] as y");
        assertThat(large.explode("y").column("y").longs()).isEqualTo(LongStream.range(0, 300_000).toArray());
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> data.explode("ll")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"ll\" not found; did you mean \"l\"? columns: id, l, m");
        assertThatThrownBy(() -> data.explode("id")).isInstanceOf(QueryException.class)
                .hasMessage("explode needs a list, but column \"id\" is int64");
        assertThatThrownBy(() -> data.explode("l", "l")).isInstanceOf(QueryException.class)
                .hasMessage("explode names column \"l\" twice");
        assertThatThrownBy(() -> data.explode((String) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("columns[0]");
    }
}
