package dev.peso;

import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;

import org.junit.jupiter.api.Test;

class DatasetUpsampleTest {
    private final Dataset data = table("g: utf8 not null, day: date not null, v: int64 not null",
            row("b", day(4), 1L), row("a", day(2), 2L), row("b", day(1), 3L), row("b", day(1), 4L));

    private static LocalDate day(int day) {
        return LocalDate.of(2026, 1, day);
    }

    @Test
    void every_step_between_the_first_and_the_last_time_has_a_row() {
        Dataset result = data.select("day", "v").upsample("day", "1d");
        assertThat(rows(result)).containsExactly(row(day(1), 3L), row(day(1), 4L), row(day(2), 2L),
                row(day(3), null), row(day(4), 1L));
    }

    @Test
    void groups_are_filled_each_for_itself_in_order_of_first_appearance() {
        assertThat(rows(data.upsample("day", "1d", "g"))).containsExactly(row("b", day(1), 3L),
                row("b", day(1), 4L), row("b", day(2), null), row("b", day(3), null), row("b", day(4), 1L),
                row("a", day(2), 2L));
    }

    @Test
    void what_a_new_row_lacks_may_be_null_and_the_metadata_stays() {
        assertThat(columns(data.upsample("day", "1d", "g")))
                .isEqualTo("g: utf8 not null, day: date not null, v: int64");
        assertThat(columns(data.upsample("day", "1d"))).isEqualTo("g: utf8, day: date not null, v: int64");
        Dataset described = Dataset.ofRows(data.schema().withMetadata("k", "v"), java.util.List.of());
        assertThat(described.upsample("day", "1d").schema().metadata()).isEqualTo(java.util.Map.of("k", "v"));
    }

    @Test
    void nulls_of_new_rows_can_be_filled() {
        assertThat(rows(data.upsample("day", "1d", "g").fillNull("v", 0).filter("v = 0")))
                .containsExactly(row("b", day(2), 0L), row("b", day(3), 0L));
        assertThat(data.upsample("day", "1d").filter("g is null").count()).isEqualTo(1);
    }

    @Test
    void no_rows_one_row_and_times_that_are_all_null_have_no_gaps() {
        assertThat(rows(data.filter("false").upsample("day", "1d"))).isEmpty();
        assertThat(rows(data.limit(1).upsample("day", "1d"))).isEqualTo(rows(data.limit(1)));
        Dataset nulls = table("t: timestamp, v: int64", row(null, 1L), row(null, 2L));
        assertThat(rows(nulls.upsample("t", "1h"))).isEqualTo(rows(nulls));
    }

    @Test
    void many_steps_equal_a_join_with_duckdbs_series() throws SQLException {
        LocalDateTime start = LocalDateTime.of(2026, 1, 1, 0, 0);
        Dataset sparse = table("t: timestamp, v: int64", row(start, 1L), row(start.plusMinutes(77_777), 2L),
                row(start.plusMinutes(150_000), 3L));
        try (DuckDb duck = new DuckDb()) {
            assertThat(SqlRows.texts(rows(sparse.upsample("t", "1m").filter("minute(t) = 17"))))
                    .isEqualTo(SqlRows.texts(duck.rows("""
                            select timestamp '2026-01-01' + to_minutes(i) as t,
                                case i when 0 then 1 when 77777 then 2 when 150000 then 3 end as v
                            from range(150001) s(i) where i % 60 = 17 order by i""")));
        }
        assertThat(sparse.upsample("t", "1m").count()).isEqualTo(150_001);
    }

    @Test
    void odd_names_are_filled() {
        Dataset odd = data.rename("day", "tag \"ü\"");
        assertThat(odd.upsample("tag \"ü\"", "1d", "g").count()).isEqualTo(6);
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> data.upsample("dya", "1d")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"dya\" not found; did you mean \"day\"? columns: g, day, v");
        assertThatThrownBy(() -> data.upsample("v", "1d")).isInstanceOf(QueryException.class)
                .hasMessage("upsample needs a date or timestamp, but column \"v\" is int64");
        assertThatThrownBy(() -> data.upsample("day", "1h")).isInstanceOf(QueryException.class)
                .hasMessage("a step of 1h is finer than date");
        assertThatThrownBy(() -> data.upsample("day", "-1d")).isInstanceOf(QueryException.class)
                .hasMessage(
                        "\"-1d\" is not a step of time; write a number from 1 and a unit, for example 15m, 1h, 1d, "
                                + "1w, 1mo, 1q, 1y");
        assertThatThrownBy(() -> data.upsample("day", "1d", "gg")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"gg\" not found; did you mean \"g\"? columns: g, day, v");
        assertThatThrownBy(() -> data.upsample("day", "1d", "day")).isInstanceOf(QueryException.class)
                .hasMessage("upsample cannot group by \"day\", the column whose gaps it fills");
        assertThatThrownBy(() -> data.upsample(null, "1d")).isInstanceOf(NullPointerException.class)
                .hasMessage("column");
        assertThatThrownBy(() -> data.upsample("day", null)).isInstanceOf(NullPointerException.class)
                .hasMessage("every");
        assertThatThrownBy(() -> data.upsample("day", "1d", (String) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("by[0]");
    }
}
