package dev.peso;

import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class DatasetAsOfJoinTest {
    private final Dataset trades = table("time: timestamp, symbol: utf8 not null, size: int64",
            row(at(5), "A", 1L),
            row(at(10), "B", 2L), row(at(1), "A", 3L), row(null, "A", 4L), row(at(20), "C", 5L));
    private final Dataset quotes = table("time: timestamp, symbol: utf8 not null, price: float64 not null",
            row(at(9), "B", 2.0), row(at(3), "A", 1.0), row(at(5), "A", 1.5), row(at(8), "A", 1.8),
            row(null, "A", 9.9), row(at(12), "B", 2.2));

    private static LocalDateTime at(int minute) {
        return LocalDateTime.of(2026, 1, 1, 9, minute);
    }

    @Test
    void each_left_row_gets_the_last_right_row_at_or_before_it_in_left_order() {
        Dataset result = trades.asOfJoin(quotes, AsOf.on("time").by("symbol"));
        assertThat(columns(result)).isEqualTo("time: timestamp(us), symbol: utf8 not null, size: int64, "
                + "time_right: timestamp(us), price: float64");
        assertThat(rows(result)).containsExactly(row(at(5), "A", 1L, at(5), 1.5),
                row(at(10), "B", 2L, at(9), 2.0),
                row(at(1), "A", 3L, null, null), row(null, "A", 4L, null, null),
                row(at(20), "C", 5L, null, null));
    }

    @Test
    void directions_and_limits_choose_other_rows() {
        AsOf near = AsOf.on("time").by("symbol");
        assertThat(prices(near.forward())).containsExactly(1.5, 2.2, 1.0, null, null);
        assertThat(prices(near.strictly())).containsExactly(1.0, 2.0, null, null, null);
        assertThat(prices(near.forward().strictly())).containsExactly(1.8, 2.2, 1.0, null, null);
        assertThat(prices(near.nearest())).containsExactly(1.5, 2.0, 1.0, null, null);
        assertThat(prices(near.nearest().tolerance(Duration.ofMinutes(1)))).containsExactly(1.5, 2.0, null,
                null,
                null);
        assertThat(prices(near.backward().tolerance(Duration.ZERO))).containsExactly(1.5, null, null, null,
                null);
    }

    private Object[] prices(AsOf near) {
        return trades.asOfJoin(quotes, near).column("price").values().toArray();
    }

    @Test
    void of_two_equally_near_rows_the_earlier_and_of_equal_ones_the_last_is_taken() {
        Dataset left = table("t: int64", row(5L));
        Dataset right = table("t: int64, v: utf8", row(7L, "after"), row(3L, "before"),
                row(3L, "before again"));
        assertThat(rows(left.asOfJoin(right, AsOf.on("t").nearest())))
                .containsExactly(row(5L, 3L, "before again"));
        assertThat(rows(left.asOfJoin(right, AsOf.on("t").tolerance(1))))
                .containsExactly(row(5L, null, null));
        assertThat(rows(left.asOfJoin(right, AsOf.on("t").tolerance(2))))
                .containsExactly(row(5L, 3L, "before again"));
    }

    @Test
    void columns_of_different_names_are_near_each_other() {
        Dataset right = table("at: float64, v: utf8", row(4.5, "x"), row(Double.NaN, "nan"),
                row(-0.0, "zero"));
        Dataset left = table("t: float64", row(0.0), row(Double.POSITIVE_INFINITY), row(Double.NaN));
        Dataset result = left.asOfJoin(right, AsOf.on("t", "at"));
        assertThat(columns(result)).isEqualTo("t: float64, at: float64, v: utf8");
        assertThat(rows(result)).containsExactly(row(0.0, -0.0, "zero"),
                row(Double.POSITIVE_INFINITY, 4.5, "x"), row(Double.NaN, Double.NaN, "nan"));
    }

    @Test
    void a_clash_of_names_takes_the_suffix() {
        assertThat(trades.asOfJoin(quotes, AsOf.on("time").by("symbol").suffix("_quote")).schema().names())
                .containsExactly("time", "symbol", "size", "time_quote", "price");
    }

    @Test
    void empty_sides_give_no_rows_or_no_matches() {
        AsOf near = AsOf.on("time").by("symbol");
        assertThat(rows(trades.filter("false").asOfJoin(quotes, near))).isEmpty();
        assertThat(trades.asOfJoin(quotes.filter("false"), near).column("price").nullCount()).isEqualTo(5);
    }

    @Test
    void many_rows_equal_duckdb() throws SQLException {
        Dataset left = numbered("i", 150_000, 7_919, 200_000).with("g = i % 5");
        Dataset right = numbered("j", 30_000, 104_729, 199_999).with("g = j % 6");
        Dataset result = left.asOfJoin(right, AsOf.on("t").by("g")).collect();
        assertThat(result.column("i").longs()).isEqualTo(left.column("i").longs());
        try (DuckDb duck = new DuckDb()) {
            assertThat(SqlRows.texts(rows(result.filter("i % 50 = 0").select("i", "t_right", "j"))))
                    .isEqualTo(SqlRows.texts(duck
                            .rows("""
                                    select i, r.t, j
                                    from (select i, i * 7919 % 200000 as t, i % 5 as g from range(150000) n(i)) l
                                    asof left join (select j, j * 104729 % 199999 as t, j % 6 as g from range(30000) n(j)) r
                                    on l.g = r.g and l.t >= r.t
                                    where i % 50 = 0 order by i""")));
        }
    }

    private static Dataset numbered(String name, int rows, int factor, int modulus) {
        return Dataset.of(Map.of(name, LongStream.range(0, rows).toArray()))
                .with("t", Expr.col(name).times(factor).mod(modulus));
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> trades.asOfJoin(quotes, AsOf.on("tme")))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"tme\" not found; did you mean \"time\"? columns: time, symbol, size");
        assertThatThrownBy(() -> trades.asOfJoin(quotes, AsOf.on("symbol")))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "an as-of join needs a number, date or time to be near in, but \"symbol\" is utf8");
        assertThatThrownBy(() -> trades.asOfJoin(quotes, AsOf.on("time", "price")))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "as-of join key \"time\" is timestamp(us) on the left, but \"price\" is float64 on the "
                                + "right; cast one of them");
        assertThatThrownBy(() -> trades.asOfJoin(quotes, AsOf.on("time").tolerance(5)))
                .isInstanceOf(QueryException.class)
                .hasMessage("the tolerance of an as-of join over timestamp(us) must be a duration, got 5");
        assertThatThrownBy(() -> AsOf.on("time").tolerance(-1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tolerance must be 0 or more, got -1.0");
        assertThatThrownBy(() -> AsOf.on("time").tolerance(Duration.ofDays(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tolerance must be 0 or more, got PT-24H");
        assertThatThrownBy(() -> AsOf.on("time").suffix("")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the suffix of a join must not be empty");
        assertThatThrownBy(() -> AsOf.on(null)).isInstanceOf(NullPointerException.class).hasMessage("left");
        assertThatThrownBy(() -> AsOf.on("time").by("symbol", null)).isInstanceOf(NullPointerException.class)
                .hasMessage("columns[1]");
        assertThatThrownBy(() -> trades.asOfJoin(null, AsOf.on("time")))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("right");
        assertThatThrownBy(() -> trades.asOfJoin(quotes, null)).isInstanceOf(NullPointerException.class)
                .hasMessage("near");
    }
}
