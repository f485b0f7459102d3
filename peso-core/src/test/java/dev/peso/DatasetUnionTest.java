package dev.peso;

import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

/// Rows of several datasets under one another: `union`, `intersect`, `except`.
class DatasetUnionTest {
    private final Dataset first = table("a: int32 not null, b: utf8 not null", row(1, "x"), row(2, "y"),
            row(1, "x"));
    private final Dataset second = table("b: utf8, a: int64 not null", row("x", 1L), row(null, 3L),
            row("x", 1L));

    @Test
    void rows_are_appended_by_name_duplicates_stay_and_types_widen() {
        Dataset result = first.union(second);
        assertThat(columns(result)).isEqualTo("a: int64 not null, b: utf8");
        assertThat(rows(result)).containsExactly(row(1L, "x"), row(2L, "y"), row(1L, "x"), row(1L, "x"),
                row(3L, null), row(1L, "x"));
    }

    @Test
    void any_number_of_datasets_go_together() {
        assertThat(first.union().count()).isEqualTo(3);
        assertThat(first.union(second, first, second.filter("false")).count()).isEqualTo(9);
    }

    @Test
    void a_column_of_nothing_but_nulls_takes_the_type_of_the_others() {
        Dataset nulls = Dataset.of(Map.of("x", java.util.Arrays.asList(null, null)));
        Dataset result = nulls.union(table("x: date", row(java.time.LocalDate.EPOCH)));
        assertThat(columns(result)).isEqualTo("x: date");
        assertThat(rows(result)).containsExactly(row((Object) null), row((Object) null),
                row(java.time.LocalDate.EPOCH));
    }

    @Test
    void intersect_keeps_the_distinct_rows_of_both_in_left_order() {
        assertThat(rows(first.intersect(second))).containsExactly(row(1L, "x"));
        Dataset odd = table("x: float64", row(Double.NaN), row((Object) null), row(-0.0), row(Double.NaN));
        assertThat(rows(odd.intersect(table("x: float64", row(0.0), row((Object) null), row(Double.NaN)))))
                .containsExactly(row(Double.NaN), row((Object) null), row(-0.0));
    }

    @Test
    void except_keeps_the_distinct_rows_that_the_other_lacks() {
        assertThat(rows(first.except(second))).containsExactly(row(2L, "y"));
        assertThat(rows(first.except(first))).isEmpty();
        assertThat(rows(first.except(second.filter("false")))).containsExactly(row(1L, "x"), row(2L, "y"));
    }

    @Test
    void rows_of_many_chunks_stay_in_order() {
        Dataset large = Dataset.of(Map.of("x", LongStream.range(0, 200_000).toArray()));
        Dataset twice = large.union(large.select("x + 200000 as x"));
        assertThat(twice.column("x").longs()).isEqualTo(LongStream.range(0, 400_000).toArray());
        assertThat(twice.intersect(large.filter("x >= 150000")).column("x").longs())
                .isEqualTo(LongStream.range(150_000, 200_000).toArray());
    }

    @Test
    void lists_and_odd_names_go_together() {
        Dataset lists = table("a \"b\": list<int64>", row(List.of(1L)), row(List.of()));
        assertThat(rows(lists.union(lists).intersect(lists))).containsExactly(row(List.of(1L)),
                row(List.of()));
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> first.union(second.drop("b").with("c = 1")))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "union needs inputs with the same column names; missing in a later input: b; only in a "
                                + "later input: c");
        assertThatThrownBy(() -> first.except(second.cast("a", DataType.UTF8)))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "except: column \"a\" is int32 in one input and utf8 in another; cast one of them");
        assertThatThrownBy(() -> first.union(second, null)).isInstanceOf(NullPointerException.class)
                .hasMessage("others[1]");
        assertThatThrownBy(() -> first.intersect(null)).isInstanceOf(NullPointerException.class)
                .hasMessage("other");
        assertThatThrownBy(() -> first.except(null)).isInstanceOf(NullPointerException.class)
                .hasMessage("other");
    }
}
