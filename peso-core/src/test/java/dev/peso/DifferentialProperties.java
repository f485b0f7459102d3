package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.SQLException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Table;
import dev.peso.internal.exec.LocalEngine;
import dev.peso.internal.exec.RunOptions;

/// Random pipelines give the same rows as DuckDB, and the same ordered rows however they are run.
///
/// A failure names its seed; `-Dpeso.differential.seed=N` runs that pipeline alone, `-Dpeso.differential.tries=N` as many
/// as wanted.
@Tag("oracle")
class DifferentialProperties {
    private static final DuckDbOracle DUCK_DB = new DuckDbOracle();
    private static final int MOST_ROWS = 20_000;

    @AfterContainer
    static void close() throws SQLException {
        DUCK_DB.close();
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
    void a_random_pipeline_means_what_duckdb_says(@ForAll long seed) {
        check(Long.getLong("peso.differential.seed", seed));
    }

    private static void check(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Table first = RandomTables.table(random);
        Table second = RandomTables.table(random);
        RandomPipeline pipeline = new RandomPipeline(random, Dataset.of(first, "t1"),
                Dataset.of(second, "t2"));
        String about = "seed " + seed + "\n" + pipeline.sql() + "\n" + pipeline.dataset().explain();
        Table expected;
        try {
            expected = run(pipeline.dataset(), RunOptions.DEFAULT.withThreads(1));
        } catch (DataException e) {
            requireFailure(pipeline, first, second, e, about);
            return;
        } catch (RuntimeException e) {
            throw new AssertionError(about, e);
        }
        if (expected.rows() <= MOST_ROWS) {
            compare(pipeline, first, second, expected, about);
        }
        sameHoweverRun(pipeline.dataset(), expected, about);
    }

    /// What fails here for its data must fail there too, or be an overflow that wraps or widens there.
    private static void requireFailure(RandomPipeline pipeline, Table first, Table second, DataException e,
            String about) {
        try {
            DUCK_DB.load("t1", first);
            DUCK_DB.load("t2", second);
            DUCK_DB.query(pipeline.sql());
        } catch (SQLException _) {
            return;
        }
        assertThat(e.getMessage()).as(about).contains("overflow");
    }

    private static void compare(RandomPipeline pipeline, Table first, Table second, Table result,
            String about) {
        List<List<@Nullable Object>> ours = DuckDbOracle.rows(result);
        List<List<@Nullable Object>> theirs;
        try {
            DUCK_DB.load("t1", first);
            DUCK_DB.load("t2", second);
            theirs = DUCK_DB.query(pipeline.sql());
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("ut of Range")) {
                return; // a sum or product that DuckDB computes in a narrower type
            }
            throw new AssertionError(about, e);
        }
        if (!DuckDbOracle.sameRows(ours, theirs)) {
            fail(about + "\nonly Peso:   " + DuckDbOracle.without(ours, theirs) + "\nonly DuckDB: "
                    + DuckDbOracle.without(theirs, ours));
        }
    }

    private static void sameHoweverRun(Dataset dataset, Table expected, String about) {
        RunOptions plain = RunOptions.DEFAULT;
        exactly(dataset, plain.withThreads(2), expected, "2 threads", about);
        exactly(dataset, plain.withThreads(2).withBatchRows(3), expected, "batches of 3 rows", about);
        try {
            nearly(dataset, plain.withThreads(1).withOptimize(false), expected, "not optimized", about);
        } catch (DataException _) {
            // the optimizer may remove the error of a column nobody uses
        }
        nearly(dataset, plain.withThreads(2).withMemory(16_000_000), expected, "16 MB", about);
        try {
            nearly(dataset, plain.withThreads(2).withMemory(4_000), expected,
                    "4 KB, so that all that can spill does", about);
        } catch (MemoryLimitException _) {
            // windows and joins without keys hold their rows in memory and say so
        }
    }

    private static void exactly(Dataset dataset, RunOptions options, Table expected, String how,
            String about) {
        assertThat(DuckDbOracle.rows(run(dataset, options))).as(how + "\n" + about)
                .isEqualTo(DuckDbOracle.rows(expected));
    }

    private static void nearly(Dataset dataset, RunOptions options, Table expected, String how,
            String about) {
        List<List<@Nullable Object>> a = DuckDbOracle.rows(run(dataset, options));
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
