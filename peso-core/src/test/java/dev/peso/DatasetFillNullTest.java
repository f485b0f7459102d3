package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;

import org.junit.jupiter.api.Test;

/// What to do with nulls: `fillNull` and `dropNull`.
class DatasetFillNullTest {
    private final Dataset data = table("a: int64, b: utf8, c: float64", row(1L, null, Double.NaN),
            row(null, "", null), row(3L, "x", -0.0));

    @Test
    void a_value_takes_the_place_of_nulls_and_of_nothing_else() {
        Dataset result = data.fillNull("a", 0).fillNull("b", "none").fillNull("c", 9.5);
        assertThat(columns(result)).isEqualTo("a: int64 not null, b: utf8 not null, c: float64 not null");
        assertThat(rows(result)).containsExactly(row(1L, "none", Double.NaN), row(0L, "", 9.5),
                row(3L, "x", -0.0));
    }

    @Test
    void a_fraction_widens_a_whole_column() {
        Dataset result = data.fillNull("a", 0.5);
        assertThat(result.schema().type("a")).isEqualTo(DataType.FLOAT64);
        assertThat(rows(result)).extracting(r -> r.get(0)).containsExactly(1.0, 0.5, 3.0);
    }

    @Test
    void the_value_may_be_an_expression_over_the_row() {
        assertThat(rows(data.fillNull("a", col("b").str().length()))).extracting(r -> r.get(0))
                .containsExactly(1L, 0L, 3L);
    }

    @Test
    void a_text_beside_a_date_is_read_as_one() {
        Dataset days = table("d: date", row((Object) null));
        assertThat(rows(days.fillNull("d", "2000-01-01")))
                .isEqualTo(rows(days.fillNull("d", LocalDate.of(2000, 1, 1))));
    }

    @Test
    void a_column_of_nothing_but_nulls_is_filled() {
        Dataset nulls = table("x: int32", row((Object) null), row((Object) null));
        assertThat(rows(nulls.fillNull("x", 7))).extracting(r -> ((Number) r.get(0)).intValue())
                .containsExactly(7, 7);
        assertThat(rows(nulls.filter("false").fillNull("x", 7))).isEmpty();
    }

    @Test
    void rows_with_a_null_in_any_column_go() {
        assertThat(rows(data.dropNull())).containsExactly(row(3L, "x", -0.0));
    }

    @Test
    void rows_with_a_null_in_the_named_columns_go() {
        assertThat(rows(data.dropNull("a"))).containsExactly(row(1L, null, Double.NaN), row(3L, "x", -0.0));
        assertThat(rows(data.dropNull("b", "c"))).containsExactly(row(3L, "x", -0.0));
        assertThat(data.select(new String[0]).dropNull().count()).isEqualTo(3);
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> data.fillNull("d", 0)).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"d\" not found; did you mean \"a\"? columns: a, b, c");
        assertThatThrownBy(() -> data.fillNull("a", "none")).isInstanceOf(QueryException.class)
                .hasMessage(
                        "the arguments of coalesce(a, 'none') have no common type: int64, utf8; cast one of them");
        assertThatThrownBy(() -> data.fillNull("a", null)).isInstanceOf(NullPointerException.class)
                .hasMessage("value");
        assertThatThrownBy(() -> data.fillNull(null, 0)).isInstanceOf(NullPointerException.class)
                .hasMessage("column");
        assertThatThrownBy(() -> data.dropNull("d")).isInstanceOf(ColumnNotFoundException.class);
        assertThatThrownBy(() -> data.dropNull((String) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("columns[0]");
    }

    @Test
    void a_java_map_is_a_map_or_a_struct_as_the_column_is() {
        Dataset nested = table("m: map<utf8,int64>, s: struct<a:int64>", row(Map.of("a", 1L), null),
                row(null, Map.of("a", 1L)));
        assertThat(rows(nested.fillNull("m", Map.of("b", 2L)).fillNull("s", Map.of("a", 3L))))
                .containsExactly(
                        row(Map.of("a", 1L), Map.of("a", 3L)), row(Map.of("b", 2L), Map.of("a", 1L)));
        assertThat(rows(nested.fillNull("m", Map.of()).select("m"))).containsExactly(row(Map.of("a", 1L)),
                row(Map.of()));
    }
}
