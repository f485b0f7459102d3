package dev.peso;

import static dev.peso.Expr.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.io.ArrowReadOptions;
import dev.peso.io.ArrowWriteOptions;
import dev.peso.spi.ByteSource;

class DatasetArrowTest {
    @TempDir
    Path folder;

    private static Dataset range(int count) {
        return Dataset.sql("select * from range(" + count + ") as t(n)", Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.arrow", "x.feather", "x.ipc", "x.arrows"})
    void every_type_comes_back_as_it_was_written(String name) {
        Dataset every = Dataset.ofRows(EveryType.SCHEMA, EveryType.rows(1_000)).collect();
        every.write(folder.resolve(name));
        Dataset read = Dataset.read(folder.resolve(name));
        assertThat(read.schema()).isEqualTo(every.schema());
        assertThat(read.fingerprint()).isEqualTo(every.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 250_000})
    void any_number_of_rows_comes_back_packed_or_not(int count) {
        Dataset numbers = range(count)
                .with("text", col("n").cast(DataType.UTF8))
                .with("kind = cast(text as categorical)");
        for (ArrowWriteOptions.Compression compression : ArrowWriteOptions.Compression.values()) {
            for (ArrowWriteOptions.Form form : ArrowWriteOptions.Form.values()) {
                Path file = folder.resolve("n-" + count + compression + form);
                numbers.write(file, new ArrowWriteOptions(form, compression));
                assertThat(Dataset.read(file).fingerprint()).isEqualTo(numbers.fingerprint());
            }
        }
    }

    @Test
    void sliced_and_filtered_rows_are_written_alone() {
        Dataset every = Dataset.ofRows(EveryType.SCHEMA, EveryType.rows(500)).collect();
        Dataset some = every.filter("i32 % 3 = 0 or i32 is null").slice(5, 100).collect();
        some.write(folder.resolve("some.arrow"));
        assertThat(Dataset.read(folder.resolve("some.arrow")).fingerprint()).isEqualTo(some.fingerprint());
    }

    @Test
    void batches_of_different_dictionaries_share_one_in_the_file() {
        Dataset first = Dataset.ofRows(EveryType.SCHEMA, EveryType.rows(40_000))
                .select("kind", "kinds")
                .collect();
        Dataset second = first.filter("kind = 'kind 4'").collect();
        Dataset both = second.union(first).union(second);
        for (String name : List.of("both.arrow", "both.arrows")) {
            both.write(folder.resolve(name));
            Dataset read = Dataset.read(folder.resolve(name));
            assertThat(read.fingerprint()).isEqualTo(both.fingerprint());
            assertThat(read.groupBy("kind").agg("count() as n").count()).isEqualTo(12);
        }
    }

    @Test
    void only_what_a_query_needs_is_computed_from_the_file() {
        Dataset.ofRows(EveryType.SCHEMA, EveryType.rows(1_000)).write(folder.resolve("x.arrow"));
        Dataset read = Dataset.read(folder.resolve("x.arrow"));
        assertThat(read.count()).isEqualTo(1_000);
        assertThat(read.select("struct", "i8").limit(3).count()).isEqualTo(3);
        assertThat(read.filter("i8 = 5").select("text").limit(1).collect().column("text").get(0))
                .isEqualTo("text 😀 number 5");
    }

    @Test
    void a_file_is_known_by_its_bytes_whatever_its_name() throws IOException {
        range(3).write(folder.resolve("x.arrow"));
        range(3).write(folder.resolve("x.arrows"));
        for (String name : List.of("x.arrow", "x.arrows")) {
            Path other = Files.copy(folder.resolve(name), folder.resolve(name + ".csv"));
            assertThat(Dataset.read(other).count()).isEqualTo(3);
        }
    }

    @Test
    void a_write_that_fails_leaves_nothing_behind() throws IOException {
        Dataset failing = range(100_000).with("x = 1 // 0");
        assertThatThrownBy(() -> failing.write(folder.resolve("x.arrow"))).isInstanceOf(PesoException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_file_that_was_cut_says_so() throws IOException {
        range(100).write(folder.resolve("x.arrow"));
        byte[] bytes = Files.readAllBytes(folder.resolve("x.arrow"));
        Files.write(folder.resolve("cut.arrow"), Arrays.copyOf(bytes, bytes.length - 20));
        assertThatThrownBy(() -> Dataset.read(folder.resolve("cut.arrow"))).isInstanceOf(DataException.class)
                .hasMessage(
                        "cut.arrow is damaged, footer: it is missing; the file was not written to its end");
    }

    @Test
    void more_rows_than_there_are_bytes_for_are_refused_before_room_is_made() throws IOException {
        // packed buffers are not read in parts
        ArrowWriteOptions packed = new ArrowWriteOptions(ArrowWriteOptions.Form.STREAM,
                ArrowWriteOptions.Compression.LZ4);
        for (String type : List.of("utf8", "categorical", "int64", "boolean")) {
            Path file = folder.resolve("many.arrows");
            Dataset.sql("select cast(n % 2 + 10 as utf8) as x from range(12345) as r(n)", Map.of())
                    .select("cast(x as " + (type.equals("boolean") ? "int64) = 10" : type + ")") + " as x")
                    .write(file, packed);
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at + 8 <= bytes.limit(); at += 4) {
                if (bytes.getLong(at) == 12_345) { // the lengths of the batch and of its column
                    bytes.putLong(at, Integer.MAX_VALUE - 100);
                }
            }
            Dataset many = Dataset.read(ByteSource.of("many.arrows", bytes.array()));
            assertThatThrownBy(many::collect).as(type)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(
                            "many.arrows is damaged, record batch 0, column \"x\": a buffer of ")
                    .hasMessageEndingWith(" is too short for 2147483547 rows");
        }
    }

    @ParameterizedTest
    @EnumSource(ArrowWriteOptions.Form.class)
    void what_may_be_unpacked_has_a_limit_over_all_batches(ArrowWriteOptions.Form form) {
        Dataset zeros = range(1_000_000).with("n = 0").collect();
        Path packed = folder.resolve("packed");
        zeros.write(packed, new ArrowWriteOptions(form, ArrowWriteOptions.Compression.ZSTD));
        assertThat(packed.toFile().length()).isLessThan(100_000);
        ArrowReadOptions few = ArrowReadOptions.DEFAULT.withMaxUnpackedBytes(3_000_000);
        assertThatThrownBy(() -> Dataset.read(packed, few).collect())
                .isInstanceOf(MemoryLimitException.class)
                .hasMessageContaining("packed, record batch")
                .hasMessageContaining("limit is 3,000,000; "
                        + "if the file can be trusted, read it with a larger maxUnpackedBytes");
        assertThat(Dataset.read(packed, few.withMaxUnpackedBytes(8_100_000)).fingerprint())
                .isEqualTo(zeros.fingerprint());
        Path plain = folder.resolve("plain");
        zeros.write(plain, new ArrowWriteOptions(form, ArrowWriteOptions.Compression.NONE));
        assertThat(Dataset.read(plain, few.withMaxUnpackedBytes(0)).fingerprint())
                .isEqualTo(zeros.fingerprint());
        assertThatThrownBy(() -> few.withMaxUnpackedBytes(-1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxUnpackedBytes must be 0 or more, got -1");
    }

    @Test
    void a_file_that_changed_since_it_was_read_is_refused() {
        range(3).write(folder.resolve("x.arrow"));
        Dataset read = Dataset.read(folder.resolve("x.arrow"));
        range(4_000).write(folder.resolve("x.arrow"));
        assertThatThrownBy(read::count).isInstanceOf(DataAccessException.class)
                .hasMessage("x.arrow changed since it was read");
    }
}
