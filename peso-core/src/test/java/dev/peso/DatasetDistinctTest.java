package dev.peso;

import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatasetDistinctTest {
    private final Dataset data = table("g: utf8 not null, x: float64", row("b", 0.0), row("a", null),
            row("b", -0.0),
            row("a", Double.NaN), row("a", null), row("a", Double.NaN));

    @Test
    void each_combination_comes_once_in_order_of_first_appearance() {
        assertThat(rows(data.distinct())).containsExactly(row("b", 0.0), row("a", null),
                row("a", Double.NaN));
    }

    @Test
    void of_rows_that_are_equal_in_the_named_columns_the_first_stays_whole() {
        assertThat(rows(data.distinct("g"))).containsExactly(row("b", 0.0), row("a", null));
        assertThat(rows(data.sort("x nulls first").distinct("g"))).containsExactly(row("a", null),
                row("b", 0.0));
        assertThat(rows(data.distinct("g", "g"))).isEqualTo(rows(data.distinct("g")));
    }

    @Test
    void the_first_zero_seen_is_kept() {
        assertThat(rows(data.select("x").slice(2, 1).union(data.select("x").limit(1)).distinct()))
                .containsExactly(row(-0.0));
    }

    @Test
    void lists_and_structs_are_compared_as_wholes() {
        Dataset nested = table("l: list<float64>", row(List.of(1.0, Double.NaN)), row(List.of(1.0)),
                row(List.of(1.0, Double.NaN)), row(List.of()), row((Object) null), row(List.of()));
        assertThat(rows(nested.distinct())).containsExactly(row(List.of(1.0, Double.NaN)), row(List.of(1.0)),
                row(List.of()), row((Object) null));
    }

    @Test
    void no_rows_and_rows_without_columns() {
        assertThat(rows(data.filter("false").distinct())).isEmpty();
        assertThat(data.select(new String[0]).distinct().count()).isEqualTo(1);
    }

    @Test
    void schema_and_metadata_stay() {
        Dataset described = Dataset.ofRows(data.schema().withMetadata("k", "v"), List.of());
        assertThat(described.distinct("g").schema()).isEqualTo(described.schema());
    }

    @Test
    void many_values_over_many_chunks_come_in_order() {
        Dataset large = Dataset
                .of(Map.of("x", LongStream.range(0, 400_000).map(n -> n * 7 % 150_001).toArray()));
        long[] first = LongStream.range(0, 150_001).map(n -> n * 7 % 150_001).toArray();
        assertThat(large.distinct().column("x").longs()).isEqualTo(first);
        assertThat(large.threads(1).distinct().column("x").longs()).isEqualTo(first);
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> data.distinct("gg")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"gg\" not found; did you mean \"g\"? columns: g, x");
        assertThatThrownBy(() -> data.distinct("g", null)).isInstanceOf(NullPointerException.class)
                .hasMessage("columns[1]");
    }

    /// Each row differs from the first one in one column only, by another value or by none.
    @Test
    void rows_of_many_columns_are_told_apart() {
        int columns = 150;
        List<Field> fields = new ArrayList<>();
        Object[] plain = new Object[columns];
        for (int c = 0; c < columns; c++) {
            DataType type = List.of(DataType.INT32, DataType.UTF8, DataType.FLOAT64, DataType.CATEGORICAL)
                    .get(c % 4);
            fields.add(Field.of("c" + c, type));
            plain[c] = c % 4 == 0 ? (Object) 1 : c % 4 == 2 ? (Object) 1.0 : "x";
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(plain);
        for (int c = 0; c < columns; c++) {
            Object other = c % 4 == 0 ? (Object) 2 : c % 4 == 2 ? (Object) 2.0 : "y";
            for (@Nullable
            Object value : Arrays.asList(other, null)) {
                @Nullable
                Object[] row = plain.clone();
                row[c] = value;
                rows.add(row);
            }
        }
        Dataset once = Dataset.ofRows(Schema.of(fields.toArray(Field[]::new)), rows).collect();
        Dataset often = once;
        for (int i = 0; i < 6; i++) {
            often = often.union(often);
        }
        assertThat(often.collect().distinct().fingerprint()).isEqualTo(once.fingerprint());
        Dataset counted = often.groupBy(once.schema().names().toArray(String[]::new)).agg("n = count()");
        assertThat(counted.longs("n")).hasSize(2 * columns + 1).containsOnly(64);
        assertThat(counted.drop("n").fingerprint()).isEqualTo(once.fingerprint());
    }
}
