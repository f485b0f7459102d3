package dev.peso;

import static dev.peso.Expr.asc;
import static dev.peso.Expr.col;
import static dev.peso.Expr.count;
import static dev.peso.Expr.desc;
import static dev.peso.Expr.on;
import static dev.peso.Expr.sum;
import static dev.peso.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.peso.io.Jdbc;
import dev.peso.io.JdbcTable;

class JdbcReadTest {
    private static Databases.Source orders(Databases database) {
        Databases.Source source = database.fresh();
        source.execute("create table orders (id int not null, region varchar(20), price double precision)",
                "insert into orders values (1, 'north', 9.5), (2, 'south', 20), (3, null, 2.25), (4, 'north', null)",
                "create table regions (name varchar(20), boss varchar(20))",
                "insert into regions values ('north', 'Ann'), ('east', 'Bo')");
        return source;
    }

    private static Dataset read(Databases.Source source, String table) {
        return Dataset.read(Jdbc.table(source, table));
    }

    /// The operators that would run; those of a database are one scan with its query.
    private static String physical(Dataset dataset) {
        String plans = dataset.explain();
        return plans.substring(plans.indexOf("physical\n") + 9).strip();
    }

    @SafeVarargs
    private static void check(Databases.Source source, Dataset dataset, List<@Nullable Object>... rows) {
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            expected.add(row);
        }
        assertThat(Rows.rows(dataset)).as(dataset.explain()).isEqualTo(expected);
        assertThat(source.open()).isZero();
    }

    private static Object whole(Databases database, long value) {
        return database == Databases.SQLITE ? (Object) value : (Object) (int) value;
    }

    @ParameterizedTest
    @EnumSource
    void a_table_is_read_with_its_names_and_nulls(Databases database) {
        Databases.Source source = orders(database);
        Dataset all = read(source, "orders");
        assertThat(all.schema().names()).containsExactly("id", "region", "price");
        check(source, all, row(whole(database, 1), "north", 9.5), row(whole(database, 2), "south", 20.0),
                row(whole(database, 3), null, 2.25), row(whole(database, 4), "north", null));
    }

    @ParameterizedTest
    @EnumSource
    void conditions_columns_and_limits_run_in_the_database(Databases database) {
        Databases.Source source = orders(database);
        Dataset some = read(source, "orders").filter("region = 'north' and price is not null")
                .select("price", "region");
        String text = database == Databases.SQLITE ? "(\"region\" collate binary)" : "\"region\"";
        String value = database == Databases.SQLITE
                ? "?"
                : "cast(? as " + (database == Databases.POSTGRESQL ? "text" : "varchar") + ")";
        assertThat(physical(some)).startsWith("scan \"" + product(database)
                + ": select \"price\", \"region\" from ")
                .endsWith(" where ((" + text + " = " + value
                        + ") and (\"price\" is not null))\", 2 of 2 columns");
        check(source, some, row(9.5, "north"));
        Dataset first = read(source, "orders").limit(2);
        assertThat(physical(first)).contains(" limit 2\"");
        assertThat(first.count()).isEqualTo(2);
    }

    private static String product(Databases database) {
        return switch (database) {
            case POSTGRESQL -> "PostgreSQL";
            case SQLITE -> "SQLite";
            case DUCKDB -> "DuckDB";
            case H2 -> "H2";
        };
    }

    @ParameterizedTest
    @EnumSource
    void groups_sorts_and_joins_run_in_the_database(Databases database) {
        Databases.Source source = orders(database);
        Dataset groups = read(source, "orders").groupBy("region")
                .agg(sum("price").as("total"), count().as("n"), sum("id").as("ids"))
                .sort(desc("n"), asc("ids"))
                .limit(2);
        assertThat(physical(groups).lines()).as(groups.explain()).hasSize(1);
        check(source, groups, row("north", 9.5, 2L, 5L), row("south", 20.0, 1L, 2L));
        Dataset joined = read(source, "orders").leftJoin(Dataset.read(Jdbc.table(source, "regions")),
                on(col("region").eq(col("name")))).select("id", "boss").sort("id");
        assertThat(physical(joined).lines()).as(joined.explain()).hasSize(1);
        check(source, joined, row(whole(database, 1), "Ann"), row(whole(database, 2), null),
                row(whole(database, 3), null), row(whole(database, 4), "Ann"));
    }

    @ParameterizedTest
    @EnumSource
    void what_a_database_does_not_know_runs_here(Databases database) {
        Databases.Source source = orders(database);
        Dataset mixed = read(source, "orders").filter("id > 1 and levenshtein(region, 'nord') < 3")
                .select("id", "region");
        assertThat(physical(mixed)).startsWith("filter").contains("(\"id\" > ");
        check(source, mixed, row(whole(database, 4), "north"));
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_found_in_an_empty_table(Databases database) {
        Databases.Source source = database.fresh();
        source.execute("create table t (a int, b varchar(5))");
        check(source, read(source, "t"));
        check(source, read(source, "t").agg(count().as("n"), sum("a").as("s")), row(0L, null));
    }

    @ParameterizedTest
    @EnumSource
    void a_query_takes_values_and_never_text(Databases database) {
        Databases.Source source = orders(database);
        String evil = "x' or '1' = '1";
        Dataset some = Dataset.read(Jdbc.query(source,
                "select id, region as \"re\"\"gion\" from orders where region = ? or id = ? -- the end;",
                evil, 2));
        check(source, some, row(whole(database, 2), "south"));
        check(source, some.filter(col("re\"gion").eq(evil)));
        check(source, some.filter(col("re\"gion").eq("south").and(col("id").eq(2))).select("id"),
                row(whole(database, 2)));
    }

    @ParameterizedTest
    @EnumSource
    void ranges_are_read_at_the_same_time_and_in_order(Databases database) {
        Databases.Source source = database.fresh();
        source.execute("create table t (id bigint, x int)");
        StringBuilder rows = new StringBuilder("insert into t values (null, -1)");
        for (int i = 0; i < 3_000; i++) {
            rows.append(", (").append(i * 7 - 5_000).append(", ").append(i).append(")");
        }
        source.execute(rows.toString());
        JdbcTable split = Jdbc.table(source, "t").partitions("id", 4).fetchRows(100);
        int before = source.opened();
        Dataset table = Dataset.read(split);
        int looking = source.opened() - before;
        assertThat(table.agg(sum("x").as("s"), count().as("n")).rows().findFirst().orElseThrow().get("s"))
                .isEqualTo(LongStream.range(0, 3_000).sum() - 1);
        assertThat(source.opened() - before - looking).isEqualTo(5); // the ends and four ranges
        assertThat(table.filter("x = 2999 or x = -1").select("x").sort("x").ints("x")).containsExactly(-1,
                2999);
        assertThat(table.filter("id is not null").limit(5).count()).isEqualTo(5);
        assertThat(source.open()).isZero();
        assertThat(Dataset.read(split.partitions("id", 30)).count()).isEqualTo(3_001);
    }

    @Test
    void ranges_need_a_column_that_has_some() {
        Databases.Source source = orders(Databases.H2);
        assertThatThrownBy(() -> Dataset.read(Jdbc.table(source, "orders").partitions("region", 4)))
                .isInstanceOf(QueryException.class)
                .hasMessage("cannot split table \"orders\" by column \"region\", which is utf8; "
                        + "partitions need whole numbers, dates or timestamps");
        assertThatThrownBy(() -> Dataset.read(Jdbc.table(source, "orders").partitions("idd", 4)))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("did you mean \"id\"?");
        assertThatThrownBy(() -> Jdbc.table(source, "orders").partitions("id", 0))
                .hasMessage("partitions must be 1 or more, got 0");
    }

    @ParameterizedTest
    @EnumSource
    void a_missing_table_or_column_is_named_with_the_nearest(Databases database) {
        Databases.Source source = orders(database);
        assertThatThrownBy(() -> read(source, "ordres")).isInstanceOf(QueryException.class)
                .hasMessage("table \"ordres\" not found in " + product(database)
                        + "; did you mean \"orders\"?; tables: orders, regions");
        assertThatThrownBy(() -> read(source, "orders").filter("prise > 1"))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("did you mean \"price\"?");
        assertThatThrownBy(
                () -> Dataset.read(Jdbc.query(source, "select * from orders where id < ? and id > ?", 5)))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "could not read query \"select * from orders where id < ? and id > ?\": it has 2 parameters,"
                                + " got 1 value");
        assertThatThrownBy(() -> Dataset.read(Jdbc.query(source, "select * form orders")))
                .isInstanceOf(QueryException.class)
                .hasMessageStartingWith(
                        "could not read query \"select * form orders\" (" + product(database) + "): ");
        assertThat(source.open()).isZero();
    }

    @Test
    void two_columns_of_one_name_are_refused() {
        assertThatThrownBy(
                () -> Dataset.read(Jdbc.query(Databases.POSTGRESQL.fresh(), "select 1 as a, 2 as a")))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "query \"select 1 as a, 2 as a\" gives two columns \"a\"; name one of them differently with as");
    }

    @ParameterizedTest
    @EnumSource
    void odd_names_of_tables_and_columns_are_taken_literally(Databases database) {
        Databases.Source source = database.fresh();
        source.execute(
                "create table \"my.odd \"\"table\" (\"select\" int, \"a b\" int, \"A B\"\"c\" int, \"größe\" int)",
                "insert into \"my.odd \"\"table\" values (1, 2, 3, 4)");
        Dataset odd = Dataset.read(Jdbc.table(source, "\"my.odd \"\"table\""));
        assertThat(odd.schema().names()).containsExactly("select", "a b", "A B\"c", "größe");
        check(source, odd.filter("\"a b\" = 2").groupBy("größe").agg(sum("select").as("x; drop")),
                row(whole(database, 4), 1L));
        assertThatThrownBy(() -> Jdbc.table(source, "a.b.c.d").name().formatted(read(source, "a.b.c.d")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"a.b.c.d\" is no name of a table; ");
    }

    @Test
    void a_schema_may_stand_before_a_table() {
        Databases.Source source = orders(Databases.H2);
        source.execute("create schema other", "create table other.orders (x int)",
                "create table other.single (y int)");
        assertThat(read(source, "other.orders").schema().names()).containsExactly("x");
        assertThat(read(source, "orders").schema().names()).contains("region");
        assertThat(read(source, "single").schema().names()).containsExactly("y");
    }

    @ParameterizedTest
    @EnumSource
    void rows_may_be_left_before_their_end(Databases database) {
        Databases.Source source = orders(database);
        try (Stream<Row> rows = read(source, "orders").rows()) {
            assertThat(rows.findFirst()).isPresent();
        }
        source.requireClosed();
    }

    @ParameterizedTest
    @EnumSource
    void the_connection_is_closed_when_the_query_fails(Databases database) {
        Databases.Source source = orders(database);
        Dataset failing = read(source, "orders").with("x", Expr.udf("boom", Long.class, Long.class, v -> {
            throw new IllegalStateException("boom " + v);
        }, col("id").cast(DataType.INT64)));
        assertThatThrownBy(failing::collect).hasMessageContaining("boom");
        assertThat(source.open()).isZero();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void a_server_that_takes_its_time_is_told_to_stop() throws InterruptedException {
        Databases.Source source = Databases.POSTGRESQL.fresh();
        Dataset slow = Dataset.read(Jdbc.query(source, "select 1 as a, pg_sleep(? * 60)::text as s", 1));
        RunningQuery running = slow.start();
        Thread.sleep(200);
        running.cancel();
        assertThatThrownBy(running::result).isInstanceOf(QueryCancelledException.class);
        assertThatThrownBy(() -> slow.timeout(Duration.ofMillis(100)).collect())
                .isInstanceOf(QueryTimeoutException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(slow::collect).isInstanceOf(QueryCancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(source.open()).isZero();
    }

    @Test
    void a_lost_connection_names_the_query_and_the_cause() {
        Databases.Source source = Databases.POSTGRESQL.fresh();
        Dataset lost = Dataset.read(Jdbc.query(source,
                "select a, case when a = 5000 then pg_terminate_backend(pg_backend_pid()) end as killed "
                        + "from generate_series(1, 10000) a")
                .fetchRows(100));
        assertThatThrownBy(lost::collect).isInstanceOf(DataAccessException.class)
                .hasMessageStartingWith("could not read query \"select a, case when a = 5000")
                .hasMessageContaining("(PostgreSQL): the connection is lost: ")
                .hasRootCauseInstanceOf(Exception.class);
        assertThat(source.open()).isZero();
        Databases.Source nowhere = new Databases.Source("jdbc:postgresql://localhost:1/nothing");
        assertThatThrownBy(() -> read(nowhere, "t")).isInstanceOf(DataAccessException.class)
                .hasMessageStartingWith("could not connect (database): the connection is lost: ");
    }

    @Test
    void rows_come_a_few_at_a_time() {
        Databases.Source source = Databases.POSTGRESQL.fresh();
        Dataset endless = Dataset.read(Jdbc.query(source,
                "with recursive n(i) as (select 1 union all select i + 1 from n) select i, repeat('x', 1000) as t from n")
                .fetchRows(50));
        try (Stream<Row> rows = endless.rows()) {
            assertThat(rows.limit(200).count()).isEqualTo(200);
        }
        source.requireClosed();
    }
}
