package dev.peso;

import static dev.peso.Expr.count;
import static dev.peso.Expr.max;
import static dev.peso.Expr.mean;
import static dev.peso.Expr.sum;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

/// Rolling aggregates: windows that move with the row, by rows and by time.
class DatasetRollingTest {
    private final Dataset days = table("day: date, x: float64", row(day(1), 1.0), row(day(2), 2.0),
            row(day(5), null), row(day(6), 4.0), row(day(6), 8.0), row(null, 16.0));

    private static LocalDate day(int day) {
        return LocalDate.of(2024, 2, 23).plusDays(day);
    }

    @Test
    void a_window_of_rows_moves_in_row_order() {
        assertThat(days.select(sum("x").over(Window.rows(-1, 0)).as("s")).column("s").values())
                .containsExactly(1.0, 3.0, 2.0, 4.0, 12.0, 24.0);
        assertThat(days.select(mean("x").over(Window.rows(-1, 1)).as("m")).column("m").values())
                .containsExactly(1.5, 1.5, 3.0, 6.0, 28.0 / 3, 12.0);
    }

    @Test
    void a_window_of_time_sees_the_rows_within_the_distance_and_nulls_only_each_other() {
        Window.Spec week = Window.orderBy("day").range(Duration.ofDays(-3), Duration.ZERO);
        assertThat(days.select(sum("x").over(week).as("s")).column("s").values())
                .containsExactly(1.0, 3.0, 2.0, 12.0, 12.0, 16.0);
        assertThat(days.select(count().over(week).as("n")).column("n").longs()).containsExactly(1, 2, 2, 3, 3,
                1);
    }

    @Test
    void a_window_may_be_open_at_an_end() {
        Window.Spec upToNow = Window.orderBy("day")
                .range(ChronoUnit.FOREVER.getDuration().negated(), Duration.ZERO);
        assertThat(days.select(sum("x").over(upToNow).as("s")).column("s").values())
                .containsExactly(1.0, 3.0, 3.0, 15.0, 15.0, 31.0);
        assertThat(days.select(max("x").over(Window.rows(1, Window.UNBOUNDED_FOLLOWING)).as("m"))
                .column("m")
                .values())
                .containsExactly(16.0, 16.0, 16.0, 16.0, 16.0, null);
    }

    @Test
    void nan_stays_in_sums_only_while_it_is_in_the_window() {
        Dataset data = table("x: float64", row(1.0), row(Double.NaN), row(3.0), row(Double.POSITIVE_INFINITY),
                row(5.0), row(6.0));
        assertThat(data.select(sum("x").over(Window.rows(-1, 0)).as("s")).column("s").values())
                .containsExactly(1.0,
                        Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 11.0);
    }

    @Test
    void months_are_not_a_fixed_distance_so_a_duration_is_in_days() {
        Dataset times = table("t: timestamp", row(LocalDateTime.of(2024, 2, 28, 12, 0)),
                row(LocalDateTime.of(2024, 3, 1, 12, 0)), row(LocalDateTime.of(2024, 3, 1, 12, 0, 1)));
        Window.Spec twoDays = Window.orderBy("t").range(Duration.ofDays(-2), Duration.ZERO);
        assertThat(times.select(count().over(twoDays).as("n")).column("n").longs()).containsExactly(1, 2, 2);
        assertThat(rows(times.filter("false").select(count().over(twoDays).as("n")))).isEmpty();
    }

    @Test
    void many_rows_equal_duckdb() throws SQLException {
        Dataset large = Dataset.of(Map.of("i", LongStream.range(0, 150_000).toArray()))
                .select("i", "timestamp '2026-01-01' + i * 37 % 150000 * interval '1 minute' as t",
                        "i % 3 as g",
                        "i % 101 as x")
                .with("s", sum("x").over(Window.partitionBy("g")
                        .orderBy("t")
                        .range(Duration.ofHours(-2), Duration.ofMinutes(5))))
                .with("m", max("x").over(Window.orderBy("t").rows(-50, -3)))
                .filter("i % 97 = 0");
        try (DuckDb duck = new DuckDb()) {
            assertThat(SqlRows.texts(rows(large.select("i", "s", "m")))).isEqualTo(SqlRows.texts(duck.rows("""
                    select i, s, m from (select i,
                        sum(x) over (partition by g order by t range between interval 2 hours preceding
                            and interval 5 minutes following) as s,
                        max(x) over (order by t rows between 50 preceding and 3 preceding) as m
                      from (select i, timestamp '2026-01-01' + to_minutes(i * 37 % 150000) as t, i % 3 as g,
                        i % 101 as x from range(150000) r(i)))
                    where i % 97 = 0 order by i""")));
        }
    }

    @Test
    void a_distance_must_fit_the_key() {
        assertThatThrownBy(() -> days.with("s", sum("x").over(Window.orderBy("day").range(-3, 0))))
                .isInstanceOf(QueryException.class)
                .hasMessage("a range frame over date needs an offset of type duration, but 3 is int64");
        assertThatThrownBy(
                () -> days.with("s",
                        sum("x").over(Window.orderBy("x").range(Duration.ofDays(-3), Duration.ZERO))))
                .isInstanceOf(QueryException.class)
                .hasMessageStartingWith("a range frame over float64 needs an offset of type number");
        assertThatThrownBy(() -> Window.orderBy("day").range(Duration.ZERO, Duration.ofDays(-3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the frame of a window must end where it starts or later, got PT0S to PT-72H");
    }
}
