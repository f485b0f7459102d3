package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Poison;
import dev.peso.internal.column.Table;
import dev.peso.internal.exec.CountedRuns;
import dev.peso.internal.exec.LocalEngine;
import dev.peso.internal.exec.RunOptions;
import dev.peso.internal.plan.RowBounds;

/// Runs random pipelines here, in every way there is, and in DuckDB, and compares.
final class Differential implements AutoCloseable {
    private static final int MOST_ROWS = 20_000;

    private final DuckDbOracle duck = new DuckDbOracle();
    private final Coverage coverage = new Coverage();

    Coverage coverage() {
        return coverage;
    }

    @Override
    public void close() throws SQLException {
        duck.close();
    }

    void check(long seed) {
        check(Case.of(seed, UnaryOperator.identity()));
    }

    /// A pipeline with its tables, and words about it.
    private record Case(long seed, RandomPipeline pipeline, Table first, Table second, String about) {
        static Case of(long seed, UnaryOperator<Table> change) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            Schema schema = RandomTables.schema(random);
            Table first = change.apply(RandomTables.table(random, schema));
            Table second = change.apply(RandomTables.table(random, schema));
            RandomPipeline pipeline;
            try {
                pipeline = new RandomPipeline(random, Dataset.of(first, "t1"), Dataset.of(second, "t2"));
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
            return new Case(seed, pipeline, first, second,
                    "seed " + seed + "\n" + pipeline.sql() + "\n" + pipeline.dataset().explain());
        }

        /// The same with its tables' rows amid values that spoil what is computed with them.
        Case poisoned() {
            RandomGenerator random = new SplittableRandom(seed);
            return of(seed, table -> Poison.around(table, random));
        }

        Dataset dataset() {
            return pipeline.dataset();
        }
    }

    private void check(Case one) {
        coverage.count("pipelines");
        Table expected;
        try {
            expected = run(one.dataset(), RunOptions.DEFAULT.withThreads(1));
        } catch (DataException e) {
            requireFailure(one, e);
            coverage.count("ends in a data error");
            return;
        } catch (RuntimeException e) {
            throw new AssertionError(one.about, e);
        }
        if (expected.rows() <= MOST_ROWS && compare(one, expected)) {
            coverage.count("compared with DuckDB");
            coverage.count(one.pipeline.seen());
            if (expected.rows() > 0) {
                coverage.count("compared and not empty");
            }
            compareSql(one, expected);
        }
        sameHoweverRun(one, expected);
    }

    private List<List<@Nullable Object>> theirs(Case one) throws SQLException {
        duck.load("t1", one.first);
        String sql = one.pipeline.sql();
        if (sql.contains("t2")) {
            duck.load("t2", one.second);
        }
        return duck.query(sql);
    }

    /// What fails here for its data must fail there too, or be an overflow that wraps or widens there.
    private void requireFailure(Case one, DataException e) {
        try {
            theirs(one);
        } catch (SQLException _) {
            return;
        }
        assertThat(e.getMessage()).as(one.about)
                .containsAnyOf("overflow", "more than 38 digits",
                        "does not fit decimal");
    }

    private boolean compare(Case one, Table result) {
        List<List<@Nullable Object>> theirs;
        try {
            theirs = theirs(one);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("out of range")) {
                coverage.count("out of DuckDB's range");
                return false; // a sum or product that DuckDB computes in a narrower type
            }
            throw new AssertionError(one.about, e);
        }
        require(DuckDbOracle.rows(result), theirs, "Peso", "DuckDB", one.about);
        return true;
    }

    private static void require(List<List<@Nullable Object>> ours, List<List<@Nullable Object>> theirs,
            String we, String they, String about) {
        if (!DuckDbOracle.sameRows(ours, theirs)) {
            fail(about + "\nonly " + we + ": " + first(DuckDbOracle.without(ours, theirs)) + "\nonly " + they
                    + ": " + first(DuckDbOracle.without(theirs, ours)));
        }
    }

    private static List<List<@Nullable Object>> first(List<List<@Nullable Object>> rows) {
        return rows.subList(0, Math.min(5, rows.size()));
    }

    /// The SQL text means the same here, where it says nothing that only DuckDB knows.
    private void compareSql(Case one, Table expected) {
        Dataset said;
        try {
            said = Dataset.sql(one.pipeline.sql(),
                    Map.of("t1", Dataset.of(one.first, "t1"), "t2", Dataset.of(one.second, "t2")));
        } catch (QueryException e) {
            coverage.count("not said in SQL");
            if (Boolean.getBoolean("peso.differential.sql")) {
                coverage.count("not said in SQL: " + String.valueOf(e.getMessage()).replaceAll("[0-9]", ""));
            }
            return;
        }
        Table result;
        try {
            result = run(said, RunOptions.DEFAULT.withThreads(1));
        } catch (RuntimeException e) {
            throw new AssertionError("as SQL\n" + one.about, e);
        }
        require(DuckDbOracle.rows(result), DuckDbOracle.rows(expected), "SQL", "verbs", one.about);
        coverage.count("said in SQL");
    }

    private void sameHoweverRun(Case one, Table expected) {
        RowBounds bounds = RowBounds.of(one.dataset().checked());
        assertThat(expected.rows()).as(one.about).isBetween(bounds.least(), bounds.most());
        coverage.count(bounds.most() < RowBounds.UNBOUNDED ? "rows bounded" : "rows not bounded");
        RunOptions plain = RunOptions.DEFAULT;
        exactly(one, plain.withThreads(2), expected, "2 threads");
        exactly(one.poisoned(), plain.withThreads(1), expected, "poison around the rows");
        exactly(one, plain.withThreads(2).withBatchRows(3), expected, "batches of 3 rows");
        try {
            nearly(run(one.dataset(), plain.withThreads(1).withOptimize(false)), expected, "not optimized",
                    one.about);
        } catch (DataException _) {
            // the optimizer may remove the error of a column nobody uses
        }
        nearly(run(one.dataset(), plain.withThreads(2).withMemory(16_000_000)), expected, "16 MB", one.about);
        try {
            CountedRuns.Run tight = CountedRuns.collect(one.dataset().checked(), 2, 4_000);
            nearly(tight.table(), expected, "4 KB, so that all that can spill does", one.about);
            coverage.count(tight.files() > 0 ? "4 KB: spilled" : "4 KB: fitted");
        } catch (MemoryLimitException _) {
            coverage.count("4 KB: refused"); // windows and joins without keys hold their rows in memory and say so
        }
    }

    private static void exactly(Case one, RunOptions options, Table expected, String how) {
        assertThat(DuckDbOracle.rows(run(one.dataset(), options))).as(how + "\n" + one.about)
                .isEqualTo(DuckDbOracle.rows(expected));
    }

    private static void nearly(Table result, Table expected, String how, String about) {
        List<List<@Nullable Object>> a = DuckDbOracle.rows(result);
        List<List<@Nullable Object>> b = DuckDbOracle.rows(expected);
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            same = DuckDbOracle.same(a.get(i), b.get(i));
        }
        if (!same) {
            fail(how + "\n" + about + "\ngives    " + a + "\nexpected " + b);
        }
    }

    private static Table run(Dataset dataset, RunOptions options) {
        return LocalEngine.collect(dataset.checked(), options);
    }
}
