package dev.peso.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;

import dev.peso.DataException;
import dev.peso.Dataset;
import dev.peso.QueryException;

class TablesawTest {
    private static Table table() {
        Table table = Table.create("t", BooleanColumn.create("b", true),
                ShortColumn.create("s", new short[]{-7}),
                IntColumn.create("i", new int[]{1}), LongColumn.create("l", new long[]{Long.MAX_VALUE}),
                FloatColumn.create("f", new float[]{0.5f}),
                DoubleColumn.create("d", -1.5), StringColumn.create("t", "é"),
                DateColumn.create("day", LocalDate.of(2026, 1, 31)),
                TimeColumn.create("time", LocalTime.of(8, 0, 1)),
                DateTimeColumn.create("at", LocalDateTime.of(2026, 1, 31, 23, 59, 59, 123_000_000)),
                InstantColumn.create("when", Instant.parse("2026-01-31T12:00:00Z")));
        table.columns().forEach(column -> column.appendMissing());
        return table;
    }

    @Test
    void a_table_becomes_a_dataset_with_nulls_where_values_are_missing() {
        Dataset data = Tablesaw.from(table());
        assertThat(data.schema().toString().replace("\n", ", "))
                .isEqualTo("b: boolean, s: int16, i: int32, l: int64,"
                        + " f: float32, d: float64, t: utf8, day: date, time: time(us), at: timestamp(us), when: timestamp(us, Z)");
        assertThat(data.filter("i = 1 and t = 'é' and at > timestamp '2026-01-31 23:59:59'").count())
                .isEqualTo(1);
        for (String column : data.schema().names()) {
            assertThat(data.column(column).nullCount()).as(column).isEqualTo(1);
        }
    }

    @Test
    void a_dataset_becomes_a_table_that_is_equal_to_the_one_it_came_from() {
        Table table = table();
        Table back = Tablesaw.to(Tablesaw.from(table));
        assertThat(back.columnNames()).isEqualTo(table.columnNames());
        assertThat(back.types()).isEqualTo(table.types());
        assertThat(back.setName("t").print()).isEqualTo(table.print());
    }

    @Test
    void other_types_become_the_nearest() {
        Dataset data = Dataset.of(Map.of("n", List.of(1L, 2L)))
                .with("d = cast(n as decimal(5,2))")
                .with("c = cast(cast(n as utf8) as categorical)")
                .with("x = cast(n as int8)");
        assertThat(Tablesaw.to(data).types()).containsExactly(ColumnType.LONG, ColumnType.DOUBLE,
                ColumnType.STRING,
                ColumnType.SHORT);
    }

    @Test
    void a_number_that_would_mean_missing_is_refused() {
        Dataset data = Dataset.of(Map.of("n", Arrays.<@Nullable Object>asList(1, Integer.MIN_VALUE)));
        assertThatThrownBy(() -> Tablesaw.to(data)).isInstanceOf(DataException.class)
                .hasMessage(
                        "column \"n\" row 1: -2147483648 stands for a missing value in Tablesaw; cast the column to"
                                + " a wider type first");
        assertThat(Tablesaw.to(data.with("n = cast(n as int64)")).longColumn("n").getLong(1))
                .isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void types_that_tablesaw_lacks_are_refused() {
        Dataset data = Dataset.of(Map.of("n", List.of(List.of(1L))));
        assertThatThrownBy(() -> Tablesaw.to(data)).isInstanceOf(QueryException.class)
                .hasMessage(
                        "column \"n\" is list<int64>, which a table of Tablesaw cannot hold; drop it, or take its"
                                + " parts out");
    }
}
