package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.platform.commons.logging.LoggerFactory;

import dev.peso.engine.Engine;

/// Random pipelines give the same rows here as when a database computes what it can of them.
@Tag("oracle")
class SqlEngineProperties {
    private static final Coverage COVERAGE = new Coverage();
    private static final Map<Databases, Databases.Source> SOURCES = new EnumMap<>(Databases.class);

    @AfterContainer
    static void tell() {
        LoggerFactory.getLogger(SqlEngineProperties.class).info(COVERAGE::toString);
        conformance("DuckDB").requireUse(300, 60);
        conformance("PostgreSQL").requireUse(300, 60);
        // SQLite computes the fewest kinds of expressions as Peso does, so it takes more pipelines to try it.
        conformance("SQLite").requireUse(600, 20);
        conformance("H2").requireUse(200, 20);
    }

    private static EngineConformance conformance(String place) {
        return new EngineConformance(place, COVERAGE);
    }

    @Property(tries = 300, seed = Seeds.FIXED, shrinking = ShrinkingMode.OFF)
    void in_duckdb(@ForAll long seed) {
        source(Databases.DUCKDB).execute("set timezone = '" + RandomTables.ZONE + "'");
        check(seed, Databases.DUCKDB, "DuckDB");
    }

    @Property(tries = 300, seed = Seeds.FIXED, shrinking = ShrinkingMode.OFF)
    void in_postgresql(@ForAll long seed) {
        check(seed, Databases.POSTGRESQL, "PostgreSQL");
    }

    @Property(tries = 600, seed = Seeds.FIXED, shrinking = ShrinkingMode.OFF)
    void in_sqlite(@ForAll long seed) {
        check(seed, Databases.SQLITE, "SQLite");
    }

    @Property(tries = 200, seed = Seeds.FIXED, shrinking = ShrinkingMode.OFF)
    void in_h2(@ForAll long seed) {
        check(seed, Databases.H2, "H2");
    }

    private static void check(long seed, Databases database, String place) {
        Databases.Source source = source(database);
        conformance(place).check(seed, Engine.sql(source));
        assertThat(source.open()).isZero();
    }

    private static Databases.Source source(Databases database) {
        return SOURCES.computeIfAbsent(database, Databases::fresh);
    }
}
