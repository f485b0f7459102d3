package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Expr.expr;
import static dev.peso.Expr.on;
import static dev.peso.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.engine.Engine;
import dev.peso.io.Jdbc;

/// The same queries mean the same here and in each database.
class SqlEngineTest {
    record Case(Databases database, String name, String query) {
        @Override
        public String toString() {
            return database + ": " + name;
        }
    }

    /// Queries of which a part runs here, by database; all others run there as a whole.
    private static final Map<Databases, List<String>> PARTLY_HERE = Map.of(Databases.POSTGRESQL,
            List.of("case guards", "a limit within"),
            Databases.DUCKDB, List.of("case guards", "a limit within"));

    private static final Map<Databases, Databases.Source> SOURCES = new java.util.EnumMap<>(Databases.class);

    private static Databases.Source source(Databases database) {
        return SOURCES.computeIfAbsent(database, Databases::fresh);
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Databases database : Databases.values()) {
            EngineQueries.QUERIES.forEach((name, query) -> cases.add(new Case(database, name, query)));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_query_gives_the_same_here_and_there(Case one) {
        Databases.Source source = source(one.database);
        String about = EngineQueries.requireSame(one.query, Engine.sql(source));
        List<String> partly = PARTLY_HERE.get(one.database);
        if (partly != null && !partly.contains(one.name)) {
            assertThat(EngineQueries.operators(about)).as(about).hasSize(1);
        }
        assertThat(source.open()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void an_overflow_is_an_error_on_each(Databases database) {
        Databases.Source source = source(database);
        Dataset large = Rows.table("l: int64", row(Long.MAX_VALUE), row(1L));
        for (String column : List.of("l + 1", "l * 2", "-(l - 1) - l")) {
            assertThatThrownBy(() -> large.select(column + " as x").on(Engine.sql(source)).collect())
                    .as(column)
                    .isInstanceOf(DataException.class);
        }
        assertThatThrownBy(() -> large.agg(Expr.sum("l").as("s")).on(Engine.sql(source)).collect())
                .isInstanceOf(DataException.class);
        assertThat(source.open()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_guard_keeps_a_failing_condition_away(Databases database) {
        Dataset some = Rows.table("l: int64, g: boolean", row(Long.MAX_VALUE, false), row(1L, true),
                row(5L, null));
        Dataset guarded = some.filter("g and l + 1 > 0").on(Engine.sql(source(database)));
        assertThat(guarded.longs("l")).containsExactly(1);
        Dataset later = some.filter("g")
                .filter("l + 1 > 0")
                .groupBy("l")
                .agg(Expr.count().as("n"))
                .on(Engine.sql(source(database)));
        assertThat(later.longs("l")).containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_row_behind_a_limit_does_not_fail(Databases database) {
        Dataset first = Rows.table("l: int64, s: utf8", row(Long.MAX_VALUE, "b"), row(1L, "a"))
                .sort("s")
                .limit(1)
                .with("x", col("l").plus(1))
                .on(Engine.sql(source(database)));
        assertThat(first.longs("x")).containsExactly(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_text_may_hold_the_character_zero(Databases database) {
        Dataset none = Rows.table("s: utf8", row("a"))
                .filter(col("s").eq("\0"))
                .on(Engine.sql(source(database)));
        assertThat(none.count()).isZero();
    }

    @Test
    void an_engine_says_what_it_leaves_here() {
        Databases.Source source = Databases.H2.fresh();
        source.execute("create table orders (id int, region varchar(20))",
                "insert into orders values (1, 'north'), (2, 'x')");
        Dataset bosses = Rows.table("region: utf8, boss: utf8", row("north", "Ann"));
        Dataset joined = Dataset.read(Jdbc.table(source, "orders"))
                .join(bosses, on("region"))
                .select("id", "boss");
        assertThat(joined.explain()).contains("inner join", "rows [region, boss] (1)");
        Dataset there = joined.on(Engine.sql(source));
        assertThat(there.explain()).endsWith(
                """
                        physical
                          scan "H2: select t1."id" as "id", t2."boss" as "boss" from (select "id", "region" from \
                        "public"."orders") t1 inner join (select "c0" as "region", "c1" as "boss" from peso_rows_1) t2 \
                        on (t1."region" = t2."region")", 2 of 2 columns""");
        assertThat(Rows.rows(there)).containsExactly(row(1, "Ann"));
        Dataset here = there.filter("id = 1").on(Engine.local());
        assertThat(here.explain()).contains("scan \"orders\"");
        assertThat(Rows.rows(here)).containsExactly(row(1, "Ann"));
        assertThat(source.open()).isZero();
    }

    @Test
    void tables_of_two_databases_are_joined_here() {
        Databases.Source a = Databases.H2.fresh();
        Databases.Source b = Databases.SQLITE.fresh();
        a.execute("create table t (id bigint)", "insert into t values (1), (2)");
        b.execute("create table t (id bigint)", "insert into t values (2), (3)");
        Dataset joined = Dataset.read(Jdbc.table(a, "t")).join(Dataset.read(Jdbc.table(b, "t")), on("id"));
        assertThat(joined.longs("id")).containsExactly(2);
        assertThat(joined.on(Engine.sql(a)).longs("id")).containsExactly(2);
        assertThat(joined.on(Engine.sql(a)).filter(col("id").gt(2)).count()).isZero();
        assertThat(a.open() + b.open()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void columns_may_be_named_as_constants_are(Databases database) {
        Databases.Source source = database.fresh();
        source.execute("create table t (id bigint)", "insert into t values (1), (2), (2)");
        Dataset counted = Dataset.read(Jdbc.table(source, "t"))
                .groupBy("id")
                .agg("n = count()")
                .rename(Map.of("id", "true", "n", "False"))
                .distinct()
                .filter(col("False").gt(1));
        assertThat(Rows.rows(counted.on(Engine.sql(source)))).containsExactly(row(2L, 2L));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void rows_are_kept_by_several_inequalities(Databases database) {
        Databases.Source source = database.fresh();
        source.execute("create table a (s varchar(9), n double precision)",
                "insert into a values ('a', 1.5), ('', 2.5), ('c', 3.5), (null, 4.5)",
                "create table b (t varchar(9), m double precision)", "insert into b values ('b', 9.5)");
        Dataset left = Dataset.read(Jdbc.table(source, "a"));
        Dataset right = Dataset.read(Jdbc.table(source, "b"));
        Dataset kept = left.semiJoin(right, on(expr("s < t and n <> m"))).on(Engine.sql(source));
        assertThat(kept.sort("n").doubles("n")).containsExactly(1.5, 2.5);
        Dataset rest = left.antiJoin(right, on(expr("s < t and n <> m"))).on(Engine.sql(source));
        assertThat(rest.sort("n").doubles("n")).containsExactly(3.5, 4.5);
    }
}
