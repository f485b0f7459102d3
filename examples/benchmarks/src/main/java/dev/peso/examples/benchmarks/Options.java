package dev.peso.examples.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// What to run.
///
/// @param rows `--rows 1e7`: of the tables
/// @param rounds `--rounds 9`: timed rounds, after three to warm up
/// @param seconds `--seconds 30`: a question begins no further round after so many, though it takes four; never by default
/// @param threads `--threads 2`: of each system that can tell
/// @param questions `--questions gb1,gb3`: all of them by default
/// @param peers `--peers duckdb,polars`: `duckdb,polars,tablesaw,dflib` by default
/// @param parts what to run: the race unless `--no-race`, and `--cold`, `--memory`, `--scaling`, `--shapes` where
///     asked for
/// @param json `--json FILE`: where to add the results as JSON lines, or null
/// @param chart `--chart FILE.svg`: where to draw the ratios of each race, or null
record Options(int rows, int rounds, double seconds, int threads, List<Question> questions,
        List<String> peers,
        Set<Part> parts, @Nullable Path json, @Nullable Path chart) {
    /// What can be measured.
    enum Part {
        /// Questions answered in turn.
        RACE,
        /// Whole processes.
        COLD,
        /// How much memory questions take.
        MEMORY,
        /// How time grows with the rows.
        SCALING,
        /// How time depends on columns, groups and the look of the data.
        SHAPES
    }

    static final String PEERS = "duckdb,polars,tablesaw,dflib,polars-streaming";

    static Options parse(String... args) {
        int rows = 10_000_000;
        int rounds = 9;
        double seconds = Double.POSITIVE_INFINITY;
        int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
        List<Question> questions = Question.ALL;
        List<String> peers = List.of("duckdb", "polars", "tablesaw", "dflib");
        Set<Part> parts = EnumSet.of(Part.RACE);
        Path json = null;
        Path chart = null;
        for (int i = 0; i < args.length; i++) {
            String option = args[i];
            if (option.equals("--no-race")) {
                parts.remove(Part.RACE);
                continue;
            }
            if (Set.of("--cold", "--memory", "--scaling", "--shapes").contains(option)) {
                parts.add(Part.valueOf(option.substring(2).toUpperCase(Locale.ROOT)));
                continue;
            }
            if (++i == args.length) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            String value = args[i];
            switch (option) {
                case "--rows" -> rows = rows(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--seconds" -> seconds = Double.parseDouble(value);
                case "--threads" -> threads = Integer.parseInt(value);
                case "--questions" -> questions = chosen(Set.of(value.split(",")));
                case "--peers" ->
                    peers = Arrays.stream(value.split(",")).filter(p -> !p.equals("none")).toList();
                case "--json" -> json = Path.of(value);
                case "--chart" -> chart = svg(value);
                default -> throw new IllegalArgumentException(
                        "no option \"" + option + "\"; options: --rows --rounds "
                                + "--seconds --threads --questions --peers --no-race --cold --memory --scaling --shapes --json --chart");
            }
        }
        return new Options(rows, rounds, seconds, threads, questions, peers, parts, json, chart);
    }

    private static int rows(String value) {
        double rows = Double.parseDouble(value);
        if (!(rows >= 1 && rows <= 1e9)) {
            throw new IllegalArgumentException("--rows must be in [1, 1e9], got " + value);
        }
        return (int) rows;
    }

    private static Path svg(String value) {
        if (!value.endsWith(".svg")) {
            throw new IllegalArgumentException("--chart needs a file that ends in .svg, got " + value);
        }
        return Path.of(value);
    }

    private static List<Question> chosen(Set<String> names) {
        List<String> known = Question.ALL.stream().map(Question::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("no question \"" + name + "\"; questions: " + known);
            }
        }
        return Question.ALL.stream().filter(q -> names.contains(q.name())).toList();
    }
}
