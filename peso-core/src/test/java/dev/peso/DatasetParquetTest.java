package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.io.ParquetWriteOptions;
import dev.peso.spi.ByteSource;

class DatasetParquetTest {
    private static final ParquetWriteOptions PLAIN = ParquetWriteOptions.DEFAULT
            .withCompression(ParquetWriteOptions.Compression.NONE);

    @TempDir
    Path folder;

    /// Bytes that count how many of them are read.
    record Counting(ByteSource bytes, AtomicLong read) implements ByteSource {
        static Counting of(Path path) throws IOException {
            return new Counting(ByteSource.of("counted.parquet", Files.readAllBytes(path)), new AtomicLong());
        }

        static Counting of(ByteSource bytes) {
            return new Counting(bytes, new AtomicLong());
        }

        @Override
        public String name() {
            return bytes.name();
        }

        @Override
        public long length() throws IOException {
            return bytes.length();
        }

        @Override
        public int read(long position, ByteBuffer into) throws IOException {
            int count = bytes.read(position, into);
            read.addAndGet(Math.max(0, count));
            return count;
        }

        @Override
        public String fingerprint() throws IOException {
            return bytes.fingerprint();
        }

        long during(Runnable work) {
            read.set(0);
            work.run();
            return read.get();
        }
    }

    private Path numbers(int rows) {
        long[] rising = new long[rows];
        double[] other = new double[rows];
        for (int i = 0; i < rows; i++) {
            rising[i] = i;
            other[i] = Math.sqrt(i);
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("rising", rising);
        columns.put("other", other);
        Path file = folder.resolve("numbers.parquet");
        Dataset.of(columns).write(file, PLAIN.withRowGroupRows(100_000));
        return file;
    }

    @Test
    void a_count_reads_nothing_but_the_footer() throws IOException {
        Counting bytes = Counting.of(numbers(300_000));
        Dataset dataset = Dataset.read(bytes);
        assertThat(bytes.during(() -> assertThat(dataset.count()).isEqualTo(300_000))).isZero();
    }

    @Test
    void only_the_columns_asked_for_are_read() throws IOException {
        Counting bytes = Counting.of(numbers(300_000));
        Dataset dataset = Dataset.read(bytes);
        long all = bytes.during(dataset::collect);
        long one = bytes.during(() -> dataset.select("rising").collect());
        assertThat(all).isGreaterThan(2 * 8 * 300_000L);
        assertThat(one).isLessThan(all * 6 / 10);
    }

    @Test
    void a_limit_reads_the_first_pages_only() throws IOException {
        Counting bytes = Counting.of(numbers(300_000));
        Dataset dataset = Dataset.read(bytes);
        long few = bytes.during(() -> assertThat(dataset.limit(10).rows().count()).isEqualTo(10));
        assertThat(few).isLessThan(bytes.during(dataset::collect) / 2);
    }

    @Test
    void conditions_skip_row_groups_by_their_bounds() throws IOException {
        Counting bytes = Counting.of(numbers(300_000));
        Dataset dataset = Dataset.read(bytes);
        long all = bytes.during(dataset::collect);
        long none = bytes.during(() -> assertThat(dataset.filter("rising < 0").count()).isZero());
        long one = bytes.during(() -> assertThat(dataset.filter("rising = 250000").count()).isEqualTo(1));
        assertThat(none).isLessThan(all / 20);
        assertThat(one).isLessThan(all / 2);
    }

    @Test
    void conditions_skip_pages_by_their_bounds() throws IOException {
        Counting bytes = Counting.of(numbers(300_000));
        Dataset dataset = Dataset.read(bytes);
        List<Row> rows = new ArrayList<>();
        bytes.during(() -> dataset.filter("rising between 123456 and 123458").rows().forEach(rows::add));
        assertThat(rows).extracting(row -> row.getLong("rising"))
                .containsExactly(123_456L, 123_457L, 123_458L);
        assertThat(rows).extracting(row -> row.getDouble("other"))
                .containsExactly(Math.sqrt(123_456), Math.sqrt(123_457), Math.sqrt(123_458));
    }

    @Test
    void types_that_parquet_has_no_word_for_come_back() {
        Schema schema = Schema.of(Field.of("kind", DataType.CATEGORICAL), Field.of("took", DataType.DURATION),
                Field.of("at", DataType.timestamp(DataType.Unit.SECOND)),
                Field.of("there", DataType.timestamp(ZoneId.of("Asia/Kathmandu"))),
                Field.of("all", DataType.list(DataType.struct(Field.of("d", DataType.DURATION)))));
        ZoneId zone = ZoneId.of("Asia/Kathmandu");
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(new Object[]{"a", Duration.ofSeconds(5), LocalDateTime.of(1960, 1, 1, 0, 0, 1),
                LocalDateTime.of(2020, 2, 2, 2, 2).atZone(zone), List.of(Map.of("d", Duration.ofMillis(7)))});
        rows.add(new Object[]{null, null, null, null, null});
        rows.add(new Object[]{"b", Duration.ofDays(-3), LocalDateTime.of(2100, 1, 1, 0, 0),
                LocalDateTime.of(1920, 2, 2, 2, 2).atZone(zone), List.of()});
        Dataset source = Dataset.ofRows(schema, rows);
        Path file = folder.resolve("kept.parquet");
        source.write(file);
        Dataset read = Dataset.read(file);
        assertThat(read.schema()).isEqualTo(source.schema());
        assertThat(read.fingerprint()).isEqualTo(source.fingerprint());
    }

    @Test
    void metadata_of_the_schema_is_kept() {
        Dataset source = Dataset.of(Map.of("a", new long[]{1}));
        Path file = folder.resolve("meta.parquet");
        Schema schema = Schema.of(Field.of("a", DataType.INT64)).withMetadata("unit", "größe in m²");
        Dataset.ofRows(schema, List.<@Nullable Object[]>of(new Object[]{1L})).write(file);
        assertThat(Dataset.read(file).schema().metadata()).containsExactly(Map.entry("unit", "größe in m²"));
        assertThat(Dataset.read(file).fingerprint()).isEqualTo(source.fingerprint());
    }

    @Test
    void a_file_is_known_by_its_bytes_whatever_its_name() throws IOException {
        Path file = numbers(10);
        Path renamed = Files.move(file, folder.resolve("numbers.data"));
        assertThat(Dataset.read(renamed).count()).isEqualTo(10);
    }

    @Test
    void a_write_that_fails_leaves_the_old_file_and_nothing_else() throws IOException {
        Path file = numbers(10);
        Dataset failing = Dataset.read(file).with("broken = cast('x' || cast(rising as utf8) as int64)");
        assertThatThrownBy(() -> failing.write(file)).isInstanceOf(DataException.class);
        assertThat(Dataset.read(file).count()).isEqualTo(10);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_file_that_changed_since_it_was_opened_is_refused() throws IOException {
        Path file = numbers(10);
        Dataset opened = Dataset.read(file);
        numbers(20);
        assertThatThrownBy(opened::collect).isInstanceOf(DataAccessException.class)
                .hasMessage("numbers.parquet changed since it was read");
    }

    @Test
    void what_is_no_parquet_file_is_refused() {
        refused(new byte[0], "x.parquet: it is no Parquet file: it has 0 bytes");
        refused("a,b\n1,2\n3,4\n5,6\n".getBytes(StandardCharsets.UTF_8),
                "x.parquet: it is no Parquet file: it is a text; read it with CsvReadOptions");
        refused("PAR1\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.UTF_8),
                "x.parquet: it is no Parquet file: it does not end with PAR1");
        refused("PAR1....\u0001\u0000\u0000\u0001PAR1".getBytes(StandardCharsets.ISO_8859_1),
                "x.parquet: metadata is damaged: a footer of 16777217 bytes in a file of 16");
    }

    private static void refused(byte[] bytes, String message) {
        assertThatThrownBy(() -> Dataset.read(ByteSource.of("x.parquet", bytes)))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    @Test
    void a_struct_without_fields_cannot_be_written() {
        Dataset source = Dataset.ofRows(Schema.of(Field.of("s", DataType.struct())), List.of());
        assertThatThrownBy(() -> source.write(folder.resolve("x.parquet"))).isInstanceOf(QueryException.class)
                .hasMessage(
                        "column \"s\" is a struct without fields, which a Parquet file cannot hold; drop it");
    }

    @Test
    void explain_tells_what_a_scan_skips_by() {
        assertThat(Dataset.read(numbers(10)).filter("rising > 5").select("other").explain())
                .contains("scan \"numbers.parquet\", 2 of 2 columns, skipping by [rising > 5]");
    }
}
