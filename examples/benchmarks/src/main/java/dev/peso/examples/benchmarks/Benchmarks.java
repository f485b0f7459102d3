package dev.peso.examples.benchmarks;

import java.util.Arrays;
import java.util.List;

/// Runs the db-benchmark questions on Peso and its peers, in turn, in one process.
///
/// Arguments: rows (10000000), rounds (5), then the names of questions (all of them).
final class Benchmarks {
    private Benchmarks() {}

    static void main(String... args) throws Exception {
        int rows = args.length > 0 ? (int) Double.parseDouble(args[0]) : 10_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        List<String> only = args.length > 2 ? Arrays.asList(args).subList(2, args.length) : List.of();
        Runtime runtime = Runtime.getRuntime();
        IO.println("db-benchmark, " + rows + " rows, " + runtime.availableProcessors() + " processors, heap "
                + (runtime.maxMemory() >> 20) + " MB, Java " + Runtime.version());
        try (DuckDb duckDb = new DuckDb(Math.min(2, runtime.availableProcessors()))) {
            List<Question> questions = Question.all()
                    .stream()
                    .filter(q -> only.isEmpty() || only.contains(q.name()))
                    .toList();
            Tables tables = Tables.generate(rows, questions.stream().anyMatch(Question::isJoin), duckDb);
            new Race(tables, duckDb, rounds).run(questions);
        }
    }
}
