package dev.peso.examples.benchmarks;

import static dev.peso.Expr.on;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.peso.Dataset;
import dev.peso.MemoryLimitException;

/// How Peso's time grows: with rows, columns and groups, and on inputs of odd shapes; on one thread and on all.
final class Scaling {
    private static final int ROUNDS = 7;
    /// A query that takes longer in all has fewer rounds.
    private static final double LONG_SECONDS = 6;
    private static final int LEAST_ROUNDS = 3;
    /// A query has more rounds until so much time is spent: short ones need them to be compiled.
    private static final double LEAST_SECONDS = 2;
    private static final int MOST_ROUNDS = 300;
    /// Questions that hold about as much as the table has.
    private static final Set<String> SPILLING = Set.of("gb10", "sort", "sort2");
    /// Memory for each row where little is given; a row of the table takes 76 bytes.
    private static final long SPILL_ROW_BYTES = 10;
    private static final long TEXT_BYTES = 600_000_000;
    /// Rows of the table that others are joined with.
    private static final int SMALL_ROWS = 100_000;
    private static final int PIECE = 4_096;

    /// A part of a loop over so many rows.
    private interface Loop {
        double run(int from, int to);
    }

    private final Options options;
    private final List<List<Object>> rows = new ArrayList<>();
    /// What the loops found, so that none is left out.
    private double sink;

    Scaling(Options options) {
        this.options = options;
    }

    /// The questions over ever more rows, after what the machine itself makes of a second thread.
    void sizes(Report report) throws Exception {
        machine();
        for (long size = 100_000; size <= options.rows(); size *= 10) {
            sizes((int) size);
        }
        report("scaling", report);
    }

    /// Ever more columns and groups, and keys and values of odd shapes.
    void shapes(Report report) throws Exception {
        int rowCount = Math.min(options.rows(), 10_000_000);
        for (int columns : new int[]{1, 10, 100, 500}) {
            columns(columns, Math.max(1, rowCount / columns));
        }
        for (int groups = 1; groups <= rowCount; groups *= 10) {
            int most = groups;
            SplittableRandom random = new SplittableRandom(5);
            keys("groups " + most, rowCount, i -> (long) random.nextInt(most));
        }
        odd(rowCount);
        report("shapes", report);
    }

    private void report(String title, Report report) {
        report.table(title, List.of("query", "rows", "1 thread, seconds", "ns/row",
                options.threads() + " threads, seconds", "faster by"), rows);
    }

    /// The questions over one table, and the heavy ones among them with memory for a part of it, so that they spill.
    private void sizes(int size) throws Exception {
        try (Tables tables = Tables.groups(size)) {
            for (Question question : options.questions()) {
                if (!question.isJoin() && !question.isRead()) {
                    Dataset query = question.peso().apply(tables);
                    add(question.name(), size, query);
                    if (SPILLING.contains(question.name())) {
                        add(question.name() + " in little memory", size,
                                query.memory(Math.max(1 << 20, SPILL_ROW_BYTES * size)));
                    }
                }
            }
        }
    }

    /// Loops without the engine, each thread its part: as much as a second thread can gain here.
    private void machine() {
        double[] values = new SplittableRandom(6).doubles(10_000_000).toArray();
        int[] places = new SplittableRandom(7).ints(values.length, 0, values.length).toArray();
        addLoop("loop: values in order", values.length, (from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += values[i];
            }
            return sum;
        });
        addLoop("loop: values at random places", values.length, (from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += values[places[i]];
            }
            return sum;
        });
        addLoop("loop: arithmetic", values.length, (from, to) -> {
            long state = from;
            for (int i = from; i < to; i++) {
                state = (state ^ state >>> 29) * 0xbf58476d1ce4e5b9L + i;
            }
            return state;
        });
        addLoop("loop: new arrays", values.length, (from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i += PIECE) {
                double[] piece = Arrays.copyOfRange(values, i, Math.min(to, i + PIECE));
                sum += piece[piece.length - 1];
            }
            return sum;
        });
    }

    /// A filter and a sum over many columns; rows are counted once for each column.
    private void columns(int columns, int size) {
        SplittableRandom random = new SplittableRandom(3);
        Map<String, Object> data = new LinkedHashMap<>();
        for (int c = 0; c < columns; c++) {
            data.put("c" + c, random.doubles(size).toArray());
        }
        Dataset table = Dataset.of(data).collect();
        add("filter, columns " + columns, size * columns, table.filter("c0 > 0.5"));
        String sums = IntStream.range(0, columns)
                .mapToObj(c -> "sum(c" + c + ") as s" + c)
                .collect(Collectors.joining(", "));
        add("sums, columns " + columns, size * columns, table.agg(sums.split(", ")));
    }

    private void odd(int size) {
        SplittableRandom random = new SplittableRandom(9);
        double[] zipf = new double[100_000];
        double sum = 0;
        for (int i = 0; i < zipf.length; i++) {
            sum += 1.0 / (i + 1);
            zipf[i] = sum;
        }
        double all = sum;
        keys("Zipf", size, _ -> (long) Math.abs(Arrays.binarySearch(zipf, random.nextDouble() * all)));
        keys("sorted", size, i -> (long) i);
        keys("reversed", size, i -> (long) size - i);
        keys("constant", size, _ -> 7L);
        Dataset numbers = table(size, i -> (long) random.nextInt(100_000));
        both("half null", size, numbers.with("k = case when k % 2 = 0 then k end"));
        both("nine in ten null", size, numbers.with("k = case when k % 10 = 0 then k end"));
        both("all null", size, numbers.with("k = cast(null as int64)"));
        both("values nine in ten null", size, numbers.with("v = case when k % 10 = 0 then v end"));
        for (int bytes : new int[]{10, 60, 1_000}) {
            int some = (int) Math.min(size, TEXT_BYTES / bytes);
            both("texts of " + bytes + " bytes", some,
                    numbers.limit(some).with("k = lpad(cast(k as utf8), " + bytes + ", '0')"));
        }
    }

    private static Dataset table(int size, IntFunction<Long> key) {
        long[] keys = new long[size];
        Arrays.setAll(keys, key::apply);
        return Dataset.of(Map.of("k", keys, "v", new SplittableRandom(4).doubles(size).toArray())).collect();
    }

    private void keys(String what, int size, IntFunction<Long> key) {
        both(what, size, table(size, key));
    }

    private void both(String what, int size, Dataset table) {
        Dataset ready = table.collect();
        add("sum by k, " + what, size, ready.groupBy("k").agg("s = sum(v)"));
        add("sort by k, " + what, size, ready.sort("k"));
        Dataset small = ready.select("k").distinct().limit(SMALL_ROWS).with("w = 1").collect();
        add("join on k, " + what, size, ready.join(small, on("k")));
    }

    private void addLoop(String what, int size, Loop loop) {
        add(what, size, threads -> {
            List<Future<Double>> parts;
            try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
                parts = IntStream.range(0, threads)
                        .mapToObj(part -> pool.submit(() -> loop.run((int) ((long) size * part / threads),
                                (int) ((long) size * (part + 1) / threads))))
                        .toList();
            }
            parts.forEach(part -> sink += part.resultNow());
        });
    }

    private void add(String what, int size, Dataset query) {
        add(what, size, threads -> query.threads(threads).collect());
    }

    private void add(String what, int size, IntConsumer run) {
        double[] seconds = seconds(run, new int[]{1, options.threads()});
        double one = seconds[0];
        double many = seconds[1];
        rows.add(List.of(what, size, one, one / size * 1e9, many, one / many));
        System.err.printf(Locale.ROOT, "%s, %,d rows: %.4f s, %.4f s%n", what, size, one, many);
    }

    /// Median seconds of the second half of the rounds with each number of threads, in turn; not numbers when the answer
    /// does not fit in memory.
    private static double[] seconds(IntConsumer run, int[] threads) {
        double[][] all = new double[threads.length][MOST_ROUNDS];
        double sum = 0;
        int round = 0;
        for (; round < LEAST_ROUNDS || round < ROUNDS && sum < LONG_SECONDS
                || round < MOST_ROUNDS && sum < LEAST_SECONDS; round++) {
            for (int i = 0; i < threads.length; i++) {
                long before = System.nanoTime();
                try {
                    run.accept(threads[i]);
                } catch (MemoryLimitException _) {
                    double[] none = new double[threads.length];
                    Arrays.fill(none, Double.NaN);
                    return none;
                }
                all[i][round] = (System.nanoTime() - before) / 1e9;
                sum += all[i][round];
            }
        }
        int rounds = round;
        return Arrays.stream(all)
                .mapToDouble(times -> Race.median(
                        Arrays.stream(times, rounds / 2, rounds).boxed().toList()))
                .toArray();
    }
}
