package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.io.Jdbc;

/// Every type of each database with its extremes, nulls and what does not fit.
class JdbcTypesTest {
    private static void check(Databases.Source source, DataType type, @Nullable Object... expected) {
        Dataset table = Dataset.read(Jdbc.table(source, "t"));
        assertThat(table.schema().type("c")).isEqualTo(type);
        List<@Nullable Object> values = new java.util.ArrayList<>();
        table.rows()
                .forEach(row -> values.add(
                        row.get("c") instanceof byte[] bytes
                                ? java.util.HexFormat.of().formatHex(bytes)
                                : row.get("c")));
        assertThat(values).containsExactly(expected);
        assertThat(source.open()).isZero();
    }

    private static Databases.Source table(Databases database, String type, String... values) {
        Databases.Source source = database.fresh();
        source.execute("create table t (c " + type + ")");
        for (String value : values) {
            source.execute("insert into t values (" + value + ")");
        }
        return source;
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, smallint, int16, -32768, 32767",
            "POSTGRESQL, int, int32, -2147483648, 2147483647",
            "POSTGRESQL, bigint, int64, -9223372036854775808, 9223372036854775807",
            "SQLITE, integer, int64, -9223372036854775808, 9223372036854775807",
            "SQLITE, tinyint, int64, -9223372036854775808, 9223372036854775807",
            "DUCKDB, tinyint, int8, -128, 127", "DUCKDB, utinyint, int16, 0, 255",
            "DUCKDB, smallint, int16, -32768, 32767", "DUCKDB, usmallint, int32, 0, 65535",
            "DUCKDB, int, int32, -2147483648, 2147483647", "DUCKDB, uinteger, int64, 0, 4294967295",
            "DUCKDB, bigint, int64, -9223372036854775808, 9223372036854775807",
            "DUCKDB, ubigint, 'decimal(20,0)', 0, 18446744073709551615",
            "DUCKDB, hugeint, 'decimal(38,0)', -99999999999999999999999999999999999999, 99999999999999999999999999999999999999",
            "H2, tinyint, int8, -128, 127", "H2, smallint, int16, -32768, 32767",
            "H2, int, int32, -2147483648, 2147483647",
            "H2, bigint, int64, -9223372036854775808, 9223372036854775807",
            "POSTGRESQL, 'numeric(38,9)', 'decimal(38,9)', -99999999999999999999999999999.999999999, 0.000000001",
            "POSTGRESQL, 'numeric(12,2)', 'decimal(12,2)', -9999999999.99, 0.01",
            "DUCKDB, 'decimal(38,9)', 'decimal(38,9)', -99999999999999999999999999999.999999999, 0.000000001",
            "H2, 'numeric(38,9)', 'decimal(38,9)', -99999999999999999999999999999.999999999, 0.000000001",
            "SQLITE, 'decimal(10,2)', 'decimal(10,2)', -99999999.99, 0.01",
            "SQLITE, 'decimaltext(38,9)', 'decimal(38,9)', -99999999999999999999999999999.999999999, 0.000000001"})
    void whole_numbers_and_decimals_keep_their_extremes(Databases database, String type, String peso,
            String least, String most) {
        DataType expected = DataType.parse(peso);
        String quote = type.startsWith("decimaltext") ? "'" : "";
        Databases.Source source = table(database, type, quote + least + quote, "null",
                quote + most + quote);
        List<String> values = Dataset.read(Jdbc.table(source, "t"))
                .rows()
                .map(row -> String.valueOf(row.get("c")).replaceAll("^1E-9$", "0.000000001"))
                .toList();
        assertThat(Dataset.read(Jdbc.table(source, "t")).schema().type("c")).isEqualTo(expected);
        assertThat(values).containsExactly(least, "null", most);
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, double precision, float64", "DUCKDB, double, float64",
            "H2, double precision, float64",
            "POSTGRESQL, real, float32", "DUCKDB, float, float32", "H2, real, float32"})
    void floats_keep_their_extremes(Databases database, String type, String peso) {
        boolean single = peso.equals("float32");
        String cast = database == Databases.H2 ? "cast('%s' as " + type + ")" : "'%s'";
        String most = single ? String.valueOf(Float.MAX_VALUE) : String.valueOf(Double.MAX_VALUE);
        String least = single ? String.valueOf(Float.MIN_NORMAL) : String.valueOf(Double.MIN_NORMAL);
        Databases.Source source = table(database, type, cast.formatted("NaN"), cast.formatted("Infinity"),
                cast.formatted("-Infinity"), "null", cast.formatted(most), cast.formatted(least), "0.0");
        assertThat(Dataset.read(Jdbc.table(source, "t")).rows().map(r -> String.valueOf(r.get("c"))))
                .containsExactly("NaN", "Infinity", "-Infinity", "null", most, least, "0.0");
        assertThat(Dataset.read(Jdbc.table(source, "t")).schema().type("c").toString()).isEqualTo(peso);
    }

    @Test
    void floats_of_sqlite() {
        check(table(Databases.SQLITE, "real", "9e999", "-9e999", "null", "1.7976931348623157e308",
                "4.9e-324"),
                DataType.FLOAT64, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, null, Double.MAX_VALUE,
                Double.MIN_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, text", "POSTGRESQL, varchar(40)", "SQLITE, text", "SQLITE, varchar(40)",
            "DUCKDB, varchar", "H2, varchar(40)", "H2, clob"})
    void texts_keep_every_character(Databases database, String type) {
        check(table(database, type, "''", "null", "'it''s'", "'日本 🦆 ä'", "' a longer text, not inline '"),
                DataType.UTF8, "", null, "it's", "日本 🦆 ä", " a longer text, not inline ");
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, bytea, '''\\x'', ''\\x00ff'''", "SQLITE, blob, 'x'''', x''00ff'''",
            "DUCKDB, blob, ''''', unhex(''00ff'')'", "H2, varbinary(10), 'x'''', x''00ff'''",
            "H2, blob, 'x'''', x''00ff'''"})
    void bytes_stay_bytes(Databases database, String type, String values) {
        String[] two = values.split(", ");
        check(table(database, type, two[0], "null", two[1]), DataType.BINARY, "", null, "00ff");
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL", "SQLITE", "DUCKDB", "H2"})
    void booleans(Databases database) {
        check(table(database, "boolean", "true", "null", "false"), DataType.BOOLEAN, true, null, false);
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL", "SQLITE", "DUCKDB", "H2"})
    void dates_before_any_calendar_and_far_ones(Databases database) {
        check(table(database, "date", "'2024-02-29'", "null", "'0001-01-01'", "'1582-10-10'", "'9999-12-31'"),
                DataType.DATE, LocalDate.of(2024, 2, 29), null, LocalDate.of(1, 1, 1),
                LocalDate.of(1582, 10, 10), LocalDate.of(9999, 12, 31));
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, timestamp", "SQLITE, timestamp", "DUCKDB, timestamp", "H2, timestamp"})
    void local_times_in_the_gap_of_a_clock_and_before_1970(Databases database, String type) {
        check(table(database, type, "'2026-03-29 02:30:00'", "null", "'1969-12-31 23:59:59.999999'",
                "'0001-01-01 00:00:00'", "'9999-12-31 23:59:59.123456'"), DataType.TIMESTAMP,
                LocalDateTime.of(2026, 3, 29, 2, 30), null,
                LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000), LocalDateTime.of(1, 1, 1, 0, 0),
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 123_456_000));
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, timestamptz", "SQLITE, timestamptz", "DUCKDB, timestamptz",
            "H2, timestamp with time zone"})
    void instants_whatever_their_offset(Databases database, String type) {
        check(table(database, type, "'2026-10-25 02:30:00+02:00'", "null",
                "'1969-12-31 23:59:59.999999+00:00'"),
                DataType.timestamp(ZoneOffset.UTC),
                ZonedDateTime.of(2026, 10, 25, 0, 30, 0, 0, ZoneOffset.UTC), null,
                ZonedDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, time", "SQLITE, time", "DUCKDB, time", "H2, time(6)"})
    void times_of_day(Databases database, String type) {
        check(table(database, type, "'00:00:00'", "null", "'23:59:59.999999'"), DataType.TIME,
                LocalTime.MIDNIGHT, null, LocalTime.of(23, 59, 59, 999_999_000));
    }

    @ParameterizedTest
    @CsvSource({"DUCKDB, timestamp_ns, timestamp(ns)", "H2, timestamp(9), timestamp(ns)"})
    void nanoseconds(Databases database, String type, String peso) {
        check(table(database, type, "'2026-03-29 02:30:00.123456789'"), DataType.parse(peso),
                LocalDateTime.of(2026, 3, 29, 2, 30, 0, 123_456_789));
    }

    @ParameterizedTest
    @CsvSource({
            "POSTGRESQL, uuid, '''0e37df36-f698-11e6-8dd4-cb9ced3df976''', 0e37df36-f698-11e6-8dd4-cb9ced3df976",
            "POSTGRESQL, char(3), '''a''', a", "POSTGRESQL, json, '''{\"a\": 1}''', {\"a\": 1}",
            "POSTGRESQL, jsonb, '''{\"a\": 1}''', {\"a\": 1}", "POSTGRESQL, interval, '''1 day''', 1 day",
            "POSTGRESQL, inet, '''1.2.3.4''', 1.2.3.4/32", "POSTGRESQL, int4range, '''[1,2)''', '[1,2)'",
            "POSTGRESQL, bit(3), 'b''101''', 101", "POSTGRESQL, money, '''8.5''', $8.50",
            "POSTGRESQL, timetz, '''01:02:03+02''', 01:02:03+02", "POSTGRESQL, xml, '''<a/>''', <a/>",
            "DUCKDB, uuid, '''0e37df36-f698-11e6-8dd4-cb9ced3df976''', 0e37df36-f698-11e6-8dd4-cb9ced3df976",
            "DUCKDB, 'enum(''a'', ''(b'')', '''a''', a", "DUCKDB, json, '''{\"a\": 1}''', {\"a\": 1}",
            "DUCKDB, interval, interval 1 day, 1 day", "DUCKDB, bit, '''101''', 101",
            "DUCKDB, 'union(q int, w varchar)', union_value(q := 1), 1",
            "H2, uuid, '''0e37df36-f698-11e6-8dd4-cb9ced3df976''', 0e37df36-f698-11e6-8dd4-cb9ced3df976",
            "H2, json, json '{\"a\":1}', {\"a\":1}", "H2, 'enum(''a'', ''b'')', '''a''', a",
            "H2, interval year, interval '1' year, INTERVAL '1' YEAR",
            "H2, time with time zone, '''01:02:03+02:00''', 01:02:03+02"})
    void what_is_no_type_here_is_its_text(Databases database, String type, String value, String text) {
        check(table(database, type.equals("enum('a', '(b'") ? "enum('a', '(b')" : type, value, "null"),
                DataType.UTF8, text, null);
    }

    @Test
    void lists_structs_and_maps_of_duckdb() {
        check(table(Databases.DUCKDB, "struct(a int, \"b c\" varchar)[]",
                "[{a: 1, \"b c\": 'x'}, null, {a: null, \"b c\": ''}]", "null", "[]"),
                DataType.parse("list<struct<a: int32, \"b c\": utf8>>"),
                java.util.Arrays.asList(Map.of("a", 1, "b c", "x"), null, mapOf("a", null, "b c", "")), null,
                List.of());
        check(table(Databases.DUCKDB, "map(varchar, timestamp)",
                "map {'k': timestamp '2026-03-29 02:30:00'}"),
                DataType.map(DataType.UTF8, DataType.TIMESTAMP),
                Map.of("k", LocalDateTime.of(2026, 3, 29, 2, 30)));
        check(table(Databases.DUCKDB, "uuid[]", "['0e37df36-f698-11e6-8dd4-cb9ced3df976']"),
                DataType.list(DataType.UTF8), List.of("0e37df36-f698-11e6-8dd4-cb9ced3df976"));
        check(table(Databases.DUCKDB, "decimal(5,2)[2]", "[1.5, null]"),
                DataType.list(DataType.decimal(5, 2)), java.util.Arrays.asList(new BigDecimal("1.50"), null));
    }

    private static Map<String, @Nullable Object> mapOf(String a, @Nullable Object x, String b,
            @Nullable Object y) {
        Map<String, @Nullable Object> map = new java.util.LinkedHashMap<>();
        map.put(a, x);
        map.put(b, y);
        return map;
    }

    @Test
    void arrays_of_postgresql() {
        check(table(Databases.POSTGRESQL, "int[]", "'{1,null,3}'", "null", "'{}'"),
                DataType.list(DataType.INT32), java.util.Arrays.asList(1, null, 3), null, List.of());
        check(table(Databases.POSTGRESQL, "text[]", "'{a,\"b,c\",null}'"), DataType.list(DataType.UTF8),
                java.util.Arrays.asList("a", "b,c", null));
        check(table(Databases.POSTGRESQL, "date[]", "'{1582-10-10}'"), DataType.list(DataType.DATE),
                List.of(LocalDate.of(1582, 10, 10)));
        check(table(Databases.POSTGRESQL, "timestamptz[]", "'{2026-10-25 02:30:00+02}'"),
                DataType.list(DataType.timestamp(ZoneOffset.UTC)),
                List.of(ZonedDateTime.of(2026, 10, 25, 0, 30, 0, 0, ZoneOffset.UTC)));
        check(table(Databases.H2, "int array", "array[1, null]"), DataType.list(DataType.INT32),
                java.util.Arrays.asList(1, null));
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, numeric, '''NaN''', NaN, 'a decimal(38,18)'",
            "POSTGRESQL, numeric, 1e-30, 0.000000000000000000000000000001, 'a decimal(38,18)'",
            "POSTGRESQL, numeric, 1e25, 10000000000000000000000000, 'a decimal(38,18)'",
            "POSTGRESQL, date, '''infinity''', infinity, a date",
            "POSTGRESQL, timestamp, '''infinity''', infinity, a timestamp(us)",
            "POSTGRESQL, time, '''24:00:00''', 24:00:00, a time(us)",
            "POSTGRESQL, int[], '''{{1},{2}}''', '{{1},{2}}', a list<int32>",
            "SQLITE, integer, '''x''', x, an int64", "SQLITE, integer, 1.5, 1.5, an int64",
            "SQLITE, boolean, 2, 2, a boolean", "SQLITE, date, '''soon''', soon, a date",
            "DUCKDB, hugeint, 170141183460469231731687303715884105727, 170141183460469231731687303715884105727, 'a decimal(38,0)'",
            "H2, 'numeric(60,2)', 1e50, 100000000000000000000000000000000000000000000000000.00, 'a decimal(38,2)'"})
    void a_value_that_has_no_place_here_is_an_error_that_names_it(Databases database, String type,
            String value,
            String shown, String expected) {
        Databases.Source source = table(database, type, "null", value);
        String start = shown.length() > 40 ? shown.substring(0, 40) : shown;
        assertThatThrownBy(() -> Dataset.read(Jdbc.table(source, "t")).collect())
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("could not read table \"t\" (")
                .hasMessageContaining(") row 2, column \"c\": \"" + start)
                .hasMessageContaining("\" is not " + expected)
                .hasMessageEndingWith("; read it as another type with type(\"c\", ...)");
        assertThat(source.open()).isZero();
        assertThat(Dataset.read(Jdbc.table(source, "t").type("c", DataType.UTF8)).strings("c")[1])
                .isNotNull();
    }

    @Test
    void any_numeric_is_read_as_the_type_the_user_wants() {
        Databases.Source source = table(Databases.POSTGRESQL, "numeric", "1e25", "1.5");
        assertThat(Dataset.read(Jdbc.table(source, "t").type("c", DataType.FLOAT64)).doubles("c"))
                .containsExactly(1e25, 1.5);
    }

    @Test
    void what_sqlite_computes_has_the_type_of_its_values() {
        Databases.Source source = table(Databases.SQLITE, "integer", "1", "2");
        assertThat(Dataset
                .read(Jdbc.query(source, "select c + 1 as a, c * 0.5 as b, c || 'x' as d, null as e from t"))
                .schema()
                .toString()).isEqualToIgnoringWhitespace("a: int64 b: float64 d: utf8 e: utf8");
    }
}
