package dev.peso.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.expr.RowException;

class TemporalFunctionsTest {
    private static final List<LocalDate> DATES = List.of(LocalDate.of(1970, 1, 1), LocalDate.of(2000, 2, 29),
            LocalDate.of(2024, 12, 30), LocalDate.of(2021, 1, 3), LocalDate.of(2020, 12, 31),
            LocalDate.of(1900, 2, 28),
            LocalDate.of(1969, 12, 31), LocalDate.of(2026, 11, 20), LocalDate.of(2023, 10, 31),
            LocalDate.of(1582, 10, 10),
            LocalDate.of(9999, 12, 31), LocalDate.of(1, 1, 1));
    private static final List<LocalDateTime> TIMES = List.of(LocalDateTime.of(1970, 1, 1, 0, 0),
            LocalDateTime.of(2000, 2, 29, 23, 59, 59, 999_999_000),
            LocalDateTime.of(2021, 1, 3, 12, 30, 45, 123_456_000),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 1_000), LocalDateTime.of(2026, 11, 20, 1, 2, 3),
            LocalDateTime.of(1899, 3, 31, 18, 0, 0, 500_000_000));
    private static final List<String> DAY_PARTS = List.of("year", "quarter", "month", "week", "day", "decade",
            "century",
            "millennium", "era", "isoyear", "yearweek", "isodow", "dayofweek", "dayofyear", "epoch",
            "julian");
    private static final List<String> TIME_PARTS = List.of("hour", "minute", "second", "millisecond",
            "microsecond",
            "nanosecond", "epoch", "epoch_ms", "epoch_us", "epoch_ns");
    private static final List<String> UNITS = List.of("millennium", "century", "decade", "year", "quarter",
            "month", "week",
            "day", "isoyear", "hour", "minute", "second", "millisecond", "microsecond");

    @Test
    void take_parts_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (LocalDate date : DATES) {
            for (String part : DAY_PARTS) {
                oracle.same(part, date);
                if (!part.equals("epoch") && !part.equals("julian")) { // fractions need a constant name
                    oracle.same("date_part", part, date);
                }
            }
            oracle.same("monthname", date).same("dayname", date).same("last_day", date);
        }
        for (LocalDateTime time : TIMES) {
            for (String part : DAY_PARTS) {
                oracle.same(part, time);
            }
            for (String part : TIME_PARTS) {
                if (time.getYear() >= 1970 || !part.equals("epoch_ms")) { // DuckDB rounds towards zero
                    oracle.same(part, time);
                }
            }
            oracle.same("monthname", time).same("dayname", time).same("last_day", time);
        }
        for (String part : List.of("hour", "minute", "second", "millisecond", "microsecond")) {
            oracle.same(part, LocalTime.of(17, 45, 59, 123_456_000));
        }
        oracle.sql("year(null::date)", "year", (Object) null).check();
    }

    @Test
    void cut_and_count_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (String unit : UNITS) {
            for (LocalDateTime a : TIMES) {
                oracle.sql("date_trunc('" + unit + "', " + KernelOracle.sql(a) + ")::timestamp", "date_trunc",
                        unit, a);
                for (LocalDateTime b : TIMES) {
                    // DuckDB counts weeks by their days, and hours before 1970 towards zero
                    if (a.getYear() >= 1970 && b.getYear() >= 1970 && !unit.equals("week")) {
                        oracle.same("date_diff", unit, a, b);
                    }
                    oracle.same("date_sub", unit, a, b);
                }
            }
        }
        for (String unit : UNITS.subList(0, 8)) {
            for (LocalDate a : DATES) {
                oracle.sql("date_trunc('" + unit + "', " + KernelOracle.sql(a) + ")::date", "date_trunc",
                        unit, a);
                for (LocalDate b : DATES) {
                    if (!unit.equals("week")) {
                        oracle.same("date_diff", unit, a, b);
                    }
                    oracle.same("date_sub", unit, a, b);
                }
            }
        }
        oracle.same("date_diff", "month", LocalDate.of(2020, 1, 31), LocalDate.of(2020, 2, 29))
                .same("date_sub", "month", LocalDate.of(2020, 1, 31), LocalDate.of(2020, 2, 29))
                .same("date_diff", "hour", LocalTime.of(1, 59), LocalTime.of(3, 0))
                .same("date_sub", "hour", LocalTime.of(1, 59), LocalTime.of(3, 0))
                .check();
    }

    @Test
    void follow_the_zone_of_an_instant() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        ZonedDateTime summer = ZonedDateTime.of(2026, 3, 29, 1, 30, 0, 0, berlin);
        ZonedDateTime second = ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, berlin).withLaterOffsetAtOverlap();
        assertThat(eval("hour", summer)).isEqualTo(1L);
        assertThat(eval("hour", second)).isEqualTo(2L);
        assertThat(eval("date_part", "timezone_hour", second)).isEqualTo(1L);
        assertThat(eval("add_hours", summer, 1L))
                .isEqualTo(ZonedDateTime.of(2026, 3, 29, 3, 30, 0, 0, berlin));
        assertThat(eval("add_days", summer.minusDays(1).plusHours(1), 1L))
                .as("02:30 is in the gap, so it moves forward")
                .isEqualTo(ZonedDateTime.of(2026, 3, 29, 3, 30, 0, 0, berlin));
        assertThat(eval("date_trunc", "day", second))
                .isEqualTo(ZonedDateTime.of(2026, 10, 25, 0, 0, 0, 0, berlin));
        assertThat(eval("date_trunc", "hour", second))
                .isEqualTo(ZonedDateTime.of(2026, 10, 25, 2, 0, 0, 0, berlin).withLaterOffsetAtOverlap());
        assertThat(eval("date_diff", "hour", summer, summer.plusHours(2))).isEqualTo(2L);
        assertThat(eval("date_diff", "day", summer, second)).isEqualTo(210L);
        assertThat(eval("strftime", second, "%Y-%m-%d %H:%M %z %Z"))
                .isEqualTo("2026-10-25 02:30 +01 Europe/Berlin");
        assertThat(eval("time_bucket", Duration.ofDays(1), second))
                .isEqualTo(ZonedDateTime.of(2026, 10, 25, 0, 0, 0, 0, berlin));
        assertThat(eval("time_bucket", Duration.ofMinutes(15), second)).isEqualTo(second);
    }

    @Test
    void move_between_local_time_and_zones() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        ZonedDateTime utc = ZonedDateTime.of(2026, 7, 1, 10, 0, 0, 0, ZoneId.of("UTC"));
        LocalDateTime gap = LocalDateTime.of(2026, 3, 29, 2, 30);
        LocalDateTime overlap = LocalDateTime.of(2026, 10, 25, 2, 30);
        assertThat(eval("at_zone", gap, "Europe/Berlin"))
                .isEqualTo(ZonedDateTime.of(gap.plusHours(1), berlin));
        assertThat(eval("at_zone", overlap, "Europe/Berlin")).isEqualTo(ZonedDateTime.of(overlap, berlin));
        assertThat(eval("at_zone", utc, "Europe/Berlin")).isEqualTo(utc.withZoneSameInstant(berlin));
        assertThat(eval("timezone", "Europe/Berlin", utc)).isEqualTo(LocalDateTime.of(2026, 7, 1, 12, 0));
        assertThat(eval("timezone", "Europe/Berlin", LocalDateTime.of(2026, 7, 1, 12, 0)))
                .isEqualTo(utc.withZoneSameInstant(berlin));
        assertThat(eval("to_local", utc)).isEqualTo(LocalDateTime.of(2026, 7, 1, 10, 0));
        assertThat(eval("strptime", "2026-07-01 12:00 +02", "%Y-%m-%d %H:%M %z"))
                .isEqualTo(utc.withZoneSameInstant(ZoneOffset.UTC));
        assertThat(eval("strptime", "2026-07-01 12:00 Europe/Berlin", "%Y-%m-%d %H:%M %Z"))
                .isEqualTo(utc.withZoneSameInstant(ZoneOffset.UTC));
    }

    @Test
    void agree_with_the_jdk_on_every_offset_of_a_zone() {
        for (String id : List.of("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe",
                "UTC")) {
            ZoneId zone = ZoneId.of(id);
            ZoneClock clock = new ZoneClock(zone);
            LocalDateTime local = LocalDateTime.of(1890, 1, 1, 0, 0);
            for (; local.getYear() < 2045; local = local.plusHours(37).plusMinutes(30)) {
                long second = local.toEpochSecond(ZoneOffset.UTC);
                ZonedDateTime zoned = ZonedDateTime.ofLocal(local, zone, null);
                assertThat(second - clock.offsetOfLocal(second)).isEqualTo(zoned.toEpochSecond());
                assertThat(clock.offsetAt(second)).isEqualTo(
                        zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds());
            }
        }
    }

    @Test
    void respect_the_unit_of_a_type() {
        for (DataType.Unit unit : DataType.Unit.values()) {
            KernelOracle.Typed time = new KernelOracle.Typed(LocalDateTime.of(1969, 7, 20, 20, 17, 40),
                    DataType.timestamp(unit));
            assertThat(eval("year", time)).isEqualTo(1969L);
            assertThat(eval("second", time)).isEqualTo(40L);
            assertThat(eval("epoch", time)).isEqualTo(-14182940.0);
            assertThat(eval("date_trunc", "month", time)).isEqualTo(LocalDateTime.of(1969, 7, 1, 0, 0));
            assertThat(eval("date_trunc", "hour", time)).isEqualTo(LocalDateTime.of(1969, 7, 20, 20, 0));
            assertThat(eval("add_months", time, 7L)).isEqualTo(LocalDateTime.of(1970, 2, 20, 20, 17, 40));
            assertThat(eval("strftime", time, "%H:%M:%S.%f")).isEqualTo("20:17:40.000000");
        }
    }

    @Test
    void say_what_is_wrong() {
        assertThatThrownBy(() -> eval("year", "2026-01-01")).isInstanceOf(QueryException.class)
                .hasMessage("year takes (date) or (timestamp); got (utf8); cast first");
        assertThatThrownBy(() -> eval("date_trunc", "mnth", LocalDate.of(2026, 1, 1)))
                .hasMessage("\"mnth\" is not a part"
                        + " of a date or time; did you mean \"month\"?; parts: year, quarter, month, week, day, hour, minute,"
                        + " second ... and 20 more");
        assertThatThrownBy(() -> eval("strftime", LocalDate.of(2026, 1, 1), "%Y-%Q"))
                .hasMessage("strftime: bad format"
                        + " \"%Y-%Q\": \"%Q\" at position 4 is no part of a time; letters are %Y, %m, %d, %H, %M, %S, %f, %j ..."
                        + " and 5 more");
        assertThatThrownBy(() -> eval("strptime", "2026-02-30", "%Y-%m-%d")).isInstanceOf(RowException.class)
                .hasMessage(
                        "\"2026-02-30\" does not fit: there is no day 30 in month 2 of 2026 at position 11"
                                + " (format \"%Y-%m-%d\")");
        assertThatThrownBy(() -> eval("make_date", 2026, 2, 30))
                .hasMessage("there is no date of year 2026, month 2, day 30");
        assertThatThrownBy(() -> eval("at_zone", LocalDateTime.of(2026, 1, 1, 0, 0), "Europe/Berln"))
                .hasMessage("at_zone: unknown time zone \"Europe/Berln\"; did you mean \"Europe/Berlin\"?");
        assertThatThrownBy(() -> eval("add_months", LocalDate.of(2026, 1, 1), Long.MAX_VALUE))
                .hasMessage("the result is out of the range of date");
    }

    private static Object eval(String function, Object... args) {
        Object constants = KernelOracle.eval(function, KernelOracle.Mode.CONSTANTS, args);
        boolean needsConstant = function.equals("at_zone") || function.equals("timezone")
                || function.equals("strptime");
        if (!needsConstant) {
            assertThat(KernelOracle.eval(function, KernelOracle.Mode.COLUMNS, args)).isEqualTo(constants);
        }
        return java.util.Objects.requireNonNull(constants);
    }

    @Test
    void shift_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (LocalDate date : DATES) {
            for (int months : new int[]{-14, -1, 0, 1, 11, 12, 1200}) {
                oracle.sql("(" + KernelOracle.sql(date) + " + to_months(" + months + "))::date", "add_months",
                        date,
                        months);
            }
        }
        for (LocalDateTime time : TIMES) {
            for (int n : new int[]{-14, -1, 0, 1, 11}) {
                oracle.sql(KernelOracle.sql(time) + " + to_months(" + n + ")", "add_months", time, n)
                        .sql(KernelOracle.sql(time) + " + to_days(" + n + ")", "add_days", time, n)
                        .sql(KernelOracle.sql(time) + " + to_years(" + n + ")", "add_years", time, n)
                        .sql(KernelOracle.sql(time) + " + to_hours(" + n + ")", "add_hours", time, n);
            }
        }
        oracle.check();
    }

    @Test
    void make_as_duckdb() throws SQLException {
        new KernelOracle().same("make_date", 2024, 2, 29)
                .same("make_date", -5, 1, 1)
                .same("make_date", 20_000)
                .same("make_time", 23, 59, 59.123456)
                .same("make_timestamp", 2024, 2, 29, 12, 34, 56.789)
                .same("make_timestamp", 1_700_000_000_000_000L)
                .same("make_timestamp_ms", 1_700_000_000_123L)
                .same("make_timestamp_ns", 1_700_000_000_123_456_000L)
                .same("to_timestamp", 1_700_000_000.5)
                .same("to_timestamp", 0)
                .sql("epoch_us(to_hours(36))", "epoch_us", Duration.ofHours(36))
                .sql("epoch(to_seconds(90.5))", "epoch", Duration.ofMillis(90_500))
                .check();
    }

    @Test
    void bucket_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (LocalDateTime time : TIMES) {
            for (Duration width : List.of(Duration.ofMinutes(15), Duration.ofHours(7), Duration.ofDays(1),
                    Duration.ofDays(7), Duration.ofDays(10))) {
                oracle.same("time_bucket", width, time)
                        .same("time_bucket", width, time, Duration.ofHours(5))
                        .same("time_bucket", width, time, LocalDateTime.of(2010, 1, 1, 6, 30));
            }
            for (int months : new int[]{1, 3, 12, 7}) {
                String interval = "to_months(" + months + ")";
                KernelOracle.Typed span = new KernelOracle.Typed(java.util.Map.of("months", (long) months),
                        TemporalFunctions.MONTHS);
                oracle.sql("time_bucket(" + interval + ", " + KernelOracle.sql(time) + ")", "time_bucket",
                        span, time)
                        .sql("time_bucket(" + interval + ", " + KernelOracle.sql(time)
                                + ", timestamp '2010-03-01')",
                                "time_bucket", span, time, LocalDateTime.of(2010, 3, 1, 0, 0));
            }
        }
        for (LocalDate date : DATES) {
            oracle.same("time_bucket", Duration.ofDays(7), date)
                    .same("time_bucket", Duration.ofDays(3), date, LocalDate.of(2001, 5, 5));
        }
        oracle.check();
    }

    @Test
    void format_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (LocalDateTime time : TIMES) {
            for (String letter : List.of("%a", "%A", "%w", "%u", "%d", "%-d", "%b", "%B", "%m", "%-m", "%y",
                    "%-y", "%Y",
                    "%H", "%-H", "%I", "%-I", "%p", "%M", "%-M", "%S", "%-S", "%f", "%g", "%n", "%j", "%-j",
                    "%U", "%W",
                    "%G", "%V", "%c", "%x", "%X", "%%", "%Y-%m-%dT%H:%M:%S.%f", "day %d of é%m")) {
                oracle.same("strftime", time, letter);
            }
        }
        for (LocalDate date : DATES) {
            oracle.same("strftime", date, "%Y-%m-%d %a %b %j %U %W %G-W%V-%u");
        }
        oracle.check();
    }

    @Test
    void read_formats_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        String[][] pairs = {{"2024-02-29", "%Y-%m-%d"}, {"29/2/2024", "%d/%m/%Y"}, {"1-5-99", "%-d-%-m-%y"},
                {"2024-02-29 23:59:59.123456", "%Y-%m-%d %H:%M:%S.%f"}, {"Feb 3, 1970", "%b %d, %Y"},
                {"Wednesday 21 October 2015", "%A %d %B %Y"}, {"12:30 PM", "%I:%M %p"},
                {"12:30 am", "%I:%M %p"},
                {"2024 060", "%Y %j"}, {"20240229T235959", "%Y%m%dT%H%M%S"}, {"  2024-01-02  ", "%Y-%m-%d"},
                {"2024-01-02 03:04", "%Y-%m-%d %H:%M"}, {"100% 2001", "100%% %Y"},
                {"2024-W09-4", "%G-W%V-%u"},
                {"2024-08-1", "%Y-%U-%w"}, {"2024-08-1", "%Y-%W-%w"}, {"2023-01-0", "%Y-%U-%w"},
                {"2018-53-0", "%Y-%W-%w"},
                {"1.5", "%S.%f"}, {"1.123", "%S.%g"}, {"68", "%y"}, {"69", "%y"}, {"5", "%m"}};
        for (String[] pair : pairs) {
            oracle.same("strptime", pair[0], pair[1]).same("try_strptime", pair[0], pair[1]);
        }
        String[][] bad = {{"2023-02-29", "%Y-%m-%d"}, {"2024-13-01", "%Y-%m-%d"}, {"2024-01-01x", "%Y-%m-%d"},
                {"", "%Y"}, {"24:00", "%H:%M"}, {"13:00 PM", "%I:%M %p"}, {"12:60", "%H:%M"}, {"Foo", "%b"},
                {"2024/01/01", "%Y-%m-%d"}, {"é", "%Y"}};
        for (String[] pair : bad) {
            oracle.same("try_strptime", pair[0], pair[1]);
        }
        oracle.same("strptime", null, "%Y").check();
    }
}
