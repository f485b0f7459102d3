package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import dev.peso.io.Jdbc;
import dev.peso.io.JdbcTable;

class JdbcWriteTest {
    private static final Dataset SALES = Rows.table("id: int64 not null, name: utf8, price: float64",
            row(1L, "pen", 1.5), row(2L, "it's ä 🦆", null), row(3L, null, -2.25));

    private static List<String> ordered(Databases.Source source) {
        assertThat(source.open()).isZero();
        return Dataset.read(Jdbc.table(source, "t")).sort("id").rows().map(Row::toString).toList();
    }

    private static long count(Databases.Source source) {
        return Dataset.read(Jdbc.table(source, "t")).count();
    }

    @ParameterizedTest
    @EnumSource
    void a_new_table_has_the_rows_and_types(Databases database) {
        Databases.Source source = database.fresh();
        SALES.write(Jdbc.table(source, "t"));
        assertThat(ordered(source)).isEqualTo(SALES.rows().map(Row::toString).toList());
        Dataset back = Dataset.read(Jdbc.table(source, "t"));
        assertThat(back.schema().fields().stream().map(Field::type)).containsExactly(DataType.INT64,
                DataType.UTF8,
                DataType.FLOAT64);
        assertThatThrownBy(() -> SALES.write(Jdbc.table(source, "t"))).isInstanceOf(QueryException.class)
                .hasMessageStartingWith("table \"t\" is in ")
                .hasMessageEndingWith(" already; use append(), replace() or upsert(key)");
        assertThat(count(source)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void every_type_with_nulls_and_extremes_comes_back(Databases database) {
        Databases.Source source = database.fresh();
        boolean sqlite = database == Databases.SQLITE;
        ZonedDateTime instant = ZonedDateTime.of(2026, 10, 25, 0, 30, 0, 1_000, ZoneOffset.UTC);
        List<Field> fields = new java.util.ArrayList<>(Rows.schema(
                "b: boolean, i8: int8, i16: int16, i32: int32, i64: int64, f: float32, d: float64, "
                        + "s: utf8, bin: binary, dt: date, tm: time(us), ts: timestamp(us), "
                        + "m: decimal(10,2), w: decimal(38,9), c: categorical")
                .fields());
        fields.add(12, Field.of("tz", DataType.timestamp(ZoneOffset.UTC)));
        Dataset all = Dataset.ofRows(Schema.of(fields), List.of(
                new Object[]{true, Byte.MIN_VALUE, Short.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE, 1.5f,
                        Double.MAX_VALUE, "", new byte[]{0, -1}, LocalDate.of(1582, 10, 10),
                        LocalTime.of(23, 59, 59, 999_999_000), LocalDateTime.of(2026, 3, 29, 2, 30), instant,
                        new BigDecimal("-99999999.99"),
                        new BigDecimal("12345678901234567890123456789.123456789"), "x"},
                new Object[16],
                new Object[]{false, Byte.MAX_VALUE, Short.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE,
                        -0.25f,
                        Double.MIN_VALUE, "日本 🦆", new byte[0], LocalDate.of(9999, 12, 31),
                        LocalTime.MIDNIGHT,
                        LocalDateTime.of(1, 1, 1, 0, 0, 0, 1_000), instant, new BigDecimal("0.01"),
                        new BigDecimal("0.000000001"), "y"}));
        all.write(Jdbc.table(source, "t").batchRows(2));
        Dataset back = Dataset.read(Jdbc.table(source, "t"));
        Dataset expected = all.cast("c", DataType.UTF8);
        if (sqlite) {
            for (String whole : List.of("i8", "i16", "i32")) {
                expected = expected.cast(whole, DataType.INT64);
            }
            expected = expected.cast("f", DataType.FLOAT64);
        } else if (database == Databases.POSTGRESQL) {
            expected = expected.cast("i8", DataType.INT16);
        }
        assertThat(back.schema().toString()).isEqualTo(expected.schema().toString());
        assertThat(back.fingerprint()).as(() -> back.collect().toString()).isEqualTo(expected.fingerprint());
    }

    @ParameterizedTest
    @EnumSource
    void rows_are_appended_by_name_in_batches(Databases database) {
        Databases.Source source = database.fresh();
        source.execute(
                "create table t (extra int default 7, price double precision, \"Name\" varchar(20), id bigint)");
        JdbcTable target = Jdbc.table(source, "t").append().batchRows(2);
        SALES.write(target);
        SALES.filter(col("id").eq(1)).with("id", col("id").plus(10)).write(target);
        assertThat(Dataset.read(Jdbc.table(source, "t")).select("id", "extra").sort("id").longs("id"))
                .containsExactly(1, 2, 3, 11);
        assertThat(Dataset.read(Jdbc.table(source, "t")).select("extra").distinct().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_table_is_replaced_with_other_columns(Databases database) {
        Databases.Source source = database.fresh();
        SALES.write(Jdbc.table(source, "t").replace());
        Rows.table("id: int64", row(9L)).write(Jdbc.table(source, "t").replace());
        assertThat(ordered(source)).hasSize(1);
        assertThat(Dataset.read(Jdbc.table(source, "t")).schema().names()).containsExactly("id");
    }

    @ParameterizedTest
    @EnumSource
    void rows_with_an_equal_key_are_changed(Databases database) {
        Databases.Source source = database.fresh();
        source.execute("create table t (id bigint primary key, name varchar(20), price double precision)",
                "insert into t values (2, 'old', 9), (7, 'kept', 8)");
        SALES.write(Jdbc.table(source, "t").upsert("id"));
        SALES.select("id").write(Jdbc.table(source, "t").upsert("id"));
        assertThat(Dataset.read(Jdbc.table(source, "t")).sort("id").rows().map(r -> r.get("name")))
                .containsExactly("pen", "it's ä 🦆", null, "kept");
    }

    @ParameterizedTest
    @EnumSource
    void an_upsert_without_a_key_says_which_it_needs(Databases database) {
        Databases.Source source = database.fresh();
        source.execute("create table t (id bigint, name varchar(20), price double precision)",
                "insert into t values (2, 'old', 9), (2, 'twice', 8)");
        for (String[] key : new String[][]{{"id"}, {"id", "name"}}) {
            assertThatThrownBy(() -> SALES.write(Jdbc.table(source, "t").upsert(key)))
                    .isInstanceOf(QueryException.class)
                    .hasMessageStartingWith("could not write table \"t\" (")
                    .hasMessageContaining("): upsert by \"" + String.join("\", \"", key)
                            + "\" needs a primary key or a unique index on just these columns, and there is none;")
                    .hasMessageContaining("add one, for example: create unique index t_key on ");
        }
        source.execute("delete from t where name = 'twice'");
        Throwable refused = catchThrowable(() -> SALES.write(Jdbc.table(source, "t").upsert("id")));
        String message = String.valueOf(refused.getMessage());
        source.execute(message.substring(message.indexOf("create unique")));
        SALES.write(Jdbc.table(source, "t").upsert("id"));
        assertThat(count(source)).isEqualTo(3);
        assertThat(source.open()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void no_rows_make_a_table_too(Databases database) {
        Databases.Source source = database.fresh();
        SALES.limit(0).write(Jdbc.table(source, "t"));
        assertThat(count(source)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_row_that_breaks_a_constraint_is_named_and_none_stays(Databases database) {
        Databases.Source source = database.fresh();
        source.execute("create table t (id bigint primary key, name varchar(20))",
                "insert into t values (1234, 'x')");
        Dataset many = Dataset
                .of(java.util.Map.of("id", IntStream.range(0, 2_000).mapToLong(i -> i).toArray()));
        assertThatThrownBy(() -> many.write(Jdbc.table(source, "t").append().batchRows(300)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("could not write table \"t\" (")
                .hasMessageContaining("): row 1235 (id = 1234): ")
                .extracting(e -> ((DataException) e).row())
                .isEqualTo(1234L);
        assertThat(count(source)).isEqualTo(1);
        assertThat(source.open()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_in_the_middle_leaves_the_old_table(Databases database) {
        Databases.Source source = database.fresh();
        SALES.write(Jdbc.table(source, "t"));
        Dataset failing = Dataset
                .of(java.util.Map.of("id", IntStream.range(0, 300_000).mapToLong(i -> i).toArray()))
                .with("x", Expr.expr("1000 // (id - 250000)"));
        assertThatThrownBy(() -> failing.write(Jdbc.table(source, "t").replace()))
                .isInstanceOf(DataException.class);
        assertThat(ordered(source)).isEqualTo(SALES.rows().map(Row::toString).toList());
        assertThatThrownBy(() -> failing.write(Jdbc.table(source, "fresh")))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Dataset.read(Jdbc.table(source, "fresh"))).hasMessageContaining("not found");
        assertThat(source.open()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void columns_that_do_not_fit_are_refused_before_a_row_is_sent(Databases database) {
        Databases.Source source = database.fresh();
        source.execute("create table t (id bigint, name varchar(20), price double precision)");
        assertThatThrownBy(() -> Rows.table("id: utf8", row("x")).write(Jdbc.table(source, "t").append()))
                .isInstanceOf(QueryException.class)
                .hasMessage("column \"id\" is utf8, but int64 in table \"t\"; cast it");
        assertThatThrownBy(() -> Rows.table("naem: utf8", row("x")).write(Jdbc.table(source, "t").append()))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessage(
                        "column \"naem\" not found in dataset \"t\"; did you mean \"name\"? columns: id, name, price");
        assertThatThrownBy(() -> SALES.write(Jdbc.table(source, "tt").append()))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("table \"tt\" not found");
        assertThatThrownBy(() -> SALES.write(Jdbc.table(source, "t").upsert("ids")))
                .isInstanceOf(ColumnNotFoundException.class);
        assertThatThrownBy(() -> Rows.table("d: duration(us)", row(Duration.ofDays(1)))
                .write(Jdbc.table(source, "d")))
                .isInstanceOf(QueryException.class)
                .hasMessageMatching(
                        "column \"d\" is duration\\(us\\), which \\w+ has no type for; cast it or leave it out");
        assertThat(source.open()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = {"SQLITE", "H2"})
    void a_number_that_its_column_cannot_hold_is_named(Databases database) {
        Databases.Source source = database.fresh();
        source.execute("create table t (id smallint)");
        assertThatThrownBy(
                () -> Rows.table("id: int64", row(1L), row(70_000L)).write(Jdbc.table(source, "t").append()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 2 (id = 70000): ");
        assertThat(count(source)).isZero();
    }

    @Test
    void sqlite_cannot_hold_nan() {
        Databases.Source source = Databases.SQLITE.fresh();
        assertThatThrownBy(() -> Rows.table("x: float64", row(Double.NaN)).write(Jdbc.table(source, "t")))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "could not write table \"t\" (SQLite): row 1, column \"x\" is NaN, which SQLite cannot hold");
    }

    @Test
    void texts_become_uuids_and_enums_of_postgresql() {
        Databases.Source source = Databases.POSTGRESQL.fresh();
        source.execute("create type mood as enum ('sad', 'ok')", "create table t (u uuid, m mood, j jsonb)");
        Dataset rows = Rows.table("u: utf8, m: utf8, j: utf8",
                row("0e37df36-f698-11e6-8dd4-cb9ced3df976", "ok", "{\"a\": 1}"), row(null, null, null));
        rows.write(Jdbc.table(source, "t").append());
        assertThat(Rows.rows(Dataset.read(Jdbc.table(source, "t")))).isEqualTo(Rows.rows(rows));
    }

    @ParameterizedTest
    @EnumSource
    void a_table_goes_from_one_database_to_another(Databases database) {
        Databases.Source from = Databases.H2.fresh();
        Databases.Source to = database.fresh();
        from.execute("create table t (id bigint, name varchar(20))",
                "insert into t select x, 'n' || x from system_range(1, 5000)");
        Dataset.read(Jdbc.table(from, "t")).filter("id > 10").write(Jdbc.table(to, "t"));
        assertThat(count(to)).isEqualTo(4_990);
        assertThat(from.open() + to.open()).isZero();
    }
}
