package dev.peso.examples.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.peso.Dataset;
import dev.peso.Field;

/// Lets the systems answer each question in turn, round by round, and prints medians and the median of paired ratios.
final class Race {
    private static final int WARM_UP = 3;

    private final Tables tables;
    private final DuckDb duckDb;
    private final int rounds;

    Race(Tables tables, DuckDb duckDb, int rounds) {
        this.tables = tables;
        this.duckDb = duckDb;
        this.rounds = rounds;
    }

    void run(List<Question> questions) throws Exception {
        IO.println(
                "DuckDB " + duckDb.version() + "; seconds, median of " + rounds + " rounds after " + WARM_UP
                        + "; ratio below 1: Peso is faster");
        IO.println(String.format(Locale.ROOT, "%-8s %10s %10s %8s %10s  %s", "question", "Peso", "DuckDB",
                "ratio",
                "first", "answers"));
        double logs = 0;
        for (Question question : questions) {
            logs += Math.log(run(question));
        }
        IO.println(String.format(Locale.ROOT, "geometric mean of the ratios: %.2f",
                Math.exp(logs / Math.max(1, questions.size()))));
    }

    private double run(Question question) throws Exception {
        double[] peso = new double[rounds];
        double[] duck = new double[rounds];
        double first = 0;
        String verdict = "";
        for (int round = -WARM_UP; round < rounds; round++) {
            long before = System.nanoTime();
            Dataset answer = question.peso().apply(tables).collect();
            double seconds = (System.nanoTime() - before) / 1e9;
            double theirs = duckDb.time(question.sql());
            if (round == -WARM_UP) {
                first = seconds;
                verdict = agree(check(answer), duckDb.check());
            }
            if (round >= 0) {
                peso[round] = seconds;
                duck[round] = theirs;
            }
        }
        double[] ratios = new double[rounds];
        Arrays.setAll(ratios, i -> peso[i] / duck[i]);
        IO.println(String.format(Locale.ROOT, "%-8s %10.3f %10.3f %8.2f %10.3f  %s", question.name(),
                median(peso),
                median(duck), median(ratios), first, verdict));
        return median(ratios);
    }

    /// The rows of an answer and the sum of each of its number columns.
    private static List<Double> check(Dataset answer) {
        List<Double> sums = new ArrayList<>(List.of((double) answer.count()));
        for (Field field : answer.schema()) {
            if (field.type().isNumeric()) {
                sums.add(answer.agg("value = sum(cast(\"" + field.name() + "\" as float64))")
                        .stream(Sum.class)
                        .findFirst()
                        .orElseThrow()
                        .value());
            }
        }
        return sums;
    }

    /// One cell.
    record Sum(double value) {}

    /// Sums agree up to the order of columns and of additions.
    private static String agree(List<Double> ours, List<Double> theirs) {
        if (ours.size() != theirs.size()) {
            return "DIFFER: " + ours + " and " + theirs;
        }
        double[] a = ours.stream().mapToDouble(d -> d).sorted().toArray();
        double[] b = theirs.stream().mapToDouble(d -> d).sorted().toArray();
        for (int i = 0; i < a.length; i++) {
            if (Math.abs(a[i] - b[i]) > 1e-9 * Math.max(1, Math.abs(a[i]))) {
                return "DIFFER: " + ours + " and " + theirs;
            }
        }
        return "agree, " + String.format(Locale.ROOT, "%,.0f", ours.getFirst()) + " rows";
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
