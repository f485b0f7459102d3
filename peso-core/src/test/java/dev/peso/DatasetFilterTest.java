package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Expr.lit;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class DatasetFilterTest {
    private final Dataset data = table("id: int64 not null, x: float64, s: utf8", row(1L, 1.5, "a"),
            row(2L, Double.NaN, null), row(3L, -0.0, ""), row(4L, null, "ü"));

    private List<Object> ids(Dataset dataset) {
        return Arrays.stream(dataset.column("id").longs()).boxed().map(Object.class::cast).toList();
    }

    @Test
    void only_rows_for_which_the_condition_is_true_stay() {
        assertThat(ids(data.filter(col("x").gt(0)))).containsExactly(1L, 2L);
        assertThat(ids(data.filter(col("x").gt(0).not()))).containsExactly(3L);
        assertThat(ids(data.filter("x is null"))).containsExactly(4L);
        assertThat(ids(data.filter(lit(null).eq(col("x"))))).isEmpty();
    }

    @Test
    void nan_is_above_all_numbers_and_the_zeros_are_one() {
        assertThat(ids(data.filter("x > 1e308"))).containsExactly(2L);
        assertThat(ids(data.filter("isnan(x)"))).containsExactly(2L);
        assertThat(ids(data.filter("x = 0"))).containsExactly(3L);
        assertThat(ids(data.filter(col("x").eq(Double.NaN)))).containsExactly(2L);
    }

    @Test
    void an_empty_text_is_no_null() {
        assertThat(ids(data.filter("s = ''"))).containsExactly(3L);
        assertThat(ids(data.filter("s is null"))).containsExactly(2L);
        assertThat(ids(data.filter("s <> 'a'"))).containsExactly(3L, 4L);
    }

    @Test
    void in_with_a_null_is_never_false() {
        assertThat(ids(data.filter("id in (1, null)"))).containsExactly(1L);
        assertThat(ids(data.filter("id not in (1, null)"))).isEmpty();
        assertThat(ids(data.filter(col("id").in(List.of(4, 1))))).containsExactly(1L, 4L);
        assertThat(ids(data.filter(col("id").in()))).isEmpty();
    }

    @Test
    void values_bind_by_place_and_by_name() {
        assertThat(ids(data.filter("id > ? and id < :top", 1, Map.of("top", 4)))).containsExactly(2L, 3L);
        assertThat(ids(data.filter("s = ?", "' or true --"))).isEmpty();
    }

    @Test
    void several_filters_are_one_with_and() {
        assertThat(ids(data.filter("id > 1").filter("x = 0")))
                .isEqualTo(ids(data.filter("id > 1 and x = 0")));
    }

    @Test
    void a_filter_guards_what_comes_after_it() {
        Dataset guarded = data.filter("id <> 2").with("y = 10 // (id - 2)");
        assertThat(guarded.column("y").longs()).containsExactly(-10, 10, 5);
        assertThat(rows(data.filter("id <> 2 and 10 // (id - 2) > 5"))).hasSize(1);
    }

    @Test
    void schema_metadata_and_nullability_stay() {
        Schema schema = data.schema().withMetadata("k", "v");
        Dataset described = Dataset.ofRows(schema, List.of());
        assertThat(described.filter("x > 0").schema()).isEqualTo(schema);
        assertThat(rows(described.filter("x > 0"))).isEmpty();
    }

    @Test
    void rows_of_many_chunks_keep_their_order() {
        Dataset large = Dataset.of(Map.of("x", LongStream.range(0, 300_000).toArray()));
        assertThat(large.filter("x % 1000 = 7").column("x").longs())
                .isEqualTo(LongStream.range(0, 300).map(n -> n * 1000 + 7).toArray());
        assertThat(large.filter("x < 0").count()).isZero();
    }

    @Test
    void names_with_blanks_and_quotes_are_quoted_in_text() {
        Dataset odd = table("größe in \"cm\": int64", row(5L), row(6L));
        assertThat(odd.filter("\"größe in \"\"cm\"\"\" > 5").count()).isEqualTo(1);
        assertThat(odd.filter("`größe in \"cm\"` > 5").count()).isEqualTo(1);
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> data.filter("idd > 1")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"idd\" not found; did you mean \"id\"? columns: id, x, s");
        assertThatThrownBy(() -> data.filter(col("id"))).isInstanceOf(QueryException.class)
                .hasMessage("filter needs a condition, but id is int64");
        assertThatThrownBy(() -> data.filter("s > 1")).isInstanceOf(QueryException.class)
                .hasMessage("cannot compare utf8 s with int64 1; cast one of them");
        assertThatThrownBy(() -> data.filter("row_number() over () = 1")).isInstanceOf(QueryException.class)
                .hasMessage(
                        "row_number() over () is computed over a window, which is possible in select(...) and "
                                + "with(...) only; add it as a column first");
        assertThatThrownBy(() -> data.filter((Expr) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("condition");
        assertThatThrownBy(() -> data.filter((String) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("condition");
        assertThatThrownBy(() -> data.filter("x > ?", (Object[]) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("values");
        assertThatThrownBy(() -> data.filter(col("id").gt(1).and(null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("other");
    }
}
