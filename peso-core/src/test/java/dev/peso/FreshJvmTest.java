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
    private static final int ROWS = 2_000_000;

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
    void queries_over_more_than_the_heap_holds_finish_or_refuse_and_leave_no_files() throws Exception {
        Path data = folder.resolve("data.csv");
        writeData(data);
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Run run = run(List.of("-Xmx64m", "-Djava.io.tmpdir=" + temporary), SmallHeap.class, data.toString(),
                folder.toString());
        assertThat(run.error).isEmpty();
        assertThat(run.output).isEqualTo("""
                sort: 2000000 rows
                group: 2000000 rows
                join: 2000000 rows
                left join with duplicate keys: 6000000 rows
                union and sort: 4000000 rows
                lists: 100000 rows
                explode: 6000000 rows
                range join: 40000 rows
                product: 6000000 rows
                sample: 500000 rows
                extremes: 1 row
                count distinct: 1 row
                window over all rows: refused
                collect: refused
                """);
        try (Stream<Path> left = Files.walk(temporary)) {
            assertThat(left.filter(Files::isRegularFile).filter(f -> !f.toString().endsWith(".lock")))
                    .isEmpty();
        }
    }

    private static void writeData(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("k,g,v,s\n");
            for (long row = 0; row < ROWS; row++) {
                long key = row * 2_654_435_761L % ROWS;
                out.write(key + "," + key % 100_000 + "," + key % 1000 / 8.0 + ",text number " + key
                        + " of many\n");
            }
        }
    }

    /// Runs what spills, writes the results, and collects what cannot fit.
    static final class SmallHeap {
        private SmallHeap() {}

        static void main(String... args) {
            Dataset d = Dataset.read(Path.of(args[0]));
            Path out = Path.of(args[1]).resolve("out.csv");
            Dataset right = d.select("k as j", "s as t");
            write("sort", d.sort("s"), out);
            write("group", d.groupBy("k", "s").agg("v = sum(v)"), out);
            write("join", d.join(d.select("k", "v as w"), Expr.on("k")), out);
            write("left join with duplicate keys",
                    d.leftJoin(d.filter("k < 300000").select("g", "v as w"), Expr.on("g")), out);
            write("union and sort", d.union(d).select("s").sort("s"), out);
            write("lists", d.groupBy("g").agg("l = list(v)").select("g", "list_sum(l) as t"), out);
            write("explode", d.select("k", "[k, g, k + g] as l").explode("l"), out);
            write("range join", d.filter("k % 100 = 1")
                    .with("high = k + 3")
                    .join(right,
                            Expr.on(Expr.col("j").gt(Expr.col("k")), Expr.col("j").lt(Expr.col("high")))),
                    out);
            write("product", d.filter("k < 3").select("k").crossJoin(right), out);
            write("sample", d.sample(500_000, 1), out);
            write("extremes", d.agg("h = max(s)", "l = min(s)", "z = last(s)"), out);
            write("count distinct", d.agg("n = count(distinct s)"), out);
            write("window over all rows", d.with("r", Expr.sum("v").over(Window.orderBy("k"))), out);
            refused("collect", d::collect);
        }

        private static void write(String name, Dataset result, Path out) {
            refused(name, () -> {
                result.write(out);
                long rows = Dataset.read(out).count();
                IO.println(name + ": " + rows + (rows == 1 ? " row" : " rows"));
            });
        }

        private static void refused(String name, Runnable work) {
            try {
                work.run();
            } catch (MemoryLimitException e) {
                boolean isClear = String.valueOf(e.getMessage()).matches(".* needs .*, limit is .*; .*");
                IO.println(name + ": " + (isClear ? "refused" : e.getMessage()));
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
