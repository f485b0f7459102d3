package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a user's own JVM shows: no flag needed, nothing on standard error, any locale and zone, a heap smaller than the
/// data.
class FreshJvmTest {
    private static final int ROWS = 3_500_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"tr, TR, Asia/Kathmandu", "de, DE, America/St_Johns", "ar, EG, Pacific/Kiritimati"})
    void runs_alike_under_any_locale_and_zone_and_prints_no_warning(String language, String country,
            String zone)
            throws Exception {
        Run run = run(
                List.of("-Duser.language=" + language, "-Duser.country=" + country,
                        "-Duser.timezone=" + zone),
                Everyday.class);
        assertThat(run.error).isEmpty();
        assertThat(run.output).isEqualTo("""
                ┌───────┬───────┬────────────┬────────┐
                │ title │     n │ last       │ text   │
                │ utf8  │ int64 │ date       │ utf8   │
                ├───────┼───────┼────────────┼────────┤
                │ TITLE │     2 │ 2024-02-29 │ 1234.5 │
                └───────┴───────┴────────────┴────────┘
                1 row, 4 columns

                """);
    }

    /// Prints a small table that touches case mapping, numbers, dates and text.
    static final class Everyday {
        private Everyday() {}

        record Item(String name, double price, String day) {}

        static void main() {
            Dataset.of(List.of(new Item("title", 1234.5, "2024-02-29"), new Item("tItLe", 1, "2024-01-31")))
                    .with("title = upper(name)")
                    .groupBy("title")
                    .agg("n = count(*)", "last = max(cast(day as date))", "text = max(cast(price as utf8))")
                    .show();
        }
    }

    @Test
    void sorts_groups_and_joins_more_than_the_heap_holds_and_leaves_no_files() throws Exception {
        Path data = folder.resolve("data.csv");
        writeData(data);
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Run run = run(List.of("-Xmx96m", "-Djava.io.tmpdir=" + temporary), SmallHeap.class, data.toString(),
                folder.toString());
        assertThat(run.error).isEmpty();
        assertThat(run.output)
                .isEqualTo("sorted " + ROWS + "\ngrouped " + ROWS + "\njoined " + ROWS + "\nrefused\n");
        try (Stream<Path> left = Files.walk(temporary)) {
            assertThat(left.filter(Files::isRegularFile).filter(f -> !f.toString().endsWith(".lock")))
                    .isEmpty();
        }
    }

    private static void writeData(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("k,v,s\n");
            for (long row = 0; row < ROWS; row++) {
                long key = row * 2_654_435_761L % ROWS;
                out.write(key + "," + key % 1000 / 8.0 + ",text number " + key + " of many\n");
            }
        }
    }

    /// Runs what spills, writes the results, and collects what cannot fit.
    static final class SmallHeap {
        private SmallHeap() {}

        static void main(String... args) {
            Dataset data = Dataset.read(Path.of(args[0]));
            Path out = Path.of(args[1]).resolve("out.csv");
            data.sort("s").write(out);
            IO.println("sorted " + Dataset.read(out).count());
            data.groupBy("k", "s").agg("v = sum(v)").write(out);
            IO.println("grouped " + Dataset.read(out).count());
            data.join(data.select("k", "v as w"), Expr.on("k")).write(out);
            IO.println("joined " + Dataset.read(out).count());
            try {
                data.collect();
            } catch (MemoryLimitException e) {
                IO.println(String.valueOf(e.getMessage()).contains("write(path) streams")
                        ? "refused"
                        : e.getMessage());
            }
        }
    }

    private record Run(String output, String error) {}

    private Run run(List<String> flags, Class<?> main, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(flags);
        command.addAll(List.of("-Dstdout.encoding=UTF-8", "-cp", System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        Path output = folder.resolve("output");
        Path error = folder.resolve("error");
        Process process = new ProcessBuilder(command).redirectOutput(output.toFile())
                .redirectError(error.toFile())
                .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        return new Run(text(output), text(error));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
