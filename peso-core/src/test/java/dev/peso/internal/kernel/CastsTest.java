package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Calls.shifted;
import static dev.peso.internal.kernel.Calls.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;

class CastsTest {
    private static final DataType SECONDS = DataType.timestamp(DataType.Unit.SECOND);
    private static final DataType NANOS = DataType.timestamp(DataType.Unit.NANO);
    private static final DataType BERLIN = DataType.timestamp(ZoneId.of("Europe/Berlin"));

    private static Vector cast(Vector v, DataType to, boolean orNull) {
        CheckedExpr convert = new CheckedExpr.Convert(new CheckedExpr.Ref(0, v.type, "x"), to, orNull);
        return new Evaluator(convert).eval(new Batch(new Vector[]{v}, v.length, 0));
    }

    /// Every value converts, in any slice, with nulls between.
    private static void converts(DataType from, DataType to, @Nullable Object... pairs) {
        @Nullable
        Object[] given = new @Nullable Object[pairs.length / 2 + 1];
        @Nullable
        Object[] wanted = new @Nullable Object[given.length];
        for (int i = 0; i < given.length - 1; i++) {
            given[i] = pairs[2 * i];
            wanted[i] = pairs[2 * i + 1];
        }
        Vector v = vector(from, given);
        assertThat(cast(v, to, false).type).isEqualTo(to);
        assertThat(Calls.values(cast(v, to, false))).as("%s to %s", from, to).containsExactly(wanted);
        assertThat(Calls.values(cast(shifted(v, 67), to, false))).containsExactly(wanted);
        assertThat(Calls.values(cast(v, to, true))).containsExactly(wanted);
    }

    /// The value does not convert: an error, or null.
    private static void fails(DataType from, DataType to, Object value, String problem) {
        Vector v = shifted(vector(from, null, value), 5);
        assertThatThrownBy(() -> cast(v, to, false)).as("%s to %s of %s", from, to, value)
                .isInstanceOf(DataException.class)
                .hasMessage("column \"x\", row 1: " + problem);
        assertThat(Calls.values(cast(v, to, true))).containsExactly(null, null);
    }

    @Test
    void text_to_integers_takes_digits_only() {
        converts(DataType.UTF8, DataType.INT64, "0", 0L, "-9223372036854775808", Long.MIN_VALUE,
                "9223372036854775807", Long.MAX_VALUE, "+12", 12L, "000000000000000000000000000007", 7L);
        converts(DataType.UTF8, DataType.INT8, "-128", (byte) -128, "127", (byte) 127);
        for (String text : List.of("1.5", "", "x", " 1", "1 ", "-", "+", "1e3", "0x1", "٣", "1_000",
                "a longer text")) {
            fails(DataType.UTF8, DataType.INT64, text, '"' + text + "\" is not an int64");
        }
        fails(DataType.UTF8, DataType.INT64, "9223372036854775808",
                "\"9223372036854775808\" does not fit int64");
        fails(DataType.UTF8, DataType.INT64, "-9223372036854775809",
                "\"-9223372036854775809\" does not fit int64");
        fails(DataType.UTF8, DataType.INT16, "40000", "\"40000\" does not fit int16");
    }

    @Test
    void text_to_floats_is_exact() {
        converts(DataType.UTF8, DataType.FLOAT64, "0.1", 0.1, "-1.5e3", -1500.0, ".5", 0.5, "5.", 5.0,
                "NaN", Double.NaN, "-Infinity", Double.NEGATIVE_INFINITY, "inf", Double.POSITIVE_INFINITY,
                "-0",
                -0.0, "4.9E-324", Double.MIN_VALUE, "1.7976931348623157E308", Double.MAX_VALUE,
                "9007199254740993", 9007199254740992.0, "123456789012345678901234567890",
                1.2345678901234568E29,
                "0.000000000000000000000000000001", 1e-30, "2.2250738585072011e-308",
                2.225073858507201E-308);
        converts(DataType.UTF8, DataType.FLOAT32, "0.1", 0.1f, "16777217", 16777216f, "1e-45",
                Float.MIN_VALUE);
        for (String text : List.of("", ".", "e5", "1e", "1e+", "1d", "0x1p3", "1.2.3", "nanx", "--1", "1 ")) {
            fails(DataType.UTF8, DataType.FLOAT64, text, '"' + text + "\" is not a float64");
        }
        fails(DataType.UTF8, DataType.FLOAT64, "1e999", "\"1e999\" does not fit float64");
        fails(DataType.UTF8, DataType.FLOAT32, "1e39", "\"1e39\" does not fit float32");
    }

    @Test
    void text_to_decimals_rounds_half_away_from_zero() {
        converts(DataType.UTF8, DataType.decimal(5, 2), "1.005", new BigDecimal("1.01"), "-1.005",
                new BigDecimal("-1.01"), "999.99", new BigDecimal("999.99"), "1e2", new BigDecimal("100.00"),
                "0e99",
                new BigDecimal("0.00"), "1e-99", new BigDecimal("0.00"));
        converts(DataType.UTF8, DataType.decimal(38, 10), "1234567890123456789012345678.0123456789",
                new BigDecimal("1234567890123456789012345678.0123456789"), "-0.00000000005",
                new BigDecimal("-0.0000000001"));
        fails(DataType.UTF8, DataType.decimal(5, 2), "1000", "\"1000\" does not fit decimal(5,2)");
        fails(DataType.UTF8, DataType.decimal(5, 2), "999.995", "\"999.995\" does not fit decimal(5,2)");
        fails(DataType.UTF8, DataType.decimal(5, 2), "1e999999999",
                "\"1e999999999\" does not fit decimal(5,2)");
        fails(DataType.UTF8, DataType.decimal(5, 2), "NaN", "\"NaN\" is not a decimal(5,2)");
    }

    @Test
    void text_to_boolean_takes_true_and_false() {
        converts(DataType.UTF8, DataType.BOOLEAN, "true", true, "False", false);
        for (String text : List.of("t", "1", "yes", "", "truth")) {
            fails(DataType.UTF8, DataType.BOOLEAN, text, '"' + text + "\" is not a boolean");
        }
    }

    @Test
    void text_to_times_is_iso() {
        converts(DataType.UTF8, DataType.DATE, "2024-02-29", LocalDate.of(2024, 2, 29), "1969-12-31",
                LocalDate.of(1969, 12, 31), "-0001-01-01", LocalDate.of(-1, 1, 1), "+10000-01-01",
                LocalDate.of(10_000, 1, 1), "0000-03-01", LocalDate.of(0, 3, 1));
        for (String text : List.of("2023-02-29", "2024-13-01", "2024-1-1", "2024-01-01 ", "", "24-01-01", "x",
                "2024-01-00", "2024-01-", "2024", "-", "+999999999-01-01")) {
            fails(DataType.UTF8, DataType.DATE, text, '"' + text + "\" is not a date");
        }
        converts(DataType.UTF8, DataType.TIME, "23:59:59.999999", LocalTime.of(23, 59, 59, 999_999_000),
                "00:00",
                LocalTime.MIDNIGHT, "10:11:12.5", LocalTime.of(10, 11, 12, 500_000_000));
        for (String text : List.of("24:00", "1:00", "10:60", "10:00:60", "10:00:00.", "10:00:00.0000000001",
                "10:", "")) {
            fails(DataType.UTF8, DataType.TIME, text, '"' + text + "\" is not a time(us)");
        }
        converts(DataType.UTF8, DataType.TIMESTAMP, "2024-01-02T03:04:05.678901",
                LocalDateTime.of(2024, 1, 2, 3, 4, 5, 678_901_000), "2024-01-02 03:04",
                LocalDateTime.of(2024, 1, 2, 3, 4), "2024-01-02", LocalDateTime.of(2024, 1, 2, 0, 0),
                "1969-12-31 23:59:59.5", LocalDateTime.of(1969, 12, 31, 23, 59, 59, 500_000_000));
        for (String text : List.of("2024-01-02T", "2024-01-02T03", "2024-01-02T03:04:05Z", "2024-01-02x03:04",
                "2024-01-02T03:04:05+01:00", "2024-01-02T25:00")) {
            fails(DataType.UTF8, DataType.TIMESTAMP, text, Texts.shown(text) + " is not a timestamp(us)");
        }
        fails(DataType.UTF8, NANOS, "3000-01-01", "\"3000-01-01\" is not a timestamp(ns)");
        converts(DataType.UTF8, DataType.DURATION, "PT1H30M", Duration.ofMinutes(90), "-PT0.5S",
                Duration.ofMillis(-500), "P2DT1H", Duration.ofHours(49));
        fails(DataType.UTF8, DataType.DURATION, "1 hour", "\"1 hour\" is not a duration(us)");
    }

    @Test
    void text_to_instants_takes_an_offset_or_the_zone_of_the_type() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        converts(DataType.UTF8, BERLIN, "2024-07-01T12:00:00Z",
                ZonedDateTime.of(2024, 7, 1, 14, 0, 0, 0, berlin),
                "2024-07-01T12:00:00+05:30", ZonedDateTime.of(2024, 7, 1, 8, 30, 0, 0, berlin),
                "2024-07-01 12:00", ZonedDateTime.of(2024, 7, 1, 12, 0, 0, 0, berlin),
                "2024-07-01T12:00-0130", ZonedDateTime.of(2024, 7, 1, 15, 30, 0, 0, berlin),
                "2024-07-01T12:00:00+09:00[Asia/Tokyo]", ZonedDateTime.of(2024, 7, 1, 5, 0, 0, 0, berlin),
                "2024-03-31T02:30", ZonedDateTime.of(2024, 3, 31, 3, 30, 0, 0, berlin),
                "2024-10-27T02:30",
                ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, berlin).withEarlierOffsetAtOverlap());
        for (String text : List.of("2024-07-01T12:00:00+", "2024-07-01T12:00:00+25:00",
                "2024-07-01T12:00:00Q")) {
            fails(DataType.UTF8, BERLIN, text, Texts.shown(text) + " is not a timestamp(us, Europe/Berlin)");
        }
    }

    @Test
    void everything_has_a_text_form() {
        converts(DataType.INT64, DataType.UTF8, Long.MIN_VALUE, "-9223372036854775808", 0L, "0", -5L, "-5");
        converts(DataType.INT8, DataType.UTF8, (byte) -128, "-128");
        converts(DataType.FLOAT64, DataType.UTF8, 1.0, "1.0", 0.1, "0.1", 1e10, "1.0E10", Double.NaN, "NaN",
                -0.0,
                "-0.0", Double.NEGATIVE_INFINITY, "-Infinity", 2e-3, "0.002");
        converts(DataType.FLOAT32, DataType.UTF8, 0.1f, "0.1");
        converts(DataType.decimal(5, 2), DataType.UTF8, "1.5", "1.50", "-0.05", "-0.05");
        converts(DataType.decimal(38, 0), DataType.UTF8, "-99999999999999999999999999999999999999",
                "-99999999999999999999999999999999999999");
        converts(DataType.BOOLEAN, DataType.UTF8, true, "true", false, "false");
        converts(DataType.DATE, DataType.UTF8, LocalDate.of(2024, 2, 29), "2024-02-29",
                LocalDate.of(-44, 3, 15),
                "-0044-03-15", LocalDate.of(12345, 1, 1), "+12345-01-01", LocalDate.of(0, 1, 1),
                "0000-01-01");
        converts(DataType.TIME, DataType.UTF8, LocalTime.of(1, 2), "01:02:00",
                LocalTime.of(1, 2, 3, 40_000_000),
                "01:02:03.04");
        converts(DataType.TIMESTAMP, DataType.UTF8, LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
                "1969-12-31T23:59:59.999999");
        converts(BERLIN, DataType.UTF8, ZonedDateTime.of(2024, 7, 1, 12, 0, 0, 0, ZoneOffset.UTC),
                "2024-07-01T14:00:00+02:00");
        converts(DataType.timestamp(ZoneOffset.UTC), DataType.UTF8,
                ZonedDateTime.of(2024, 7, 1, 12, 0, 0, 0, ZoneOffset.UTC), "2024-07-01T12:00:00Z");
        converts(DataType.DURATION, DataType.UTF8, Duration.ofMillis(-90_500), "PT-1M-30.5S");
        DataType list = DataType.list(DataType.INT32);
        converts(list, DataType.UTF8, Arrays.asList(1, null, 3), "[1, NULL, 3]", List.of(), "[]");
        DataType struct = DataType.struct(Field.of("a", DataType.INT32),
                Field.of("it's", DataType.list(DataType.UTF8)));
        converts(struct, DataType.UTF8, Map.of("a", 1, "it's", List.of("x", "y")),
                "{'a': 1, 'it''s': [x, y]}");
        converts(DataType.map(DataType.UTF8, DataType.FLOAT64), DataType.UTF8, Map.of("k", 1.5), "{k=1.5}");
    }

    @Test
    void integers_narrow_only_when_they_fit() {
        converts(DataType.INT64, DataType.INT8, 127L, (byte) 127, -128L, (byte) -128);
        converts(DataType.INT8, DataType.INT64, (byte) -1, -1L);
        converts(DataType.INT16, DataType.INT32, (short) -1, -1);
        fails(DataType.INT64, DataType.INT32, 1L << 31, "2147483648 does not fit int32");
        fails(DataType.INT32, DataType.INT16, -32_769, "-32769 does not fit int16");
    }

    @Test
    void floats_to_integers_truncate() {
        converts(DataType.FLOAT64, DataType.INT64, 1.9, 1L, -1.9, -1L, -0x1p63, Long.MIN_VALUE, -0.0, 0L);
        converts(DataType.FLOAT64, DataType.INT8, 127.9, (byte) 127, -128.9, (byte) -128);
        converts(DataType.FLOAT32, DataType.INT32, 2.5f, 2);
        fails(DataType.FLOAT64, DataType.INT64, Double.NaN, "NaN does not fit int64");
        fails(DataType.FLOAT64, DataType.INT64, 0x1p63, "9.223372036854776E18 does not fit int64");
        fails(DataType.FLOAT64, DataType.INT8, 128.0, "128.0 does not fit int8");
    }

    @Test
    void numbers_to_floats() {
        converts(DataType.INT64, DataType.FLOAT64, 1L << 60, 0x1p60);
        converts(DataType.INT32, DataType.FLOAT32, 16_777_217, 16_777_216f);
        converts(DataType.FLOAT64, DataType.FLOAT32, 0.1, 0.1f, Double.NaN, Float.NaN,
                Double.POSITIVE_INFINITY,
                Float.POSITIVE_INFINITY);
        converts(DataType.FLOAT32, DataType.FLOAT64, 0.1f, (double) 0.1f);
        converts(DataType.decimal(18, 2), DataType.FLOAT64, "0.10", 0.1, "9999999999999999.99", 1e16);
        converts(DataType.decimal(38, 2), DataType.FLOAT32, "0.10", 0.1f);
        fails(DataType.FLOAT64, DataType.FLOAT32, 1e300, "1.0E300 does not fit float32");
    }

    @Test
    void decimals_to_and_from_numbers_round_half_away_from_zero() {
        converts(DataType.decimal(5, 2), DataType.INT32, "2.50", 3, "-2.50", -3, "2.49", 2);
        converts(DataType.decimal(5, 2), DataType.decimal(4, 1), "1.25", new BigDecimal("1.3"), "-1.25",
                new BigDecimal("-1.3"));
        converts(DataType.decimal(5, 2), DataType.decimal(38, 20), "1.25",
                new BigDecimal("1.25000000000000000000"));
        converts(DataType.decimal(38, 20), DataType.decimal(5, 2), "1.255", new BigDecimal("1.26"));
        converts(DataType.INT64, DataType.decimal(20, 1), Long.MAX_VALUE,
                new BigDecimal("9223372036854775807.0"));
        converts(DataType.FLOAT64, DataType.decimal(10, 2), 0.285, new BigDecimal("0.29"), -1.005,
                new BigDecimal("-1.01"), 1e7, new BigDecimal("10000000.00"));
        converts(DataType.FLOAT32, DataType.decimal(10, 3), 0.1f, new BigDecimal("0.100"));
        fails(DataType.decimal(5, 2), DataType.decimal(3, 2), "10.00", "10.00 does not fit decimal(3,2)");
        fails(DataType.INT32, DataType.decimal(4, 2), 100, "100 does not fit decimal(4,2)");
        fails(DataType.decimal(5, 0), DataType.INT8, "128", "128 does not fit int8");
        fails(DataType.FLOAT64, DataType.decimal(4, 2), Double.NaN, "NaN does not fit decimal(4,2)");
        fails(DataType.decimal(38, 0), DataType.INT64, "9223372036854775808",
                "9223372036854775808 does not fit int64");
    }

    @Test
    void booleans_and_numbers() {
        converts(DataType.BOOLEAN, DataType.INT32, true, 1, false, 0);
        converts(DataType.BOOLEAN, DataType.FLOAT64, true, 1.0);
        converts(DataType.BOOLEAN, DataType.decimal(3, 1), true, new BigDecimal("1.0"));
        converts(DataType.INT64, DataType.BOOLEAN, 2L, true, 0L, false);
        converts(DataType.FLOAT64, DataType.BOOLEAN, 0.5, true, -0.0, false, Double.NaN, true);
        converts(DataType.decimal(20, 2), DataType.BOOLEAN, "0.01", true, "0.00", false);
    }

    @Test
    void dates_and_timestamps() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        LocalDateTime noon = LocalDateTime.of(1960, 7, 1, 12, 0, 0, 1_000);
        converts(DataType.DATE, DataType.TIMESTAMP, LocalDate.of(1960, 7, 1),
                LocalDateTime.of(1960, 7, 1, 0, 0));
        converts(DataType.TIMESTAMP, DataType.DATE, noon, LocalDate.of(1960, 7, 1));
        converts(DataType.TIMESTAMP, DataType.TIME, noon, LocalTime.of(12, 0, 0, 1_000));
        converts(DataType.TIMESTAMP, SECONDS, noon, LocalDateTime.of(1960, 7, 1, 12, 0));
        converts(SECONDS, DataType.TIMESTAMP, LocalDateTime.of(1960, 7, 1, 12, 0),
                LocalDateTime.of(1960, 7, 1, 12, 0));
        converts(DataType.TIMESTAMP, BERLIN, LocalDateTime.of(2024, 7, 1, 12, 0),
                ZonedDateTime.of(2024, 7, 1, 12, 0, 0, 0, berlin));
        converts(BERLIN, DataType.TIMESTAMP, ZonedDateTime.of(2024, 7, 1, 12, 0, 0, 0, ZoneOffset.UTC),
                LocalDateTime.of(2024, 7, 1, 14, 0));
        converts(BERLIN, DataType.DATE, ZonedDateTime.of(2024, 7, 1, 23, 0, 0, 0, ZoneOffset.UTC),
                LocalDate.of(2024, 7, 2));
        converts(BERLIN, DataType.timestamp(ZoneOffset.UTC),
                ZonedDateTime.of(2024, 7, 1, 12, 0, 0, 0, berlin),
                ZonedDateTime.of(2024, 7, 1, 10, 0, 0, 0, ZoneOffset.UTC));
        converts(DataType.DURATION, new DataType.Duration(DataType.Unit.SECOND), Duration.ofMillis(-1_500),
                Duration.ofSeconds(-1));
        fails(DataType.DATE, NANOS, LocalDate.of(3000, 1, 1), "3000-01-01 does not fit timestamp(ns)");
    }

    @Test
    void texts_categories_and_bytes() {
        converts(DataType.UTF8, DataType.CATEGORICAL, "b", "b", "a", "a", "b", "b");
        converts(DataType.CATEGORICAL, DataType.UTF8, "a text that is not inline",
                "a text that is not inline");
        converts(DataType.CATEGORICAL, DataType.INT32, "7", 7, "8", 8, "7", 7);
        converts(DataType.INT32, DataType.CATEGORICAL, 7, "7");
        fails(DataType.CATEGORICAL, DataType.INT32, "x", "\"x\" is not an int32");
        converts(DataType.UTF8, DataType.BINARY, "é", "é".getBytes(StandardCharsets.UTF_8));
        converts(DataType.BINARY, DataType.UTF8, "é".getBytes(StandardCharsets.UTF_8), "é");
        fails(DataType.BINARY, DataType.UTF8, new byte[]{(byte) 0xff, 1}, "0xff01 is not valid UTF-8");
    }

    @Test
    void an_unused_dictionary_entry_that_does_not_fit_is_no_error() {
        Vector v = vector(DataType.CATEGORICAL, "x", "1", "1").slice(1, 2);
        assertThat(Calls.values(cast(v, DataType.INT64, false))).containsExactly(1L, 1L);
    }

    @Test
    void nested_values_convert_part_by_part() {
        DataType texts = DataType.list(DataType.UTF8);
        DataType ints = DataType.list(DataType.INT32);
        converts(texts, ints, List.of("1", "2"), List.of(1, 2), List.of(), List.of());
        assertThatThrownBy(() -> cast(vector(texts, List.of("1"), List.of("2", "x")), ints, false))
                .hasMessage("column \"x\", row 1: \"x\" is not an int32");
        assertThat(Calls.values(cast(vector(texts, List.of("1"), List.of("2", "x")), ints, true)))
                .containsExactly(List.of(1), Arrays.asList(2, null));
        DataType from = DataType.struct(Field.of("a", DataType.INT32), Field.of("b", DataType.UTF8));
        DataType to = DataType.struct(Field.of("b", DataType.DATE), Field.of("a", DataType.INT64));
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("b", LocalDate.of(2024, 1, 1));
        wanted.put("a", 1L);
        converts(from, to, Map.of("a", 1, "b", "2024-01-01"), wanted);
        converts(DataType.map(DataType.UTF8, DataType.INT32), DataType.map(DataType.INT64, DataType.UTF8),
                Map.of("1", 2), Map.of(1L, "2"));
        Vector keys = vector(DataType.map(DataType.UTF8, DataType.INT32), Map.of("x", 2), Map.of("1", 2));
        assertThat(Calls.values(cast(keys, DataType.map(DataType.INT64, DataType.INT32), true)))
                .containsExactly(null, Map.of(1L, 2));
    }

    @Test
    void texts_convert_to_lists_structs_and_maps() {
        DataType ints = DataType.list(DataType.INT32);
        converts(DataType.UTF8, ints, "[1, 2]", List.of(1, 2), " [ ] ", List.of(), "[ 3 ,NULL]",
                Arrays.asList(3, null), null, null);
        converts(DataType.UTF8, DataType.list(DataType.UTF8),
                "['a, b', c d, \"e\", 'it''s', \"\\\"\", 'null']",
                List.of("a, b", "c d", "e", "it's", "\"", "null"));
        converts(DataType.UTF8, DataType.list(ints), "[[1], [], [2, 3]]",
                List.of(List.of(1), List.of(), List.of(2, 3)));
        DataType struct = DataType.struct(Field.of("a", DataType.INT64),
                Field.of("b", DataType.list(DataType.UTF8)));
        Map<String, @Nullable Object> wanted = new HashMap<>();
        wanted.put("a", 1L);
        wanted.put("b", List.of("x, y", "z"));
        Map<String, @Nullable Object> partly = new HashMap<>();
        partly.put("a", 2L);
        partly.put("b", null);
        converts(DataType.UTF8, struct, "{'a': 1, b: ['x, y', z]}", wanted, "{ a : 2 }", partly);
        converts(DataType.UTF8, DataType.map(DataType.UTF8, DataType.FLOAT64), "{k=1.5, 'a=b'=2}",
                Map.of("k", 1.5, "a=b", 2.0), "{}", Map.of());
        for (String wrong : List.of("1, 2", "[1, 2", "[1 2]", "['1]", "[1]]", "[1,", "[", "", "[x]")) {
            Vector v = vector(DataType.UTF8, "[1]", wrong);
            assertThatThrownBy(() -> cast(v, ints, false)).as(wrong)
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("column \"x\", row 1: ");
        }
        assertThatThrownBy(() -> cast(vector(DataType.UTF8, "{'c': 1}"), struct, false))
                .hasMessage("column \"x\", row 0: \"{'c': 1}\" is not a struct<a: int64, b: list<utf8>>");
        assertThatThrownBy(() -> cast(vector(DataType.UTF8, "[7, x]"), ints, false))
                .hasMessage("column \"x\", row 0: \"x\" is not an int32");
        assertThat(Calls.values(cast(vector(DataType.UTF8, "[1, x]", "{", "[2]"), ints, true)))
                .containsExactly(Arrays.asList(1, null), null, List.of(2));
        assertThat(Calls.values(cast(vector(DataType.UTF8, "{a=1, a=2}", "{null=1}", "{b=2}"),
                DataType.map(DataType.UTF8, DataType.INT32), true)))
                .containsExactly(null, null, Map.of("b", 2));
    }

    @Test
    void null_converts_to_anything() {
        for (DataType to : List.of(DataType.INT8, DataType.UTF8, DataType.CATEGORICAL,
                DataType.decimal(30, 2),
                DataType.list(DataType.INT32), DataType.DATE)) {
            converts(DataType.NULL, to);
        }
    }

    @Test
    void a_conversion_that_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> Casts.of(DataType.DATE, DataType.INT32, false))
                .isInstanceOf(QueryException.class)
                .hasMessage("cannot cast date to int32");
        assertThat(Casts.isAllowed(DataType.UTF8, DataType.list(DataType.NULL))).isFalse();
        assertThat(Casts.isAllowed(DataType.INT32, DataType.BINARY)).isFalse();
    }
}
