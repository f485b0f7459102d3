package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operator, at several moments of its work, hears soon that its query is cancelled. How long it took is printed.
@Timeout(120)
class DatasetCancelTest {
    private static final int ROWS = 400_000;
    private static final long MEMORY = 8_000_000;
    /// Rows of a part that one worker reads at once.
    private static final long PART_ROWS = 122_880;
    private static final long WORKERS = Runtime.getRuntime().availableProcessors();
    /// A bound that a busy machine keeps too; the aim is 100 ms.
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Map<String, Dataset> QUERIES = new LinkedHashMap<>();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeQueries() throws IOException {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("k", LongStream.range(0, ROWS).map(i -> i * 2_654_435_761L % ROWS).toArray());
        columns.put("g", LongStream.range(0, ROWS).map(i -> i * 7_919 % 1_000).toArray());
        columns.put("w", LongStream.range(0, ROWS).map(i -> i * 31 % (ROWS / 4)).toArray());
        columns.put("v", IntStream.range(0, ROWS).mapToDouble(i -> i % 1_000 / 8.0).toArray());
        columns.put("s", IntStream.range(0, ROWS)
                .mapToObj(i -> "aaaaaaaaaaaaaaaaaaaaaaaa " + i * 7_919L % ROWS)
                .toArray(String[]::new));
        Dataset d = Dataset.of(columns);
        Path csv = folder.resolve("rows.csv");
        d.write(csv);
        String regex = "regexp_matches(s, '(.*a){9}b')";
        Dataset right = d.select("k", "g", "s as s2", "v as v2");
        QUERIES.put("scan", Dataset.read(csv).filter(regex));
        QUERIES.put("filter", d.union(d, d, d).filter(regex));
        QUERIES.put("map", d.with("x",
                Expr.udf("slow", Long.class, Long.class, x -> LongStream.range(0, 500).sum() + x,
                        Expr.col("k"))));
        QUERIES.put("sort", d.union(d, d).sort("s", "k"));
        QUERIES.put("top", d.union(d, d, d, d).sort("s").limit(9_000));
        QUERIES.put("aggregate", d.union(d).groupBy("s").agg("n = count(*)", "l = string_agg(s, ',')"));
        QUERIES.put("aggregate all", d.union(d, d).agg("m = median(v)", "n = count(distinct s)"));
        QUERIES.put("distinct", d.union(d, d).distinct());
        QUERIES.put("pivot", d.union(d, d).pivot(List.of("w"), "g", List.of(1, 2, 3, 4), Expr.sum("v")));
        QUERIES.put("join", d.union(d).join(right.select("s2 as s", "k as k2"), Expr.on("s")));
        QUERIES.put("join with many matches",
                d.join(right.select("g", "v2"), Expr.on("g")).agg("x = sum(v2)"));
        QUERIES.put("join with a condition", d.join(right.rename("k", "k2"),
                Expr.on("g").and(Expr.col("k2").plus(Expr.col("k")).lt(Expr.lit(0)))));
        QUERIES.put("cross join", d.crossJoin(right.select("k as k2")).agg("x = sum(k2)"));
        QUERIES.put("range join",
                d.join(right.select("k as k2"), Expr.on(Expr.col("k2").ge(Expr.col("k"))))
                        .agg("x = sum(k2)"));
        QUERIES.put("as-of join", d.union(d).asOfJoin(right.select("k", "s2"), AsOf.on("k")));
        QUERIES.put("window", d.with("r = rank() over (partition by g order by s)"));
        QUERIES.put("window of all rows", d.with("r = rank() over (order by s)"));
        QUERIES.put("window over wide frames", d.with(
                "m = median(v) over (order by k rows between 50000 preceding and current row)"));
        QUERIES.put("window of distinct values", d.with(
                "m = count(distinct w) over (order by k rows between 50000 preceding and current row)"));
        QUERIES.put("explode", d.with("l = range(0, 100)").explode("l"));
        QUERIES.put("sample", d.union(d, d, d).sample(ROWS, 1));
        QUERIES.put("collect", Dataset.read(csv).with("u = upper(s)"));
        for (String name : List.of("sort", "aggregate", "distinct", "join", "as-of join", "window")) {
            QUERIES.put(name + " on disk", query(name).memory(MEMORY));
        }
        QUERIES.put("join without keys on disk", d.join(right.select("k as k2", "s2"),
                Expr.on(Expr.col("k2").ge(Expr.col("k")), Expr.col("k2").lt(Expr.col("k").plus(3))))
                .memory(MEMORY));
    }

    private static Dataset query(String name) {
        return Objects.requireNonNull(QUERIES.get(name), name);
    }

    static Stream<String> names() {
        return QUERIES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_handle_cancels_soon(String name) throws InterruptedException {
        for (int delay : new int[]{15, 120, 400}) {
            RunningQuery running = query(name).start();
            if (running.await(Duration.ofMillis(delay))) {
                assertThat(running.result()).isNotNull();
                return;
            }
            long read = running.rowsRead();
            long before = System.nanoTime();
            running.cancel();
            assertThat(running.await(SOON)).as(name).isTrue();
            print(name, delay, System.nanoTime() - before);
            assertThat(running.rowsRead() - read).as("rows of parts begun since")
                    .isLessThanOrEqualTo(2 * WORKERS * PART_ROWS);
            Throwable thrown = catchThrowable(running::result);
            assertThat(thrown).satisfiesAnyOf(e -> assertThat(e).isNull(),
                    e -> assertThat(e).isInstanceOf(QueryCancelledException.class));
        }
    }

    private static void print(String name, int delay, long nanos) {
        IO.println(String.format(Locale.ROOT, "%-28s cancelled after %3d ms: ended in %5.1f ms", name, delay,
                nanos / 1e6));
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_time_limit_is_kept(String name) {
        long before = System.nanoTime();
        Throwable thrown = catchThrowable(
                () -> query(name).timeout(Duration.ofMillis(40)).write(folder.resolve("out.csv")));
        long over = System.nanoTime() - before - 40_000_000;
        assertThat(Duration.ofNanos(over)).isLessThan(SOON);
        assertThat(thrown).satisfiesAnyOf(e -> assertThat(e).isNull(),
                e -> assertThat(e).isInstanceOf(QueryTimeoutException.class));
    }

    @Test
    void an_interrupt_ends_a_write_soon_and_leaves_no_file() throws Exception {
        Path out = folder.resolve("interrupted.csv");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> thrown.set(catchThrowable(
                () -> query("cross join").union(query("cross join")).write(out))));
        Thread copying = new Thread(() -> thrown.set(catchThrowable(() -> {
            Dataset d = Dataset.read(folder.resolve("rows.csv"));
            d.crossJoin(d.select("k as k2")).write(out);
        })));
        for (Thread each : List.of(thread, copying)) {
            each.start();
            Thread.sleep(300);
            each.interrupt();
            each.join(SOON);
            assertThat(each.isAlive()).isFalse();
            assertThat(thrown.get()).isInstanceOf(QueryCancelledException.class)
                    .hasMessage("the query was cancelled: its thread was interrupted");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(f -> f.getFileName().toString())).allMatch(f -> f.equals("rows.csv")
                        || f.equals("out.csv"));
            }
        }
    }

    @Test
    void an_interrupted_thread_starts_no_query() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> query("sort").collect())
                    .isInstanceOf(QueryCancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
