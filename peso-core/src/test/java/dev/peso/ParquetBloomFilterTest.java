package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.io.ParquetReadOptions;
import dev.peso.io.ParquetReadOptions.SkipBy;
import dev.peso.io.ParquetWriteOptions;
import dev.peso.io.ParquetWriteOptions.BloomFilter;
import dev.peso.spi.ByteSource;

class ParquetBloomFilterTest {
    private static final ParquetWriteOptions GROUPS = ParquetWriteOptions.DEFAULT.withRowGroupRows(5_000);

    @TempDir
    Path folder;

    /// Values in no order, so that bounds tell nothing: even numbers only.
    private static Dataset mixed() {
        return Dataset.sql("""
                select (n * 7919) % 20011 * 2 as k, 'key ' || cast((n * 7919) % 20011 * 2 as utf8) as s,
                    cast((n * 7919) % 20011 * 2 as int32) as i, cast((n * 7919) % 20011 as float64) / 8 as d,
                    date '2000-01-01' + cast((n * 7919) % 20011 * 2 as int32) as day,
                    timestamp '2000-01-01' + interval 2 hour * ((n * 7919) % 20011) as at,
                    cast((n * 7919) % 20011 * 2 as decimal(12, 2)) as price,
                    cast('key ' || cast((n * 7919) % 20011 * 2 as utf8) as binary) as b
                from range(20000) as r(n)""", Map.of()).collect();
    }

    private Path written(ParquetWriteOptions options) {
        Path file = folder.resolve("mixed.parquet");
        mixed().write(file, options);
        return file;
    }

    @Test
    void a_value_that_is_there_is_never_lost_whatever_its_type() {
        Dataset source = mixed();
        Path file = written(GROUPS.withBloomFilters("k", "s", "i", "d", "day", "at", "price", "b"));
        Dataset read = Dataset.read(file);
        assertThat(read.fingerprint()).isEqualTo(source.fingerprint());
        for (Row row : source.slice(4_990, 20).rows().toList()) {
            for (String name : source.schema().names()) {
                Dataset one = read.filter(Expr.col(name).eq(Expr.lit(row.get(name))));
                assertThat(one.count()).as(name + " " + row.get(name)).isEqualTo(1);
            }
        }
        assertThat(read.filter("k in (2, 4, 5, 100000)").count()).isEqualTo(2);
        assertThat(read.filter("d = 0.0 or d = -0.0").count()).isEqualTo(1);
        assertThat(read.filter("i = 5000000000").count()).isZero();
    }

    @Test
    void row_groups_without_a_value_are_not_read() throws IOException {
        ByteSource bytes = ByteSource.of("mixed.parquet", Files.readAllBytes(
                written(GROUPS.withBloomFilters("k", "s", "at", "price"))));
        ParquetReadOptions without = ParquetReadOptions.DEFAULT
                .withSkipBy(EnumSet.of(SkipBy.STATISTICS, SkipBy.PAGE_INDEX));
        for (String absent : List.of("k = 10001", "k in (10001, 20003)", "s = 'key 10001'",
                "at = timestamp '2001-01-01 01:00:00'", "price = 10001.00")) {
            DatasetParquetTest.Counting counted = DatasetParquetTest.Counting.of(bytes);
            Dataset plodding = Dataset.read(counted, without).filter(absent);
            Dataset skipping = Dataset.read(counted).filter(absent);
            long all = counted.during(() -> assertThat(plodding.count()).isZero());
            long few = counted.during(() -> assertThat(skipping.count()).isZero());
            assertThat(few).as(absent).isLessThan(all);
        }
    }

    /// Parts of nested columns and wide decimals, in no order: even numbers only.
    private static Dataset nested() {
        return Dataset.sql("""
                select {'city': 'c' || cast(k as utf8), 'at': {'n': k, 'flag': k % 4 = 0}} as s,
                    ['t' || cast(k as utf8), 'u' || cast(k as utf8)] as tags,
                    map(['m' || cast(k as utf8)], [k]) as sizes,
                    cast(k as decimal(38, 4)) * 1000000000000000 as big, -cast(k as decimal(24, 2)) as less
                from (select (n * 7919) % 20011 * 2 as k from range(20000) as r(n))""", Map.of()).collect();
    }

    private static List<String> conditions(int k) {
        return List.of("s.city = 'c%d'", "s.at.n = %d", "list_contains(tags, 'u%d')",
                "map_contains(sizes, 'm%d')", "big = %d000000000000000.0000", "less = -%d.00",
                "s.at.n in (%d, -7)", "s.at.n = %d or s.city = 'x'")
                .stream()
                .map(text -> text.replace("%d", String.valueOf(k)))
                .toList();
    }

    @Test
    void parts_of_nested_columns_and_wide_decimals_have_filters_too() throws IOException {
        Path file = folder.resolve("nested.parquet");
        Dataset source = nested();
        source.write(file, GROUPS.withBloomFilters("s", "sizes.key", "big", "less")
                .withBloomFilter("tags", new BloomFilter(10_000, 0.1)));
        assertThat(Dataset.read(file).fingerprint()).isEqualTo(source.fingerprint());
        ByteSource bytes = ByteSource.of("nested.parquet", Files.readAllBytes(file));
        ParquetReadOptions without = ParquetReadOptions.DEFAULT
                .withSkipBy(EnumSet.of(SkipBy.STATISTICS, SkipBy.PAGE_INDEX));
        for (int k = 0; k < 40_000; k += 7_998) {
            for (String there : conditions(k)) {
                assertThat(Dataset.read(bytes).filter(there).count()).as(there).isEqualTo(1);
            }
        }
        for (String absent : conditions(10_001)) {
            DatasetParquetTest.Counting counted = DatasetParquetTest.Counting.of(bytes);
            Dataset plodding = Dataset.read(counted, without).filter(absent);
            Dataset skipping = Dataset.read(counted).filter(absent);
            long all = counted.during(() -> assertThat(plodding.count()).as(absent).isZero());
            long few = counted.during(() -> assertThat(skipping.count()).as(absent).isZero());
            assertThat(few).as(absent).isLessThan(all);
        }
    }

    @Test
    void the_parts_of_a_column_that_are_named_have_one_and_no_others() throws IOException {
        Path some = folder.resolve("some.parquet");
        Path all = folder.resolve("all.parquet");
        nested().write(some, GROUPS.withBloomFilters("s.at.n"));
        nested().write(all, GROUPS.withBloomFilters("s"));
        assertThat(Files.size(all)).isGreaterThan(Files.size(some) + 20_000);
        assertThat(Dataset.read(some).filter("s.at.n = 10001").count()).isZero();
        assertThatThrownBy(() -> nested().write(some, GROUPS.withBloomFilters("s.at.m")))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessage(
                        "column \"s.at.m\" not found; did you mean \"s.at.n\"? columns: s.city, s.at.n, s.at.flag, "
                                + "tags, sizes.key, sizes.value, big, less");
        assertThatThrownBy(() -> nested().write(some, GROUPS.withBloomFilters("s.at.flag")))
                .isInstanceOf(QueryException.class)
                .hasMessageStartingWith("column \"s.at.flag\" is boolean, which has no Bloom filter");
    }

    @Test
    @Tag("oracle")
    void duckdb_finds_what_is_there_and_little_else() throws SQLException {
        Path file = written(GROUPS.withBloomFilters("k", "s", "i", "d"));
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.rows("""
                    select count(*) from parquet_metadata('FILE')
                    where bloom_filter_offset is not null and bloom_filter_length > 1000"""
                    .replace("FILE", file.toString()))).hasToString("[[16]]");
            int wrong = 0;
            int probes = 0;
            for (int k = 0; k < 40_000; k += 997) {
                List<String> literals = List.of("'k', " + k + "::bigint", "'s', 'key " + k + "'", "'i', " + k,
                        "'d', " + k / 16.0 + "::double");
                for (String literal : literals) {
                    List<?> excluded = duck
                            .rows("select bloom_filter_excludes from parquet_bloom_probe('" + file
                                    + "', " + literal + ") order by row_group_id")
                            .stream()
                            .map(List::getFirst)
                            .toList();
                    assertThat(excluded).hasSize(4);
                    String column = literal.substring(1, 2);
                    String value = literal.substring(literal.indexOf(',') + 1);
                    String there = duck
                            .rows("select distinct file_row_number // 5000 from read_parquet('" + file
                                    + "', file_row_number = true) where " + column + " = " + value)
                            .toString();
                    for (int group = 0; group < 4; group++) {
                        boolean isThere = there.contains("[" + group + "]");
                        if (isThere) {
                            assertThat(excluded.get(group)).as(literal).isEqualTo(false);
                        } else {
                            probes++;
                            wrong += excluded.get(group).equals(true) ? 0 : 1;
                        }
                    }
                }
            }
            assertThat(wrong).isLessThan(probes / 20);
            assertThat(duck.rows("select count(*) from '" + file + "' where k = 2000 and s = 'key 2000'"))
                    .hasToString("[[1]]");
        }
    }

    private static String id(int n) {
        return UUID.nameUUIDFromBytes(new byte[]{(byte) n, (byte) (n >> 8), (byte) (n >> 16)}).toString();
    }

    /// A query for ids that are not there reads less where the filter is used; for ids that are there, all are found.
    private static void assertFiltered(ByteSource bytes) throws IOException {
        for (int n = 0; n < 20_000; n += 1_999) {
            assertThat(Dataset.read(bytes).filter("id = '" + id(n) + "'").longs("n")).containsExactly(n);
        }
        String two = "id in ('" + id(7) + "', '" + id(19_999) + "', '" + id(20_000) + "')";
        assertThat(Dataset.read(bytes).filter(two).longs("n")).containsExactlyInAnyOrder(7, 19_999);
        assertThat(Dataset.read(bytes).filter("id = '" + id(7).toUpperCase(Locale.ROOT) + "'").count())
                .isZero();
        ParquetReadOptions without = ParquetReadOptions.DEFAULT
                .withSkipBy(EnumSet.of(SkipBy.STATISTICS, SkipBy.PAGE_INDEX));
        for (String absent : List.of("id = '" + id(20_001) + "'",
                "id in ('" + id(20_002) + "', '" + id(20_003) + "')")) {
            DatasetParquetTest.Counting counted = DatasetParquetTest.Counting.of(bytes);
            Dataset plodding = Dataset.read(counted, without).filter(absent);
            Dataset skipping = Dataset.read(counted).filter(absent);
            long all = counted.during(() -> assertThat(plodding.count()).isZero());
            long few = counted.during(() -> assertThat(skipping.count()).isZero());
            assertThat(few).as(absent).isLessThan(all / 2);
        }
    }

    @Test
    void filters_of_uuids_by_pyarrow_are_understood() throws IOException {
        Python.require("pyarrow");
        Path file = folder.resolve("ids.parquet");
        Files.write(folder.resolve("ids.txt"),
                IntStream.range(0, 20_000).mapToObj(ParquetBloomFilterTest::id).toList());
        String written = Python.run("""
                import sys, uuid
                import pyarrow as pa, pyarrow.parquet as pq
                ids = [uuid.UUID(line.strip()).bytes for line in open(sys.argv[1] + '/ids.txt')]
                table = pa.table({'id': pa.array(ids, pa.uuid()), 'n': range(len(ids))})
                file = sys.argv[1] + '/ids.parquet'
                pq.write_table(table, file, row_group_size=5000, use_dictionary=False,
                    bloom_filter_options={'id': {'ndv': 5000, 'fpp': 0.001}})
                column = pq.ParquetFile(file).metadata.row_group(0).column(0)
                print(column.statistics.logical_type.type, column.bloom_filter_length > 1000)
                """, folder);
        assertThat(written).isEqualTo("UUID True");
        assertThat(Dataset.read(file).schema().field("id").type()).isEqualTo(DataType.UTF8);
        assertFiltered(ByteSource.of("ids.parquet", Files.readAllBytes(file)));
        Path ours = folder.resolve("ours.parquet");
        Dataset.read(file).write(ours, GROUPS.withBloomFilters("id"));
        assertFiltered(ByteSource.of("ours.parquet", Files.readAllBytes(ours)));
    }

    @Test
    void uuids_as_texts_have_filters_of_ours() throws IOException {
        Path file = folder.resolve("texts.parquet");
        List<String> ids = IntStream.range(0, 20_000).mapToObj(ParquetBloomFilterTest::id).toList();
        Dataset.of(Map.of("id", ids, "n", LongStream.range(0, 20_000).toArray()))
                .write(file, GROUPS.withBloomFilters("id"));
        assertFiltered(ByteSource.of("texts.parquet", Files.readAllBytes(file)));
    }

    @Test
    void a_filter_is_as_large_as_it_is_told_to_be() throws IOException {
        long small = Files.size(written(GROUPS.withBloomFilter("k", new BloomFilter(100, 0.1))));
        long large = Files.size(written(GROUPS.withBloomFilter("k", new BloomFilter(50_000, 0.001))));
        assertThat(large - small).isBetween(4 * 64_000L, 4 * 135_000L);
    }

    @Test
    void columns_that_cannot_have_one_are_refused_by_name() {
        Dataset dataset = Dataset.sql("select true as flag, [1] as list", Map.of());
        assertThatThrownBy(() -> dataset.write(folder.resolve("x.parquet"), GROUPS.withBloomFilters("flag")))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "column \"flag\" is boolean, which has no Bloom filter; they are for numbers, texts, "
                                + "bytes and times");
        assertThatThrownBy(() -> dataset.write(folder.resolve("x.parquet"), GROUPS.withBloomFilters("falg")))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("did you mean \"flag\"?");
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> new BloomFilter(-1, 0.1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("distinct must be 1 or more, or COUNTED (0), got -1");
        assertThatThrownBy(() -> new BloomFilter(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("falsePositives must be above 0 and below 1, got NaN");
    }
}
