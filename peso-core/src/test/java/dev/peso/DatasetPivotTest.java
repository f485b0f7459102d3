package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Expr.count;
import static dev.peso.Expr.first;
import static dev.peso.Expr.sum;
import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class DatasetPivotTest {
    private final Dataset data = table("city: utf8 not null, year: int64, people: int64",
            row("Ulm", 2020L, 5L),
            row("Bonn", 2010L, 1L), row("Ulm", 2010L, 4L), row("Bonn", null, 9L), row("Ulm", 2010L, 2L));

    @Test
    void values_become_columns_in_order_of_first_appearance() {
        Dataset result = data.pivot(List.of("city"), "year", sum("people"));
        assertThat(columns(result)).isEqualTo("city: utf8 not null, 2020: int64, 2010: int64");
        assertThat(rows(result)).containsExactly(row("Ulm", 5L, 6L), row("Bonn", null, 1L));
    }

    @Test
    void known_values_give_their_columns_without_running() {
        Dataset lazy = data.with("broken = 1 // 0")
                .pivot(List.of("city"), "year", List.of(2010, 1999), count());
        assertThat(columns(lazy))
                .isEqualTo("city: utf8 not null, 2010: int64 not null, 1999: int64 not null");
        assertThat(rows(lazy)).containsExactly(row("Ulm", 2L, 0L), row("Bonn", 1L, 0L));
    }

    @Test
    void a_null_among_the_values_has_a_column_of_its_own() {
        Dataset result = data.pivot(List.of("city"), "year", Arrays.asList(2010, null), sum("people"));
        assertThat(columns(result)).isEqualTo("city: utf8 not null, 2010: int64, null: int64");
        assertThat(rows(result)).containsExactly(row("Ulm", 6L, null), row("Bonn", 1L, 9L));
    }

    @Test
    void without_keys_there_is_one_row() {
        assertThat(rows(data.pivot(List.of(), "city", sum("people")))).containsExactly(row(11L, 10L));
    }

    @Test
    void nan_the_zeros_and_dates_become_columns() {
        Dataset odd = table("x: float64, d: date", row(-0.0, LocalDate.of(2024, 1, 2)), row(Double.NaN, null),
                row(0.0, LocalDate.of(2024, 1, 2)));
        Dataset byX = odd.pivot(List.of(), "x", count());
        assertThat(byX.schema().names()).containsExactly("-0.0", "NaN");
        assertThat(rows(byX)).containsExactly(row(2L, 1L));
        assertThat(odd.pivot(List.of(), "d", count()).schema().names()).containsExactly("2024-01-02");
    }

    @Test
    void odd_names_and_texts_become_columns_as_they_are() {
        Dataset odd = table("a \"b\": utf8, v: int64", row("größe \"x\"", 1L), row("", 2L));
        Dataset result = odd.pivot(List.of(), "a \"b\"", first("v"));
        assertThat(result.schema().names()).containsExactly("größe \"x\"", "");
        assertThat(rows(result)).containsExactly(row(1L, 2L));
    }

    @Test
    void no_rows_give_no_columns_but_the_keys() {
        Dataset result = data.filter("false").pivot(List.of("city"), "year", sum("people"));
        assertThat(columns(result)).isEqualTo("city: utf8 not null");
        assertThat(rows(result)).isEmpty();
    }

    @Test
    void a_condition_of_the_aggregate_holds_in_every_cell() {
        assertThat(rows(data.pivot(List.of("city"), "year", sum("people").filter(col("people").gt(2)))))
                .containsExactly(row("Ulm", 5L, 4L), row("Bonn", null, null));
    }

    @Test
    void many_rows_equal_duckdb() throws SQLException {
        Dataset large = Dataset.of(Map.of("i", LongStream.range(0, 200_000).toArray()))
                .select("i * 7 % 1000 as k", "i % 12 as m", "i");
        Dataset result = large.pivot(List.of("k"), "m", LongStream.range(0, 12).boxed().toList(), sum("i"));
        try (DuckDb duck = new DuckDb()) {
            assertThat(SqlRows.texts(rows(result.sort("k")))).isEqualTo(SqlRows.texts(duck.rows("""
                    pivot (select i * 7 % 1000 as k, i % 12 as m, i from range(200000) t(i))
                    on m in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) using sum(i) group by k order by k""")));
        }
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        List<String> city = List.of("city");
        assertThatThrownBy(() -> data.pivot(List.of("ciy"), "year", sum("people")))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"ciy\" not found; did you mean \"city\"? columns: city, year, people");
        assertThatThrownBy(() -> data.pivot(city, "yaer", sum("people")))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"yaer\" not found; did you mean \"year\"? columns: city, year, people");
        assertThatThrownBy(() -> data.pivot(city, "year", col("people"))).isInstanceOf(QueryException.class)
                .hasMessage("pivot needs an aggregate for its cells, such as sum(\"x\"), got people");
        assertThatThrownBy(() -> data.pivot(city, "year", List.of("x"), sum("people")))
                .isInstanceOf(QueryException.class)
                .hasMessage("cannot compare int64 year with utf8 'x'; cast one of them");
        assertThatThrownBy(() -> data.pivot(city, "year", List.of(1, 1), sum("people")))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "pivot would give two columns the name \"1\"; give each value once, and none the name of "
                                + "a key");
        assertThatThrownBy(() -> data.pivot(city, "year", List.of(List.of(1)), sum("people")))
                .isInstanceOf(QueryException.class)
                .hasMessage("pivot cannot make a column of the value [1]");
        assertThatThrownBy(() -> data.pivot(null, "year", sum("people")))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("keys");
        assertThatThrownBy(() -> data.pivot(city, null, sum("people")))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("on");
        assertThatThrownBy(() -> data.pivot(city, "year", null)).isInstanceOf(NullPointerException.class)
                .hasMessage("value");
        assertThatThrownBy(() -> data.pivot(city, "year", null, sum("people")))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("values");
    }
}
