package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.internal.bytes.NewFile;
import dev.peso.io.ArrowWriteOptions;
import dev.peso.io.AvroWriteOptions;
import dev.peso.io.CsvWriteOptions;
import dev.peso.io.ExcelWriteOptions;
import dev.peso.io.FixedWidthWriteOptions;
import dev.peso.io.JsonWriteOptions;
import dev.peso.io.ParquetWriteOptions;
import dev.peso.io.PartitionWriteOptions;
import dev.peso.io.WriteOptions;
import dev.peso.spi.Batch;
import dev.peso.spi.ColumnData;
import dev.peso.spi.Source;

/// Nobody ever sees half a file: what fails or is killed in the middle leaves what was there before.
class InterruptedWriteTest {
    @TempDir
    private Path folder;

    /// So few in a part that a sheet holds what comes before the middle.
    private static final int FEW_ROWS = 2_000;

    record Value(long v, String text) {}

    /// Rows of which the last one fails.
    private static Dataset failing() {
        return Dataset.of(LongStream.range(0, 300_000).mapToObj(i -> new Value(i, "text " + i)).toList())
                .with("v = case when v = 299999 then v + 9223372036854775807 else v end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "csv.gz", "csv.zst", "tsv", "json", "json.gz", "ndjson", "ndjson.zst",
            "parquet", "arrow", "arrows", "avro", "xlsx"})
    void a_write_that_fails_leaves_the_old_file_and_nothing_else(String ending) throws IOException {
        Path target = folder.resolve("out." + ending);
        assertThatThrownBy(() -> failing().write(target)).isInstanceOf(DataException.class);
        assertThat(folder.toFile().list()).isEmpty();
        Dataset.of(List.of(new Value(1, "old"))).write(target);
        byte[] old = Files.readAllBytes(target);
        assertThatThrownBy(() -> failing().write(target)).isInstanceOf(DataException.class);
        assertThat(Files.readAllBytes(target)).isEqualTo(old);
        assertThat(folder.toFile().list()).containsExactly("out." + ending);
        assertThat(Dataset.read(target).column("text").strings()).containsExactly("old");
    }

    private static final FixedWidthWriteOptions FIXED = FixedWidthWriteOptions.DEFAULT.withWidth("text", 30);

    @Test
    void a_write_of_fixed_widths_that_fails_leaves_nothing_either() throws IOException {
        for (String ending : List.of("txt", "txt.gz")) {
            Path target = folder.resolve("out." + ending);
            assertThatThrownBy(() -> failing().write(target, FIXED)).isInstanceOf(DataException.class);
            assertThatThrownBy(() -> failing().write(target, FIXED.withWidth("text", 2)))
                    .as("its header is longer")
                    .isInstanceOf(DataException.class);
            assertThat(folder.toFile().list()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "csv.gz", "csv.zst", "json", "json.gz", "ndjson", "ndjson.zst", "parquet",
            "arrow", "arrows", "avro", "xlsx"})
    void a_source_that_fails_or_a_thread_that_is_interrupted_leaves_nothing(String ending) throws Exception {
        Path target = folder.resolve("out." + ending);
        Dataset broken = Dataset.of(new Parts(FEW_ROWS, () -> {
            throw new IllegalStateException("the source broke");
        }));
        assertThatThrownBy(() -> broken.write(target)).hasStackTraceContaining("the source broke");
        assertThat(folder.toFile().list()).isEmpty();
        Thread caller = Thread.currentThread();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread writer = new Thread(() -> thrown.set(catchThrowable(
                () -> Dataset.of(new Parts(FEW_ROWS, Thread.currentThread()::interrupt)).write(target))));
        writer.start();
        writer.join(TimeUnit.MINUTES.toMillis(1));
        assertThat(caller.isInterrupted()).isFalse();
        assertThat(thrown.get()).isInstanceOf(QueryCancelledException.class)
                .hasMessage("the query was cancelled: its thread was interrupted");
        assertThat(folder.toFile().list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet", "arrow", "avro", "ndjson", "xlsx"})
    void partitions_of_a_source_that_fails_leave_nothing(String ending) {
        WriteOptions format = switch (ending) {
            case "csv" -> CsvWriteOptions.DEFAULT;
            case "parquet" -> ParquetWriteOptions.DEFAULT;
            case "arrow" -> ArrowWriteOptions.DEFAULT;
            case "avro" -> AvroWriteOptions.DEFAULT;
            case "ndjson" -> JsonWriteOptions.DEFAULT;
            default -> ExcelWriteOptions.DEFAULT;
        };
        Dataset failing = failing().with("half = v > 150000");
        assertThatThrownBy(() -> failing.write(folder.resolve("out"),
                PartitionWriteOptions.by("half").withFormat(format))).isInstanceOf(DataException.class);
        assertThat(folder.toFile().list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "csv.gz", "json", "parquet", "arrow", "arrows", "avro", "xlsx"})
    void a_folder_that_is_not_there_is_told_of(String ending) {
        Path target = folder.resolve("none").resolve("out." + ending);
        assertThatThrownBy(() -> Dataset.of(List.of(new Value(1, "x"))).write(target))
                .isInstanceOf(DataAccessException.class)
                .hasMessage("could not write " + target + ": no such folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet", "avro", "xlsx"})
    void columns_that_a_format_cannot_hold_leave_nothing(String ending) {
        Schema schema = ending.equals("avro")
                ? Schema.of()
                : Schema.of(Field.of("s", ending.equals("parquet")
                        ? DataType.struct()
                        : DataType.list(DataType.INT64)));
        Dataset none = Dataset.ofRows(schema, List.of());
        assertThatThrownBy(() -> none.write(folder.resolve("out." + ending)))
                .isInstanceOf(QueryException.class);
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void a_stream_that_fails_leaves_nothing() {
        Path target = folder.resolve("out.bin");
        assertThatThrownBy(() -> new NewFile(target, _ -> {
            throw new IOException("no packer");
        })).isInstanceOf(DataAccessException.class).hasMessage("could not write " + target + ": no packer");
        assertThat(folder.toFile().list()).isEmpty();
        NewFile full = new NewFile(target, stream -> new FilterOutputStream(stream) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                throw new IOException("no space left on device");
            }
        });
        assertThat(folder.toFile().list()).hasSize(1);
        assertThatThrownBy(() -> full.write(new byte[3], 0, 3)).isInstanceOf(DataAccessException.class)
                .hasMessage("could not write " + target + ": no space left on device");
        assertThat(folder.toFile().list()).isEmpty();
        full.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "parquet", "arrow", "avro", "xlsx"})
    void what_is_no_file_is_not_replaced_and_nothing_is_computed(String ending) throws IOException {
        Path place = Files.createDirectory(folder.resolve("out." + ending));
        assertThatThrownBy(() -> failing().write(place)).isInstanceOf(DataAccessException.class)
                .hasMessage("could not write " + place + ": there is a folder of this name");
        assertThat(folder.toFile().list()).containsExactly("out." + ending);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet", "arrow", "ndjson"})
    void a_process_killed_in_the_middle_leaves_no_half_file(String ending) throws Exception {
        Path target = folder.resolve("out." + ending);
        Process process = new ProcessBuilder(java(), "-cp", classPath(), Endless.class.getName(),
                target.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("in the middle");
            assertThat(folder.toFile().list()).as("what is being written is there, under another name")
                    .isNotEmpty();
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(target).doesNotExist();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).allMatch(each -> each.getFileName().toString().startsWith(".out." + ending));
        }
        assertThatThrownBy(() -> Dataset.read(folder)).as("nothing that a reader would take")
                .isInstanceOf(
                        DataAccessException.class);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classPath() throws URISyntaxException {
        return String.join(File.pathSeparator, place(Dataset.class), place(InterruptedWriteTest.class),
                place(com.fasterxml.jackson.core.JsonFactory.class), place(com.google.re2j.Pattern.class),
                place(org.apache.arrow.flatbuf.Schema.class), place(com.google.flatbuffers.Table.class),
                place(org.jspecify.annotations.NullMarked.class));
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    /// Writes rows that never end, and says when some of them have been written.
    static final class Endless {
        private static final int ROWS = 100_000;
        private static final int SAID_AT = 40;

        private Endless() {}

        static void main(String[] args) {
            Path target = Path.of(args[0]);
            Dataset.of(new Parts(ROWS, () -> IO.println("in the middle"))).write(target);
        }
    }

    /// Rows without end, among which something happens once.
    private record Parts(int rows, Runnable inTheMiddle) implements Source {
        @Override
        public String name() {
            return "endless";
        }

        @Override
        public Schema schema() {
            return Schema.of(Field.of("v", DataType.INT64));
        }

        @Override
        public Reading open(Request request) {
            return new Endlessly(rows, inTheMiddle);
        }
    }

    /// Parts without end.
    private static final class Endlessly implements Source.Reading {
        private final int rows;
        private final Runnable inTheMiddle;
        private int parts;

        Endlessly(int rows, Runnable inTheMiddle) {
            this.rows = rows;
            this.inTheMiddle = inTheMiddle;
        }

        @Override
        public synchronized Source.Part next() {
            if (++parts == Endless.SAID_AT) {
                inTheMiddle.run();
            }
            long[] values = LongStream.range(0, rows).map(i -> i * 31 ^ parts).toArray();
            return () -> List
                    .of(Batch.of(List.of(ColumnData.ofLongs(DataType.INT64, values, 0, values.length, null)),
                            values.length));
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
