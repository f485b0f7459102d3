package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.spi.Batch;
import dev.peso.spi.ColumnData;
import dev.peso.spi.Source;

/// Nobody ever sees half a file: what fails or is killed in the middle leaves what was there before.
class InterruptedWriteTest {
    @TempDir
    private Path folder;

    record Value(long v, String text) {}

    /// Rows of which the last one fails.
    private static Dataset failing() {
        return Dataset.of(LongStream.range(0, 300_000).mapToObj(i -> new Value(i, "text " + i)).toList())
                .with("v = case when v = 299999 then v + 9223372036854775807 else v end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "csv.gz", "csv.zst", "tsv", "json", "json.gz", "ndjson", "ndjson.zst",
            "parquet", "arrow", "arrows",
            "xlsx"})
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
            Dataset endless = Dataset.of(new Source() {
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
                    return new Endlessly();
                }
            });
            endless.write(target);
        }
    }

    /// Parts without end.
    private static final class Endlessly implements Source.Reading {
        private int parts;

        @Override
        public synchronized Source.Part next() {
            if (++parts == Endless.SAID_AT) {
                IO.println("in the middle");
            }
            long[] values = LongStream.range(0, Endless.ROWS).map(i -> i * 31 ^ parts).toArray();
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
