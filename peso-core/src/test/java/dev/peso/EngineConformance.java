package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.jspecify.annotations.Nullable;

import dev.peso.engine.Engine;

/// Random pipelines over rows in memory give the same rows here as when another place computes what it can of them.
///
/// What fails there though it does not here must be a number out of range.
final class EngineConformance {
    private static final String OUT_OF_RANGE = "(?is).*(out of range|overflow).*";

    private final String place;
    private final Coverage coverage;

    /// @param place what `explain` calls it
    EngineConformance(String place, Coverage coverage) {
        this.place = place;
        this.coverage = coverage;
    }

    /// How many pipelines ran, and of how many the place computed a part.
    void requireUse(long pipelines, int parts) {
        if (coverage.of(place + ": pipelines") >= pipelines) {
            assertThat(coverage.of(place + ": a part")).as(coverage.toString()).isGreaterThanOrEqualTo(parts);
        }
    }

    void check(long given, Engine engine) {
        long seed = Long.getLong("peso.engine.seed", Seeds.seed(given));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Schema schema = RandomTables.schema(random);
        Dataset first = Dataset.of(RandomTables.table(random, schema), "t1");
        Dataset second = Dataset.of(RandomTables.table(random, schema), "t2");
        Dataset here = new RandomPipeline(random, first, second).dataset();
        Dataset there = here.on(engine);
        String about = "seed " + seed + "\n" + there.explain();
        count("pipelines");
        if (about.contains(" \"" + place + ": ")) {
            count("a part");
            if (EngineQueries.operators(about).size() == 1) {
                count("all of it");
            }
        }
        List<List<@Nullable Object>> expected;
        try {
            expected = DuckDbOracle.rows(here.collectTable());
        } catch (DataException _) {
            count("ends in a data error here");
            return;
        }
        compare(there, expected, about);
    }

    private void count(String what) {
        coverage.count(place + ": " + what);
    }

    private void compare(Dataset there, List<List<@Nullable Object>> expected, String about) {
        List<List<@Nullable Object>> rows;
        try {
            rows = DuckDbOracle.rows(there.collectTable());
        } catch (DataException e) {
            assertThat(e.getMessage()).as(about).matches(OUT_OF_RANGE);
            count("out of its range");
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
