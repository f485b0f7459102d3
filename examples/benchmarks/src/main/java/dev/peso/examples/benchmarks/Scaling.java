package dev.peso.examples.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.peso.Dataset;

/// How Peso's time grows: with rows, columns and groups, and on inputs of odd shapes; on one thread and on all.
final class Scaling {
    private static final int ROUNDS = 7;

    private final Options options;
    private final List<List<Object>> rows = new ArrayList<>();

    Scaling(Options options) {
        this.options = options;
    }

    void run(Report report) throws Exception {
        for (int size = 100_000; size <= options.rows(); size *= 10) {
            try (Tables tables = Tables.groups(size)) {
                for (Question question : options.questions()) {
                    if (!question.isJoin() && !question.isRead()) {
                        add(question.name(), size, question.peso().apply(tables));
                    }
                }
            }
        }
        int rowCount = Math.min(options.rows(), 10_000_000);
        for (int columns : new int[]{1, 10, 100, 500}) {
            columns(columns, Math.max(1, rowCount / columns));
        }
        for (int groups = 1; groups <= rowCount; groups *= 10) {
            int most = groups;
            SplittableRandom random = new SplittableRandom(5);
            keys("groups " + most, rowCount, i -> (long) random.nextInt(most));
        }
        shapes(rowCount);
        report.table("scaling", List.of("query", "rows", "1 thread, seconds", "ns/row",
                options.threads() + " threads, seconds", "faster by"), rows);
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

    private void shapes(int size) {
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
        both("all null", size, numbers.with("k = cast(null as int64)"));
        both("texts of 10 bytes", size, numbers.with("k = lpad(cast(k as utf8), 10, '0')"));
        both("texts of 60 bytes", size, numbers.with("k = lpad(cast(k as utf8), 60, '0')"));
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
    }

    private void add(String what, int size, Dataset query) {
        double one = seconds(query, 1);
        double many = options.threads() == 1 ? one : seconds(query, options.threads());
        rows.add(List.of(what, size, one, one / size * 1e9, many, one / many));
    }

    private static double seconds(Dataset query, int threads) {
        Function<Integer, Double> run = _ -> {
            long before = System.nanoTime();
            query.threads(threads).collect();
            return (System.nanoTime() - before) / 1e9;
        };
        List<Double> all = IntStream.range(0, ROUNDS).boxed().map(run).toList();
        return Race.median(all.subList(2, ROUNDS));
    }
}
