package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.io.ParquetWriteOptions;

/// Parquet between Peso and DuckDB, both ways.
@Tag("oracle")
class ParquetDuckDbTest {
    @TempDir
    Path folder;

    private static final String EVERY_TYPE = """
            select (i % 255 - 127)::tinyint as i8, i::smallint as i16, (i * 7919)::integer as i32, i * 1234567890123 as i64,
                (i % 200)::utinyint as u8, (i * 3)::usmallint as u16, (i * 40000)::uinteger as u32,
                ((i % 1000)::ubigint + 18446744073709550000::ubigint) as u64,
                (i / 3.0)::float as f32, i / 7.0 as f64, i % 2 = 0 as flag,
                'text ' || (i % 13) as few, 'a text that is long enough not to be inline ' || i as many,
                ('bytes ' || i)::blob as bytes,
                date '2020-01-01' + i::integer as day, time '00:00:01' + interval (i) second as t,
                timestamp '1990-05-05 05:05:05.123456' + interval (i) hour as ts,
                (timestamp '1990-05-05 05:05:05' + interval (i) hour)::timestamp_ms as tsms,
                (timestamp '1990-05-05 05:05:05' + interval (i) hour)::timestamp_ns as tsns,
                timestamptz '2001-01-01 00:00:00+00' + interval (i) minute as tz,
                (i / 100.0)::decimal(9, 2) as dec9, (i / 100.0)::decimal(18, 4) as dec18,
                (i * 1000003)::decimal(38, 10) as dec38,
                case when i % 7 = 0 then null else range(i % 5) end as list,
                {'a': i, 'b': case when i % 3 = 0 then null else 'x' || i end} as struct,
                [{'n': i, 'l': [i, null]}, null] as deep,
                map {'k' || i: i, 'z': null} as m
            from range(ROWS) r(i)""";

    static String everyType(int rows) {
        return EVERY_TYPE.replace("ROWS", Integer.toString(rows));
    }

    static String nulled(String sql) {
        return "select " + List
                .of("i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64", "flag", "few",
                        "many", "bytes", "day", "t", "ts", "tsms", "tsns", "tz", "dec9", "dec18", "dec38",
                        "list", "struct", "deep", "m")
                .stream()
                .map(c -> "case when random() < 0.3 then null else " + c + " end as " + c)
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow() + " from (" + sql + ")";
    }

    @Test
    void what_duckdb_writes_is_read_equal() throws SQLException {
        try (DuckDb duck = new DuckDb()) {
            duck.execute("create table every as " + everyType(1_000));
            duck.execute("create table nulled as " + nulled("from every"));
            duck.execute("create table empty as from every limit 0");
            for (String options : List.of("compression snappy", "compression zstd, compression_level 15",
                    "compression gzip", "compression lz4_raw", "compression uncompressed",
                    "compression zstd, parquet_version v2", "compression snappy, row_group_size 2048",
                    "compression snappy, parquet_version v2, dictionary_size_limit 1")) {
                for (String table : List.of("every", "nulled", "empty")) {
                    Path file = folder.resolve("duck.parquet");
                    duck.execute("copy " + table + " to '" + file + "' (format parquet, " + options + ")");
                    Dataset read = Dataset.read(file);
                    Dataset expected = Dataset.of(duck.table("from " + table), "duck");
                    assertThat(read.fingerprint()).as(table + ", " + options)
                            .isEqualTo(expected.fingerprint());
                    assertThat(read.count()).isEqualTo(expected.count());
                }
            }
        }
    }

    @Test
    void what_peso_writes_duckdb_reads_equal() throws SQLException {
        try (DuckDb duck = new DuckDb()) {
            duck.execute("create table every as " + everyType(1_000));
            duck.execute("create table nulled as " + nulled("from every"));
            duck.execute("create table empty as from every limit 0");
            for (ParquetWriteOptions.Compression packing : ParquetWriteOptions.Compression.values()) {
                for (String table : List.of("every", "nulled", "empty")) {
                    Path file = folder.resolve("peso.parquet");
                    Dataset source = Dataset.of(duck.table("from " + table), "duck");
                    source.write(file,
                            ParquetWriteOptions.DEFAULT.withCompression(packing).withRowGroupRows(700));
                    String cells = "select * replace (hex(bytes) as bytes, u64::varchar as u64) from ";
                    assertThat(duck.rows(cells + "'" + file + "'").toString()).as(table + ", " + packing)
                            .isEqualTo(duck.rows(cells + table).toString());
                }
            }
        }
    }

    @Test
    void extremes_are_read_equal_by_duckdb() throws SQLException {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        columns.put("l", Arrays.asList(Long.MIN_VALUE, Long.MAX_VALUE, 0L, null));
        columns.put("i", Arrays.asList(Integer.MIN_VALUE, Integer.MAX_VALUE, null, -1));
        columns.put("d",
                Arrays.asList(Double.MIN_VALUE, -Double.MAX_VALUE, Double.NEGATIVE_INFINITY, Double.NaN));
        columns.put("day", Arrays.asList(LocalDate.of(-4000, 1, 1), LocalDate.of(99_999, 12, 31), null,
                LocalDate.EPOCH));
        columns.put("ts", Arrays.asList(LocalDateTime.of(9_999, 12, 31, 23, 59, 59, 999_999_000),
                LocalDateTime.of(1, 1, 1, 0, 0), LocalDateTime.of(1969, 12, 31, 23, 59, 59, 1_000), null));
        columns.put("s", Arrays.asList("", "日本🦆", "a\u0000b", "x".repeat(100_000)));
        columns.put("big", Arrays.asList(new BigDecimal("99999999999999999999999999999999999999"),
                new BigDecimal("-99999999999999999999999999999999999999"), BigDecimal.ZERO, null));
        columns.put("none", Arrays.asList((Long) null, null, null, null));
        Schema schema = Schema.of(Field.of("l", DataType.INT64), Field.of("i", DataType.INT32),
                Field.of("d", DataType.FLOAT64), Field.of("day", DataType.DATE),
                Field.of("ts", DataType.TIMESTAMP), Field.of("s", DataType.UTF8),
                Field.of("big", DataType.decimal(38, 0)), Field.of("none", DataType.INT64));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int row = 0; row < 4; row++) {
            int at = row;
            rows.add(columns.values().stream().map(c -> c.get(at)).toArray());
        }
        Dataset source = Dataset.ofRows(schema, rows);
        Path file = folder.resolve("extremes.parquet");
        source.write(file);
        assertThat(Dataset.read(file).fingerprint()).isEqualTo(source.fingerprint());
        try (DuckDb duck = new DuckDb()) {
            assertThat(Dataset.of(duck.table("from '" + file + "'"), "duck").fingerprint())
                    .isEqualTo(source.fingerprint());
            assertThat(duck.rows("select count(*) from '" + file + "' where l > 5 and s = ''"))
                    .hasToString("[[0]]");
            assertThat(duck.rows("select s = '' from '" + file + "' where l = -9223372036854775808"))
                    .hasToString("[[true]]");
        }
    }

    @Test
    void a_thousand_columns_are_read_equal() throws SQLException {
        Map<String, long[]> columns = new LinkedHashMap<>();
        for (int c = 0; c < 1_000; c++) {
            columns.put("column " + c, new long[]{c, -c, 1L << c % 63});
        }
        Path file = folder.resolve("wide.parquet");
        Dataset source = Dataset.of(columns);
        source.write(file);
        assertThat(Dataset.read(file).fingerprint()).isEqualTo(source.fingerprint());
        assertThat(Dataset.read(file).select("column 999", "column 0").rows().count()).isEqualTo(3);
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.rows("select \"column 999\" from '" + file + "'").get(1)).hasToString("[-999]");
        }
    }

    /// More rows than a page, a chunk and a row group, sorted and not, so that DuckDB's filters meet the bounds we write.
    @Test
    void duckdb_skips_by_our_bounds_without_losing_rows() throws SQLException {
        int rows = 400_000;
        long[] rising = new long[rows];
        double[] mixed = new double[rows];
        String[] texts = new String[rows];
        Random random = new Random(3);
        for (int i = 0; i < rows; i++) {
            rising[i] = i;
            mixed[i] = random.nextInt(1_000) / 8.0;
            texts[i] = "a common start that is longer than any bound that is kept in the metadata "
                    + i / 1_000;
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("rising", rising);
        columns.put("mixed", mixed);
        columns.put("text", texts);
        Dataset source = Dataset.of(columns);
        Path file = folder.resolve("long.parquet");
        source.write(file, ParquetWriteOptions.DEFAULT.withRowGroupRows(150_000));
        Dataset read = Dataset.read(file);
        assertThat(read.fingerprint()).isEqualTo(source.fingerprint());
        try (DuckDb duck = new DuckDb()) {
            for (String condition : List.of("rising between 123455 and 200001", "rising = 399999",
                    "rising < 0",
                    "mixed = 12.125 and rising > 390000",
                    "text = 'a common start that is longer than any bound that is kept in the metadata 255'",
                    "text > 'a common start that is longer than any bound that is kept in the metadata 98'")) {
                Object expected = duck
                        .rows("select count(*), sum(rising) from '" + file + "' where " + condition)
                        .toString();
                assertThat(read.filter(condition).fingerprint()).as(condition)
                        .isEqualTo(source.filter(condition).fingerprint());
                Object direct = duck.rows(
                        "select count(*), sum(rising) from (from '" + file + "' limit 1000000000) where "
                                + condition)
                        .toString();
                assertThat(expected).as(condition).isEqualTo(direct);
            }
        }
    }

    @Test
    void filters_of_duckdbs_bloom_filters_and_bounds_lose_no_rows() throws SQLException {
        Path file = folder.resolve("bloom.parquet");
        try (DuckDb duck = new DuckDb()) {
            duck.execute(
                    "copy (select (i * 7919) % 100003 as k, 'key ' || (i * 7919) % 1009 as s from range(200000) r(i)) to '"
                            + file + "' (format parquet, row_group_size 20480)");
            Dataset read = Dataset.read(file);
            for (String condition : List.of("k = 5", "k = 100001", "k = 200000", "s = 'key 77'",
                    "s = 'no key'",
                    "k in (1, 2, 3)", "s in ('key 1', 'x')", "k < 10", "k > 100000", "s >= 'key 99'")) {
                assertThat(read.filter(condition).count()).as(condition)
                        .isEqualTo(Long.parseLong(String.valueOf(
                                duck.rows("select count(*) from '" + file + "' where " + condition)
                                        .getFirst()
                                        .getFirst())));
            }
        }
    }

    @Test
    void tpch_tables_are_read_equal() throws SQLException {
        try (DuckDb duck = new DuckDb()) {
            for (String table : List.of("customer", "lineitem", "nation", "orders", "part", "partsupp",
                    "region",
                    "supplier")) {
                Path file = SharedData.require("tpch/sf0.01/" + table + ".parquet");
                assertThat(Files.exists(file)).isTrue();
                assertThat(Dataset.read(file).fingerprint()).as(table)
                        .isEqualTo(Dataset.of(duck.table("from '" + file + "'"), table).fingerprint());
            }
        }
    }
}
