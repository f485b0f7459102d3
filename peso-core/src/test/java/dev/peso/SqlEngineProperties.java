package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

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
import org.junit.platform.commons.logging.LoggerFactory;

import dev.peso.engine.Engine;

/// Random pipelines give the same rows here as when a database computes what it can of them.
///
/// Rows in memory are sent to the database. What fails there though it does not here must be a number out of range.
@Tag("oracle")
class SqlEngineProperties {
    private static final Coverage COVERAGE = new Coverage();
    private static Databases.@Nullable Source duck;
    private static Databases.@Nullable Source postgres;

    @AfterContainer
    static void tell() {
        LoggerFactory.getLogger(SqlEngineProperties.class).info(COVERAGE::toString);
        if (COVERAGE.of("DUCKDB: pipelines") >= 300 && COVERAGE.of("POSTGRESQL: pipelines") >= 300) {
            assertThat(COVERAGE.rarerThan(60, List.of("DUCKDB: a part", "POSTGRESQL: a part")))
                    .as(COVERAGE.toString())
                    .isEmpty();
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
    void in_duckdb(@ForAll long seed) {
        Databases.Source source = duck == null ? Databases.DUCKDB.fresh() : duck;
        duck = source;
        source.execute("set timezone = '" + RandomTables.ZONE + "'");
        check(seed, Databases.DUCKDB, source);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
    void in_postgresql(@ForAll long seed) {
        Databases.Source source = postgres == null ? Databases.POSTGRESQL.fresh() : postgres;
        postgres = source;
        check(seed, Databases.POSTGRESQL, source);
    }

    private static void check(long given, Databases database, Databases.Source source) {
        long seed = Long.getLong("peso.engine.seed", given);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Schema schema = RandomTables.schema(random);
        Dataset first = Dataset.of(RandomTables.table(random, schema), "t1");
        Dataset second = Dataset.of(RandomTables.table(random, schema), "t2");
        Dataset here = new RandomPipeline(random, first, second).dataset();
        Dataset there = here.on(Engine.sql(source));
        String about = "seed " + seed + "\n" + there.explain();
        COVERAGE.count(database + ": pipelines");
        if (about.contains(" \"PostgreSQL: ") || about.contains(" \"DuckDB: ")) {
            COVERAGE.count(database + ": a part");
            if (about.substring(about.indexOf("physical\n") + 9).lines().count() == 1) {
                COVERAGE.count(database + ": all of it");
            }
        }
        List<List<@Nullable Object>> expected;
        try {
            expected = DuckDbOracle.rows(here.collectTable());
        } catch (DataException _) {
            COVERAGE.count(database + ": ends in a data error here");
            return;
        }
        compare(database, there, expected, about);
        assertThat(source.open()).isZero();
    }

    private static void compare(Databases database, Dataset there, List<List<@Nullable Object>> expected,
            String about) {
        List<List<@Nullable Object>> rows;
        try {
            rows = DuckDbOracle.rows(there.collectTable());
        } catch (DataException e) {
            assertThat(e.getMessage()).as(about).containsIgnoringCase("out of range");
            COVERAGE.count(database + ": out of the database's range");
            return;
        } catch (PesoException e) {
            throw new AssertionError(about, e);
        }
        if (!DuckDbOracle.sameRows(rows, expected)) {
            fail(about + "\nonly there: " + first(DuckDbOracle.without(rows, expected)) + "\nonly here: "
                    + first(DuckDbOracle.without(expected, rows)));
        }
    }

    private static List<List<@Nullable Object>> first(List<List<@Nullable Object>> rows) {
        return rows.subList(0, Math.min(5, rows.size()));
    }
}
