package dev.peso;

import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.spi.Source;

/// Datasets of Java values. What becomes of each class is tested with the tables it fills.
class DatasetOfTest {
    record Sale(String region, int qty, @Nullable Double price) {}

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    @Test
    void a_record_gives_a_column_for_each_component() {
        Dataset sales = Dataset.of(List.of(new Sale("n", 1, 2.5), new Sale("s", 2, null)));
        assertThat(columns(sales)).isEqualTo("region: utf8, qty: int32 not null, price: float64");
        assertThat(rows(sales)).containsExactly(row("n", 1, 2.5), row("s", 2, null));
        assertThat(Dataset.of(Sale.class, List.of()).schema()).isEqualTo(sales.schema());
    }

    @Test
    void arrays_of_primitives_hold_no_null_and_lists_may() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("n", new long[]{1, 2});
        columns.put("say \"hé\"", Arrays.asList("a", null));
        columns.put("day", new LocalDate[]{LocalDate.EPOCH, null});
        Dataset data = Dataset.of(columns);
        assertThat(columns(data)).isEqualTo("n: int64 not null, say \"hé\": utf8, day: date");
        assertThat(rows(data)).containsExactly(row(1L, "a", LocalDate.EPOCH), row(2L, null, null));
        assertThat(Dataset.of(Map.of()).count()).isZero();
    }

    @Test
    void maps_that_lack_a_key_have_a_null_there() {
        List<Map<String, ?>> maps = List.of(Map.of("a", 1), Map.of("a", 2, "b", "x"));
        assertThat(rows(Dataset.ofMaps(maps))).containsExactly(row(1, null), row(2, "x"));
        assertThat(Dataset.ofMaps(List.of()).schema().size()).isZero();
    }

    @Test
    void rows_fit_their_schema_and_its_metadata_stays() {
        Schema schema = Schema.of(Field.of("n", DataType.INT8).withNullable(false)).withMetadata("k", "v");
        Dataset data = Dataset.ofRows(schema, List.<@Nullable Object[]>of(new Object[]{5}));
        assertThat(data.schema()).isEqualTo(schema);
        assertThat(rows(data)).containsExactly(row((byte) 5));
        assertThat(data.collect().schema()).isEqualTo(schema);
        assertThat(data.filter("n > 1").collect().schema()).isEqualTo(schema);
    }

    @Test
    void later_changes_to_an_array_do_not_reach_the_dataset() {
        long[] values = {1, 2};
        Dataset data = Dataset.of(Map.of("x", values));
        values[0] = 9;
        assertThat(data.column("x").longs()).containsExactly(1, 2);
        data.column("x").longs()[0] = 9;
        assertThat(data.column("x").longs()).containsExactly(1, 2);
    }

    @Test
    void rows_that_do_not_fit_are_named() {
        Schema schema = Schema.of(Field.of("n", DataType.INT64).withNullable(false));
        assertThatThrownBy(
                () -> Dataset.ofRows(schema, List.<@Nullable Object[]>of(new Object[]{1L}, new Object[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 1 has 0 values for 1 columns");
        assertThatThrownBy(() -> Dataset.ofRows(schema, List.<@Nullable Object[]>of(new Object[]{"x"})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 0, column \"n\": \"x\" (String) does not fit int64");
        assertThatThrownBy(
                () -> Dataset.ofRows(schema, List.<@Nullable Object[]>of(new @Nullable Object[]{null})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 0, column \"n\" is null, but its field is not nullable");
        assertThatThrownBy(() -> Dataset.of(Arrays.asList(new Circle(1), null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 1 is null");
        assertThatThrownBy(() -> Dataset.of(List.of(new Circle(1), new Square(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 1 is of class Square, row 0 of class Circle; name a class they share: "
                        + "of(Shape.class, list)");
    }

    @Test
    void columns_that_do_not_fit_are_named() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("a", new int[1]);
        columns.put("b", new int[2]);
        assertThatThrownBy(() -> Dataset.of(columns)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("columns must have the same number of rows: \"a\" has 1, \"b\" has 2");
        assertThatThrownBy(() -> Dataset.of(Map.of("a", 5))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column \"a\" is a Integer; give an array or a list of values");
        columns.put("b", null);
        assertThatThrownBy(() -> Dataset.of(columns)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column \"b\" is null; give an array or a list of values");
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void a_null_argument_is_named() {
        assertThatThrownBy(() -> Dataset.of((Map<String, ?>) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("columns");
        assertThatThrownBy(() -> Dataset.of((List<?>) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("rows");
        assertThatThrownBy(() -> Dataset.of(Sale.class, null)).isInstanceOf(NullPointerException.class)
                .hasMessage("rows");
        assertThatThrownBy(() -> Dataset.of(null, List.of())).isInstanceOf(NullPointerException.class)
                .hasMessage("type");
        assertThatThrownBy(() -> Dataset.of((Source) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("source");
        assertThatThrownBy(() -> Dataset.ofMaps(null)).isInstanceOf(NullPointerException.class)
                .hasMessage("rows");
        assertThatThrownBy(() -> Dataset.ofRows(null, List.of())).isInstanceOf(NullPointerException.class)
                .hasMessage("schema");
        assertThatThrownBy(() -> Dataset.ofRows(Schema.of(), null)).isInstanceOf(NullPointerException.class)
                .hasMessage("rows");
        assertThatThrownBy(() -> Schema.of(Field.of("a", DataType.DATE), null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("fields[1]");
    }
}
