package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.platform.commons.logging.LoggerFactory;

/// Random pipelines give the same rows as DuckDB, and the same ordered rows however they are run; among them every verb
/// and type occurs often.
///
/// A failure names its seed; `-Dpeso.differential.seed=N` runs that pipeline alone, `-Dpeso.differential.tries=N` as many
/// as wanted, in steps of 2,000; `-Dpeso.seeds=N` gives others than each build compares.
@Tag("oracle")
class DifferentialProperties {
    private static final int TRIES = 2_000;
    private static final Differential DIFFERENTIAL = new Differential();

    private static final List<String> VERBS = List.of("select", "filter", "with", "rename", "drop", "cast",
            "fillNull", "dropNull", "limit", "slice", "sample", "sampleFraction", "distinct", "distinct on",
            "groupBy", "agg", "explode", "unpivot", "pivot", "upsample", "inner join", "left join",
            "right join", "full join", "semi join", "anti join", "inner join by a condition",
            "left join by a condition", "right join by a condition", "full join by a condition",
            "semi join by a condition", "anti join by a condition", "join, nulls match", "cross join",
            "as-of join backward", "as-of join forward", "as-of join nearest", "union",
            "union of unlike types", "intersect", "except", "intersect all", "except all", "window rank",
            "window shift", "window of a partition", "window running", "window rows", "window groups",
            "window range", "window value", "window exclude");
    private static final List<String> TYPES = List.of("boolean", "int8", "int16", "int32", "int64", "float32",
            "float64", "decimal in 64 bits", "decimal in 128 bits", "utf8", "categorical", "binary", "date",
            "time", "timestamp(s)", "timestamp(us)", "timestamp(ns)", "zoned timestamp", "duration", "list",
            "list of structs", "struct", "map");

    @AfterContainer
    static void close() throws SQLException {
        DIFFERENTIAL.close();
    }

    @Property(tries = TRIES, seed = Seeds.FIXED, shrinking = ShrinkingMode.OFF)
    void a_random_pipeline_means_what_duckdb_says(@ForAll long seed) {
        Long only = Long.getLong("peso.differential.seed");
        if (only != null) {
            DIFFERENTIAL.check(only);
            return;
        }
        long each = Math.max(1, Long.getLong("peso.differential.tries", TRIES) / TRIES);
        for (long k = 0; k < each; k++) {
            DIFFERENTIAL.check(Seeds.seed(seed) + k * 0xD1342543DE82EF95L);
        }
    }

    @AfterProperty
    void every_verb_and_type_occurs_often() {
        Coverage coverage = DIFFERENTIAL.coverage();
        LoggerFactory.getLogger(DifferentialProperties.class).info(coverage::toString);
        if (coverage.of("pipelines") < TRIES || Long.getLong("peso.differential.seed") != null) {
            return;
        }
        List<String> rare = new ArrayList<>();
        rare.addAll(coverage.rarerThan(12, VERBS.stream().map(v -> "verb " + v).toList()));
        rare.addAll(coverage.rarerThan(80, TYPES.stream().map(t -> "type " + t).toList()));
        rare.addAll(coverage.rarerThan(1_900, List.of("compared with DuckDB")));
        rare.addAll(coverage.rarerThan(1_200, List.of("compared and not empty")));
        rare.addAll(coverage.rarerThan(1_800, List.of("said in SQL")));
        rare.addAll(coverage.rarerThan(500, List.of("4 KB: spilled")));
        assertThat(rare).as(coverage.toString()).isEmpty();
    }
}
