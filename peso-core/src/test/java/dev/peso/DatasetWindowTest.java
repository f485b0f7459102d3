package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Expr.count;
import static dev.peso.Expr.denseRank;
import static dev.peso.Expr.desc;
import static dev.peso.Expr.firstValue;
import static dev.peso.Expr.lag;
import static dev.peso.Expr.lastValue;
import static dev.peso.Expr.lead;
import static dev.peso.Expr.ntile;
import static dev.peso.Expr.rank;
import static dev.peso.Expr.rowNumber;
import static dev.peso.Expr.sum;
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

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Window functions in `with` and `select`: `over(...)`.
class DatasetWindowTest {
    private final Dataset data = table("g: utf8, x: float64", row("b", 3.0), row("a", 1.0), row("b", null),
            row("b", 3.0), row("a", Double.NaN), row(null, 7.0), row("b", 1.0));

    private List<@Nullable Object> window(Expr value) {
        return data.select(value.as("w")).column("w").values();
    }

    @Test
    void rows_keep_their_order_and_a_frame_without_order_is_the_partition() {
        Dataset result = data.with("total", sum("x").over("g"));
        assertThat(columns(result)).isEqualTo("g: utf8, x: float64, total: float64");
        assertThat(rows(result)).containsExactly(row("b", 3.0, 7.0), row("a", 1.0, Double.NaN),
                row("b", null, 7.0),
                row("b", 3.0, 7.0), row("a", Double.NaN, Double.NaN), row(null, 7.0, 7.0),
                row("b", 1.0, 7.0));
    }

    @Test
    void with_an_order_the_frame_ends_at_the_rows_equals() {
        Window.Spec byX = Window.partitionBy("g").orderBy("x");
        assertThat(window(sum("x").over(byX))).containsExactly(7.0, 1.0, 7.0, 7.0, Double.NaN, 7.0, 1.0);
        assertThat(window(count().over(byX))).containsExactly(3L, 1L, 4L, 3L, 2L, 1L, 1L);
    }

    @Test
    void ranks_count_equals_in_their_ways_and_nulls_are_last() {
        Window.Spec byX = Window.partitionBy("g").orderBy("x");
        assertThat(window(rank().over(byX))).containsExactly(2L, 1L, 4L, 2L, 2L, 1L, 1L);
        assertThat(window(denseRank().over(byX))).containsExactly(2L, 1L, 3L, 2L, 2L, 1L, 1L);
        assertThat(window(rowNumber().over(byX))).containsExactly(2L, 1L, 4L, 3L, 2L, 1L, 1L);
        assertThat(window(rank().over(Window.orderBy(desc("x"))))).containsExactly(3L, 5L, 7L, 3L, 1L, 2L,
                5L);
    }

    @Test
    void without_an_order_row_order_counts() {
        assertThat(window(rowNumber().over())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(window(lag("g").over())).containsExactly(null, "b", "a", "b", "b", "a", null);
    }

    @Test
    void neighbours_end_at_the_partition() {
        assertThat(window(lag("x").over("g"))).containsExactly(null, null, 3.0, null, 1.0, null, 3.0);
        assertThat(window(lead("x", 2, -1.0).over("g"))).containsExactly(3.0, -1.0, 1.0, -1.0, -1.0, -1.0,
                -1.0);
        assertThat(window(lag("x").over("g").ignoreNulls())).containsExactly(null, null, 3.0, 3.0, 1.0, null,
                3.0);
    }

    @Test
    void frames_by_rows_groups_and_range_differ_where_rows_are_equal() {
        Window.Spec byX = Window.partitionBy("g").orderBy("x");
        assertThat(window(count().over(byX.rows(-1, 0)))).containsExactly(2L, 1L, 2L, 2L, 2L, 1L, 1L);
        assertThat(window(count().over(byX.groups(-1, 0)))).containsExactly(3L, 1L, 3L, 3L, 2L, 1L, 1L);
        assertThat(window(count().over(byX.range(-2, 0)))).containsExactly(3L, 1L, 1L, 3L, 1L, 1L, 1L);
        assertThat(window(lastValue("x").over(byX.rows(0, Window.UNBOUNDED_FOLLOWING).excludeCurrentRow())))
                .containsExactly(null, Double.NaN, null, null, null, null, null);
    }

    @Test
    void text_and_methods_give_the_same() {
        Dataset text = data
                .with("w = first_value(x) over (partition by g order by x desc rows between 1 preceding "
                        + "and current row)");
        Dataset methods = data.with("w",
                firstValue("x").over(Window.partitionBy("g").orderBy(desc("x")).rows(-1, 0)));
        assertThat(rows(text)).isEqualTo(rows(methods));
        assertThat(text.schema()).isEqualTo(methods.schema());
    }

    @Test
    void a_window_may_stand_inside_an_expression() {
        Expr share = col("x").div(sum("x").over("g"));
        assertThat(window(share)).containsExactly(3.0 / 7, Double.NaN, null, 3.0 / 7, Double.NaN, 1.0,
                1.0 / 7);
    }

    @Test
    void no_rows_one_row_and_odd_names() {
        assertThat(rows(data.filter("false").with("r", rank().over("g")))).isEmpty();
        Dataset odd = table("größe \"x\": int64", row((Object) null));
        assertThat(rows(odd.with("r", ntile(3).over(Window.orderBy("größe \"x\"")))))
                .containsExactly(row(null, 1L));
    }

    @Test
    void many_rows_equal_duckdb() throws SQLException {
        Dataset large = Dataset.of(Map.of("i", LongStream.range(0, 200_000).toArray()))
                .select("i", "i * 7919 % 100003 as x", "i % 100 as g")
                .with("r = rank() over (partition by g order by x)")
                .with("s = sum(x) over (partition by g order by i rows between 3 preceding and 1 following)")
                .filter("i % 100 = 7 or i % 1009 = 0");
        try (DuckDb duck = new DuckDb()) {
            assertThat(SqlRows.texts(rows(large))).isEqualTo(SqlRows.texts(duck.rows("""
                    select * from (select *, rank() over (partition by g order by x),
                        sum(x) over (partition by g order by i rows between 3 preceding and 1 following)
                      from (select i, i * 7919 % 100003 as x, i % 100 as g from range(200000) t(i)))
                    where i % 100 = 7 or i % 1009 = 0 order by i""")));
        }
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> data.with("r", rank())).isInstanceOf(QueryException.class)
                .hasMessage("\"rank\" is a window function; write rank(...) over (...)");
        assertThatThrownBy(() -> data.agg(rank().as("r"))).isInstanceOf(QueryException.class)
                .hasMessage("\"rank\" is a window function; write rank(...) over (...)");
        assertThatThrownBy(() -> data.with("r", rank().over("gg")))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"gg\" not found; did you mean \"g\"? columns: g, x");
        assertThatThrownBy(() -> col("x").over("g")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "over(...) needs an aggregate or window function before it, such as sum(\"x\") or rank(), "
                                + "got x");
        assertThatThrownBy(() -> data.with("r", sum("x").over(Window.partitionBy("g").range(-1, 0))))
                .isInstanceOf(QueryException.class)
                .hasMessage("a range frame with an offset needs exactly one order key, got 0");
        assertThatThrownBy(() -> Window.rows(1, -1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the frame of a window must end where it starts or later, got 1 to -1");
        assertThatThrownBy(() -> Window.rows(0, Window.UNBOUNDED_PRECEDING))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Window.orderBy("x").range(Double.NaN, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the frame of a window must end where it starts or later, got NaN to 0.0");
        assertThatThrownBy(() -> Window.orderBy("x").excludeTies()).isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a window needs a frame before something is left out of it; call rows(...), range(...) or "
                                + "groups(...) first");
        assertThatThrownBy(() -> ntile(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ntile needs 1 or more buckets, got 0");
        assertThatThrownBy(() -> Window.partitionBy((Expr) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("keys[0]");
        assertThatThrownBy(() -> sum("x").over((Window.Spec) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("window");
    }
}
