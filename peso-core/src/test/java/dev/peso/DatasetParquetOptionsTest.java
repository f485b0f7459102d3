package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.io.FilesReadOptions;
import dev.peso.io.ParquetReadOptions;
import dev.peso.io.ParquetReadOptions.Binary;
import dev.peso.io.ParquetReadOptions.Checksums;
import dev.peso.io.ParquetReadOptions.Int96;
import dev.peso.io.ParquetReadOptions.Parallel;
import dev.peso.io.ParquetWriteOptions;
import dev.peso.spi.ByteSource;

class DatasetParquetOptionsTest {
    private static final ParquetReadOptions DEFAULT = ParquetReadOptions.DEFAULT;

    @TempDir
    Path folder;

    /// Ten row groups of a thousand rows each.
    private Path numbers() {
        Path file = folder.resolve("numbers.parquet");
        Dataset.sql("select n, n / 2 as half, 'text ' || cast(n as utf8) as t from range(10000) as r(n)",
                Map.of())
                .write(file, ParquetWriteOptions.DEFAULT.withRowGroupRows(1_000)
                        .withCompression(ParquetWriteOptions.Compression.NONE));
        return file;
    }

    @Test
    void columns_come_in_the_order_asked_for() {
        Dataset some = Dataset.read(numbers(), DEFAULT.withColumns("t", "n"));
        assertThat(some.schema().names()).containsExactly("t", "n");
        assertThat(some.filter("n = 7").strings("t")).containsExactly("text 7");
        assertThatThrownBy(() -> Dataset.read(numbers(), DEFAULT.withColumns("hafl")))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("did you mean \"half\"?");
    }

    @Test
    void row_groups_come_in_the_order_asked_for() {
        Dataset some = Dataset.read(numbers(), DEFAULT.withRowGroups(9, 2));
        assertThat(some.count()).isEqualTo(2_000);
        assertThat(some.limit(1).longs("n")).containsExactly(9_000);
        assertThat(some.slice(1_000, 1).longs("n")).containsExactly(2_000);
        assertThat(some.filter("n = 5").count()).isZero();
        assertThatThrownBy(() -> Dataset.read(numbers(), DEFAULT.withRowGroups(10)))
                .isInstanceOf(DataException.class)
                .hasMessage("numbers.parquet: row group 10 is asked for, but it has 10");
    }

    @Test
    void without_means_to_skip_all_is_read_and_the_answer_is_the_same() throws IOException {
        DatasetParquetTest.Counting bytes = DatasetParquetTest.Counting.of(numbers());
        Dataset skipping = Dataset.read(bytes).filter("n = 5");
        Dataset plodding = Dataset.read(bytes, DEFAULT.withSkipBy(List.of())).filter("n = 5");
        long some = bytes.during(() -> assertThat(skipping.count()).isEqualTo(1));
        long all = bytes.during(() -> assertThat(plodding.count()).isEqualTo(1));
        assertThat(some).isLessThan(all / 3);
    }

    @Test
    void a_changed_page_is_found_unless_checksums_are_ignored() throws IOException {
        byte[] bytes = Files.readAllBytes(numbers());
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("text 4321");
        bytes[at] = 'T';
        Dataset read = Dataset.read(ByteSource.of("changed.parquet", bytes));
        assertThatThrownBy(read::collect).isInstanceOf(DataException.class)
                .hasMessage(
                        "changed.parquet row group 4, column \"t\": the checksum of a page does not match: its bytes "
                                + "have changed");
        Dataset trusting = Dataset.read(ByteSource.of("changed.parquet", bytes),
                DEFAULT.withChecksums(Checksums.IGNORE));
        assertThat(trusting.filter("n = 4321").strings("t")).containsExactly("Text 4321");
    }

    @Test
    void byte_arrays_become_text_when_asked_to() {
        Path file = folder.resolve("bytes.parquet");
        Schema schema = Schema.of(Field.of("b", DataType.BINARY), Field.of("n", DataType.INT64));
        Dataset.ofRows(schema,
                List.of(new @Nullable Object[]{"ä".getBytes(java.nio.charset.StandardCharsets.UTF_8), 1L},
                        new @Nullable Object[]{new byte[]{'o', 'k'}, 2L}))
                .write(file);
        assertThat(Dataset.read(file).schema().type("b")).isEqualTo(DataType.BINARY);
        assertThat(Dataset.read(file, DEFAULT.withBinary(Binary.TEXT)).strings("b")).containsExactly("ä",
                "ok");
        Dataset.ofRows(schema, List.<@Nullable Object[]>of(new @Nullable Object[]{new byte[]{-1}, 1L}))
                .write(file);
        assertThatThrownBy(() -> Dataset.read(file, DEFAULT.withBinary(Binary.TEXT)).collect())
                .isInstanceOf(DataException.class)
                .hasMessage("bytes.parquet, column \"b\": a text is not valid UTF-8");
    }

    @Test
    void old_timestamps_are_what_they_are_said_to_be() {
        Path file = SharedData.require("parquet-testing/data/int96_from_spark.parquet");
        Dataset micros = Dataset.read(file);
        Dataset instants = Dataset.read(file, DEFAULT.withInt96(Int96.INSTANTS));
        assertThat(micros.schema().type("a")).isEqualTo(DataType.TIMESTAMP);
        assertThat(instants.schema().type("a")).isEqualTo(DataType.timestamp(java.time.ZoneOffset.UTC));
        assertThat(instants.with("a = cast(a as timestamp(us))").fingerprint())
                .isEqualTo(micros.fingerprint());
        assertThatThrownBy(() -> Dataset.read(file, DEFAULT.withInt96(Int96.NANOS)).collect())
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "int96_from_spark.parquet, column \"a\": a timestamp lies outside of the years 1677 to 2262 "
                                + "that nanoseconds reach; read it with Int96.MICROS");
    }

    @Test
    void what_is_decoded_side_by_side_changes_nothing() {
        Path file = numbers();
        String expected = Dataset.read(file).fingerprint();
        for (Parallel parallel : Parallel.values()) {
            Dataset read = Dataset.read(file, DEFAULT.withParallel(parallel));
            assertThat(read.fingerprint()).isEqualTo(expected);
            assertThat(read.slice(3_500, 2).longs("n")).containsExactly(3_500, 3_501);
        }
    }

    /// Small row groups go together into one array a column, unless a condition, a limit or an option keeps them apart.
    @Test
    void row_groups_that_are_decoded_together_make_the_same_rows() {
        Dataset source = Dataset
                .sql("""
                        select n, case when n % 3 > 0 then 'a text that is longer than a view, ' || cast(n // 900 % 11 as utf8) end as few,
                            'each of these texts is another one ' || cast(n as utf8) as many, 'k' || cast(n % 5 as utf8) as short,
                            case when n % 7000 < 3000 then n / 8 end as half, n % 2 = 0 as flag, cast(null as utf8) as none,
                            cast('kind ' || cast(n % 13 as utf8) as categorical) as kind,
                            cast(n as decimal(30, 3)) as wide, date '2000-01-01' as day
                        from range(40123) as r(n)""",
                        Map.of())
                .collect();
        String expected = source.fingerprint();
        for (ParquetWriteOptions.Compression packing : ParquetWriteOptions.Compression.values()) {
            Path file = folder.resolve("groups.parquet");
            source.write(file, ParquetWriteOptions.DEFAULT.withRowGroupRows(1_000).withCompression(packing));
            assertThat(Dataset.read(file).fingerprint()).as("together, " + packing).isEqualTo(expected);
            assertThat(Dataset.read(file).collect().fingerprint()).as("collected, " + packing)
                    .isEqualTo(expected);
            assertThat(Dataset.read(file).filter("n >= 0").fingerprint()).as("filtered").isEqualTo(expected);
            assertThat(Dataset.read(file, DEFAULT.withParallel(Parallel.NONE)).fingerprint())
                    .isEqualTo(expected);
            assertThat(Dataset.read(file).slice(4_990, 20).fingerprint())
                    .isEqualTo(source.slice(4_990, 20).fingerprint());
        }
    }

    /// Whichever column is decoded first, and by whom.
    @Test
    void of_several_damaged_columns_the_first_is_told_of() throws IOException {
        Path file = folder.resolve("damaged.parquet");
        Dataset.sql("""
                select 'one ' || cast(n as utf8) as a, 'another text ' || cast(n as utf8) as b
                from range(20000) as r(n)""", Map.of())
                .write(file, ParquetWriteOptions.DEFAULT.withRowGroupRows(1_000)
                        .withCompression(ParquetWriteOptions.Compression.NONE));
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[text.indexOf("one 12345")] = -1;
        bytes[text.indexOf("another text 12345")] = -1;
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> Dataset.read(ByteSource.of("bytes", bytes)).collect())
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("bytes row group 12, column \"a\": ");
        }
    }

    @Test
    void the_options_hold_for_each_file_of_a_folder() throws IOException {
        Path file = numbers();
        Files.copy(file, folder.resolve("more.parquet"));
        Dataset both = Dataset.read(folder.toString(),
                FilesReadOptions.DEFAULT.withFormat(DEFAULT.withColumns("n").withRowGroups(0)));
        assertThat(both.schema().names()).containsExactly("n");
        assertThat(both.count()).isEqualTo(2_000);
    }

    @Test
    void options_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> DEFAULT.withColumns("a", "a")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("columns must be named once each, got [a, a]");
        assertThatThrownBy(() -> DEFAULT.withRowGroups(-1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row groups must be 0 or more, got [-1]");
    }

    @Test
    void a_thousand_columns_are_read_by_name() {
        Map<String, Object> columns = new LinkedHashMap<>();
        List<String> wanted = new ArrayList<>();
        for (int c = 0; c < 1_000; c++) {
            columns.put("column " + c, new long[]{c, -c});
            if (c % 333 == 1) {
                wanted.add("column " + c);
            }
        }
        Path file = folder.resolve("wide.parquet");
        Dataset.of(columns).write(file);
        Dataset some = Dataset.read(file, DEFAULT.withColumns(wanted.toArray(String[]::new)));
        assertThat(some.schema().names()).isEqualTo(wanted);
        assertThat(some.longs("column 667")).containsExactly(667, -667);
    }
}
