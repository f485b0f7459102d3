package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows through memory between Peso and DuckDB. DuckDB's own methods for it want classes of arrow-java; what they call does
/// not.
@Tag("oracle")
class ArrowCDuckDbTest {
    @TempDir
    Path folder;

    private static Object called(String method, Object... arguments) throws ReflectiveOperationException {
        for (Method each : Class.forName("org.duckdb.DuckDBNative").getDeclaredMethods()) {
            if (each.getName().equals(method)) {
                each.setAccessible(true);
                Object result = each.invoke(null, arguments);
                return result == null ? "" : result;
            }
        }
        throw new NoSuchMethodException(method);
    }

    private static ByteBuffer reference(Object holder, String field) throws ReflectiveOperationException {
        Field reference = holder.getClass().getDeclaredField(field);
        reference.setAccessible(true);
        return (ByteBuffer) reference.get(holder);
    }

    private static void register(DuckDb duck, String name, Dataset dataset)
            throws ReflectiveOperationException {
        long stream = Arena.global().allocate(ArrowC.STREAM_BYTES, 8).address();
        ArrowC.exportStream(dataset, stream);
        called("duckdb_jdbc_arrow_register", reference(duck.connection(), "connRef"), stream,
                name.getBytes(StandardCharsets.UTF_8));
    }

    private static Dataset taken(DuckDb duck, String sql) throws SQLException, ReflectiveOperationException {
        try (Statement statement = duck.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return ArrowC.importStream((Long) called("duckdb_jdbc_arrow_stream",
                    reference(rows, "resultRef"), 10_000L));
        }
    }

    @Test
    void duckdb_reads_what_peso_gives_it() throws SQLException, ReflectiveOperationException {
        try (DuckDb duck = new DuckDb()) {
            for (int count : new int[]{0, 1, 5_000}) {
                // DuckDB 1.5.6 writes outside its memory for lists of categories with more than 2,048 values
                Dataset every = EveryType.dataset(count).drop("kinds");
                register(duck, "given" + count, every);
                duck.execute("create table kept as from given" + count);
                Path file = folder.resolve("every.parquet");
                every.write(file); // a duration is a number there
                String both = "select * exclude (span, nothing) from kept except all select * exclude (span, nothing) from '"
                        + file + "'";
                assertThat(duck.rows(both)).isEmpty();
                assertThat(duck.rows("select count(*), sum(epoch_us(span)) from kept"))
                        .isEqualTo(duck.rows("select count(*), sum(span) from '" + file + "'"));
                duck.execute("drop table kept");
            }
        }
    }

    @Test
    void peso_reads_what_duckdb_gives_it() throws SQLException, ReflectiveOperationException {
        try (DuckDb duck = new DuckDb()) {
            for (String sql : List.of(ParquetDuckDbTest.everyType(20_000),
                    ParquetDuckDbTest.nulled(ParquetDuckDbTest.everyType(3_000)),
                    "from (" + ParquetDuckDbTest.everyType(1) + ") limit 0")) {
                duck.execute("create or replace table every as " + sql);
                Dataset taken = taken(duck, "from every").with("tz = cast(tz as timestamp(us))");
                Dataset expected = Dataset.of(duck.table("from every"), "duck")
                        .with("tz = cast(tz as timestamp(us))"); // the zone is UTC for one and Z for the other
                for (String name : expected.schema().names()) {
                    assertThat(taken.select(name).fingerprint())
                            .as(name + " " + taken.schema().type(name) + " "
                                    + expected.schema().type(name))
                            .isEqualTo(expected.select(name).fingerprint());
                }
            }
        }
    }

    @Test
    void many_rows_go_there_and_come_back() throws SQLException, ReflectiveOperationException {
        try (DuckDb duck = new DuckDb()) {
            Dataset numbers = Dataset.sql("""
                    select n, n % 1000 as k, cast('key ' || cast(n % 77 as utf8) as categorical) as kind,
                        'text number ' || cast(n as utf8) as t
                    from range(1000000) as r(n)""", Map.of());
            register(duck, "numbers", numbers);
            Dataset back = taken(duck, "select * from numbers");
            assertThat(back.with("kind = cast(kind as categorical)").fingerprint())
                    .isEqualTo(numbers.fingerprint());
        }
    }

    @Test
    void a_failure_on_the_way_reaches_the_other_side_in_words()
            throws SQLException, ReflectiveOperationException {
        try (DuckDb duck = new DuckDb()) {
            register(duck, "broken",
                    Dataset.sql("select 1 // (n - 5000) as x from range(10000) as r(n)", Map.of()));
            assertThatThrownBy(() -> duck.rows("select sum(x) from broken")).isInstanceOf(SQLException.class)
                    .hasMessageContaining("zero");
        }
    }
}
