package dev.peso;

import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class DatasetUnpivotTest {
    private final Dataset data = table("id: utf8 not null, a: int64, b: float64, note: utf8",
            row("x", 1L, Double.NaN, "n"), row("y", null, -0.0, "m"));

    @Test
    void each_row_becomes_one_for_each_column_with_types_widened_and_nulls_kept() {
        Dataset result = data.unpivot(List.of("id"), List.of("b", "a"), "name", "value");
        assertThat(columns(result)).isEqualTo("id: utf8 not null, name: utf8 not null, value: float64");
        assertThat(rows(result)).containsExactly(row("x", "b", Double.NaN), row("x", "a", 1.0),
                row("y", "b", -0.0),
                row("y", "a", null));
    }

    @Test
    void a_column_may_be_kept_as_well_as_turned() {
        assertThat(rows(data.limit(1).unpivot(List.of("a"), List.of("a"), "k", "v")))
                .containsExactly(row(1L, "a", 1L));
    }

    @Test
    void nothing_need_be_kept_and_odd_names_become_values() {
        Dataset odd = table("größe \"x\": utf8, b: utf8", row("1", null));
        assertThat(rows(odd.unpivot(List.of(), List.of("größe \"x\"", "b"), "k", "v")))
                .containsExactly(row("größe \"x\"", "1"), row("b", null));
        assertThat(rows(odd.filter("false").unpivot(List.of(), List.of("b"), "k", "v"))).isEmpty();
    }

    @Test
    void pivot_undoes_it() {
        Dataset wide = table("id: int64 not null, a: int64, b: int64", row(1L, 10L, 20L), row(2L, 11L, null));
        Dataset back = wide.unpivot(List.of("id"), List.of("a", "b"), "k", "v")
                .pivot(List.of("id"), "k", Expr.first("v"));
        assertThat(rows(back)).isEqualTo(rows(wide));
        assertThat(back.schema()).isEqualTo(wide.schema());
    }

    @Test
    void many_rows_equal_duckdb() throws SQLException {
        Dataset large = Dataset.of(Map.of("i", LongStream.range(0, 150_000).toArray()))
                .select("i", "i * 2 as a", "i % 10 as b")
                .unpivot(List.of("i"), List.of("a", "b"), "k", "v");
        assertThat(large.count()).isEqualTo(300_000);
        try (DuckDb duck = new DuckDb()) {
            assertThat(SqlRows.texts(rows(large.filter("i % 100 = 0").sort("i", "k"))))
                    .isEqualTo(SqlRows.texts(duck
                            .rows("""
                                    unpivot (select i, i * 2 as a, i % 10 as b from range(150000) t(i) where i % 100 = 0)
                                    on a, b into name k value v order by i, k""")));
        }
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> data.unpivot(List.of("id"), List.of("aa"), "k", "v"))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"aa\" not found; did you mean \"a\"? columns: id, a, b, note");
        assertThatThrownBy(() -> data.unpivot(List.of("id"), List.of(), "k", "v"))
                .isInstanceOf(QueryException.class)
                .hasMessage("unpivot needs at least one column to turn into rows");
        assertThatThrownBy(() -> data.unpivot(List.of("id"), List.of("a", "note"), "k", "v"))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "the columns to unpivot [a, note] have no common type: int64, utf8; cast one of them");
        assertThatThrownBy(() -> data.unpivot(List.of("id"), List.of("a"), "id", "v"))
                .isInstanceOf(QueryException.class)
                .hasMessage("unpivot would give two columns the name \"id\"; choose another name");
        assertThatThrownBy(() -> data.unpivot(null, List.of("a"), "k", "v"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("keep");
        assertThatThrownBy(() -> data.unpivot(List.of(), null, "k", "v"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("columns");
        assertThatThrownBy(() -> data.unpivot(List.of(), List.of("a"), null, "v"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("nameColumn");
        assertThatThrownBy(() -> data.unpivot(List.of(), List.of("a"), "k", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("valueColumn");
    }
}
