package dev.peso.examples.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import dev.peso.Dataset;
import dev.peso.ml.Learners;
import dev.peso.ml.Model;
import dev.peso.ml.Pipeline;
import dev.peso.ml.Scorer;

/// How fast trained models predict: one row at a time through a scorer, and many rows at once.
///
/// `-Dbench.main=dev.peso.examples.benchmarks.Scoring`, with the number of rows of the batch as argument.
public final class Scoring {
    private static final int WARM = 200_000;
    private static final int CALLS = 1_000_000;
    private static final int ROUNDS = 7;

    private Scoring() {}

    /// A customer as a service has it.
    ///
    /// @param age in years
    /// @param plan what is paid for
    /// @param price a month
    /// @param months for how long
    /// @param calls to the service
    public record Customer(int age, String plan, double price, int months, double calls) {}

    /// Measures and prints.
    ///
    /// @param args how many rows a batch has; 1,000,000 if none
    public static void main(String[] args) {
        int rows = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
        Dataset customers = customers(20_000);
        Model trees = Pipeline.predict("churn")
                .prepare()
                .learn(Learners.boostedTrees().trees(200))
                .fit(customers);
        oneRow("200 boosted trees", trees);
        Model line = Pipeline.predict("churn").prepare().learn(Learners.logistic()).fit(customers);
        oneRow("logistic regression", line);
        Dataset many = customers(rows).drop("churn").collect();
        batch("logistic regression, mixed columns", line, many);
        Dataset numbers = numbers(rows);
        Model linear = Pipeline.predict("y").prepare().learn(Learners.linear()).fit(numbers.limit(20_000));
        batch("linear regression, 10 numbers", linear, numbers.drop("y").collect());
    }

    private static Dataset customers(int rows) {
        SplittableRandom random = new SplittableRandom(1);
        int[] age = random.ints(rows, 18, 90).toArray();
        double[] price = random.doubles(rows, 5, 120).toArray();
        int[] months = random.ints(rows, 0, 72).toArray();
        double[] calls = random.doubles(rows, 0, 9).toArray();
        List<String> plans = List.of("basic", "plus", "gold", "team");
        int[] plan = random.ints(rows, 0, 4).toArray();
        List<String> churn = IntStream.range(0, rows)
                .mapToObj(i -> price[i] / 20 - months[i] / 10.0 + calls[i] / 3 + (plan[i] == 0 ? 2 : 0)
                        + 3 * random.nextDouble() > 3 ? "yes" : "no")
                .toList();
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("age", age);
        columns.put("plan", IntStream.of(plan).mapToObj(plans::get).toList());
        columns.put("price", price);
        columns.put("months", months);
        columns.put("calls", calls);
        columns.put("churn", churn);
        return Dataset.of(columns).collect();
    }

    private static Dataset numbers(int rows) {
        SplittableRandom random = new SplittableRandom(2);
        Map<String, Object> columns = new LinkedHashMap<>();
        double[] y = new double[rows];
        for (int j = 0; j < 10; j++) {
            double[] x = random.doubles(rows).toArray();
            double factor = j;
            Arrays.setAll(y, i -> y[i] + factor * x[i]);
            columns.put("x" + j, x);
        }
        columns.put("y", y);
        return Dataset.of(columns).collect();
    }

    private static void oneRow(String what, Model model) {
        Scorer<Customer> scorer = model.scorer(Customer.class);
        SplittableRandom random = new SplittableRandom(3);
        Customer[] some = new Customer[1_024];
        Arrays.setAll(some, i -> new Customer(random.nextInt(18, 90), i % 3 == 0 ? "basic" : "gold",
                random.nextDouble(5, 120), random.nextInt(72), random.nextDouble(9)));
        double sum = 0;
        for (int i = 0; i < WARM; i++) {
            sum += scorer.score(some[i % some.length]);
        }
        long[] nanos = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            sum += scorer.score(some[i % some.length]);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT,
                "one row, %s: median %.1f us, p99 %.1f us, p99.9 %.1f us, most %.1f us (%d calls, mean %.3f)%n",
                what,
                nanos[CALLS / 2] / 1e3, nanos[CALLS * 99 / 100] / 1e3,
                nanos[(int) (CALLS * 999L / 1_000)] / 1e3,
                nanos[CALLS - 1] / 1e3, CALLS, sum / (WARM + CALLS));
    }

    private static void batch(String what, Model model, Dataset data) {
        double best = Double.POSITIVE_INFINITY;
        long rows = data.count();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            long predicted = model.predict(data).count();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (predicted != rows) {
                throw new IllegalStateException("predicted " + predicted + " of " + rows + " rows");
            }
            best = Math.min(best, seconds);
        }
        System.out.printf(Locale.ROOT, "batch, %s: %,d rows in %.3f s, %,.0f rows/s (best of %d)%n", what,
                rows, best,
                rows / best, ROUNDS);
    }
}
