package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.MemoryLimitException;
import dev.peso.QueryException;
import dev.peso.Schema;

class UpsampleOperatorTest {
    private static List<List<@Nullable Object>> upsample(DataType type, String every,
            List<@Nullable Object[]> rows) {
        Schema schema = Schema.of(Field.of("g", DataType.UTF8), Field.of("t", type),
                Field.of("v", DataType.INT64));
        return TestRows
                .run(new UpsampleOperator(new TableScan(TestRows.table(schema, 2, rows), null), 1, every,
                        List.of(0)));
    }

    @Test
    void gaps_are_filled_within_each_group() {
        List<List<@Nullable Object>> rows = upsample(DataType.DATE, "2d",
                List.of(TestRows.row("b", LocalDate.of(2024, 2, 27), 1L),
                        TestRows.row("a", LocalDate.of(2024, 1, 1), 2L),
                        TestRows.row("b", LocalDate.of(2024, 3, 4), 3L),
                        TestRows.row("b", LocalDate.of(2024, 3, 1), 4L),
                        TestRows.row("b", null, 5L), TestRows.row("b", LocalDate.of(2024, 3, 4), 6L)));
        assertThat(rows).containsExactly(TestRows.list("b", LocalDate.of(2024, 2, 27), 1L),
                TestRows.list("b", LocalDate.of(2024, 2, 29), null),
                TestRows.list("b", LocalDate.of(2024, 3, 1), 4L),
                TestRows.list("b", LocalDate.of(2024, 3, 2), null),
                TestRows.list("b", LocalDate.of(2024, 3, 4), 3L),
                TestRows.list("b", LocalDate.of(2024, 3, 4), 6L),
                TestRows.list("b", null, 5L), TestRows.list("a", LocalDate.of(2024, 1, 1), 2L));
    }

    @Test
    void months_count_from_the_first_time_and_clamp_to_the_end_of_a_month() {
        LocalDateTime first = LocalDateTime.of(2023, 12, 31, 6, 30);
        List<List<@Nullable Object>> rows = upsample(DataType.TIMESTAMP, "1mo",
                List.of(TestRows.row("a", first, 1L), TestRows.row("a", first.plusMonths(4), 2L)));
        assertThat(rows).extracting(row -> row.get(1))
                .containsExactly(first, LocalDateTime.of(2024, 1, 31, 6, 30),
                        LocalDateTime.of(2024, 2, 29, 6, 30),
                        LocalDateTime.of(2024, 3, 31, 6, 30), LocalDateTime.of(2024, 4, 30, 6, 30));
    }

    @Test
    void days_follow_the_zone_and_hours_the_clock() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        ZonedDateTime first = ZonedDateTime.of(2024, 3, 30, 12, 0, 0, 0, zone);
        List<@Nullable Object[]> rows = List.of(TestRows.row("a", first, 1L),
                TestRows.row("a", first.plusDays(2), 2L));
        assertThat(upsample(DataType.timestamp(zone), "1d", rows)).hasSize(3);
        assertThat(upsample(DataType.timestamp(zone), "1h", rows)).hasSize(48);
    }

    @Test
    void every_unit_is_understood() {
        LocalDateTime first = LocalDateTime.of(2024, 1, 1, 0, 0);
        for (String[] step : new String[][]{{"15m", "PT45M"}, {"1h", "PT3H"}, {"10s", "PT30S"},
                {"1ms", "PT0.003S"}, {"1us", "PT0.000003S"}, {"1w", "P21D"}}) {
            List<@Nullable Object[]> rows = List.of(TestRows.row("a", first, 1L),
                    TestRows.row("a", first.plus(java.time.Duration.parse(step[1])), 2L));
            assertThat(upsample(DataType.TIMESTAMP, step[0], rows)).as(step[0]).hasSize(4);
        }
        List<@Nullable Object[]> years = List.of(TestRows.row("a", first, 1L),
                TestRows.row("a", first.plusYears(3), 2L));
        assertThat(upsample(DataType.TIMESTAMP, "1y", years)).hasSize(4);
        assertThat(upsample(DataType.TIMESTAMP, "1q", years)).hasSize(13);
    }

    @Test
    void no_rows_stay_no_rows() {
        assertThat(upsample(DataType.DATE, "1d", List.of())).isEmpty();
    }

    @Test
    void a_step_must_fit_the_column() {
        assertThatThrownBy(() -> upsample(DataType.DATE, "1h", List.of())).isInstanceOf(QueryException.class)
                .hasMessage("a step of 1h is finer than date");
        assertThatThrownBy(() -> upsample(DataType.DATE, "soon", List.of()))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "\"soon\" is not a step of time; write a number from 1 and a unit, for example 15m, 1h,"
                                + " 1d, 1w, 1mo, 1q, 1y");
    }

    @Test
    void too_many_steps_are_refused() {
        Schema schema = Schema.of(Field.of("t", DataType.TIMESTAMP));
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(TestRows.row(LocalDateTime.of(1970, 1, 1, 0, 0)));
        rows.add(TestRows.row(LocalDateTime.of(2070, 1, 1, 0, 0)));
        Operator upsample = new UpsampleOperator(new TableScan(TestRows.table(schema, 2, rows), null), 0,
                "1s",
                List.of());
        Query query = new Query(2, 100, new Ledger(10_000_000));
        assertThatThrownBy(() -> Tables.collect(upsample, query)).isInstanceOf(MemoryLimitException.class)
                .hasMessageStartingWith("upsample needs ");
        assertThat(query.ledger().used()).isZero();
    }
}
