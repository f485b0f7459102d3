package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Expr.expr;
import static dev.peso.Expr.on;
import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class DatasetJoinTest {
    private final Dataset left = table("k: int64, x: utf8 not null", row(2L, "a"), row(1L, "b"),
            row(null, "c"),
            row(2L, "d"), row(9L, "e"));
    private final Dataset right = table("k: int32 not null, x: float64 not null", row(2, 0.5), row(7, 1.5),
            row(2, 2.5), row(1, 3.5));

    @Test
    void an_inner_join_follows_the_left_order_with_matches_in_right_order() {
        Dataset result = left.join(right, on("k"));
        assertThat(columns(result)).isEqualTo("k: int64, x: utf8 not null, x_right: float64 not null");
        assertThat(rows(result)).containsExactly(row(2L, "a", 0.5), row(2L, "a", 2.5), row(1L, "b", 3.5),
                row(2L, "d", 0.5), row(2L, "d", 2.5));
    }

    @Test
    void a_left_join_keeps_all_left_rows() {
        Dataset result = left.leftJoin(right, on("k"));
        assertThat(columns(result)).isEqualTo("k: int64, x: utf8 not null, x_right: float64");
        assertThat(rows(result)).containsExactly(row(2L, "a", 0.5), row(2L, "a", 2.5), row(1L, "b", 3.5),
                row(null, "c", null), row(2L, "d", 0.5), row(2L, "d", 2.5), row(9L, "e", null));
    }

    @Test
    void a_right_join_follows_the_right_order_and_its_keys() {
        Dataset result = left.rightJoin(right, on("k"));
        assertThat(columns(result)).isEqualTo("k: int32 not null, x: utf8, x_right: float64 not null");
        assertThat(rows(result)).containsExactly(row(2, "a", 0.5), row(2, "d", 0.5), row(7, null, 1.5),
                row(2, "a", 2.5), row(2, "d", 2.5), row(1, "b", 3.5));
    }

    @Test
    void a_full_join_appends_the_right_rows_without_a_match() {
        Dataset result = left.fullJoin(right, on("k"));
        assertThat(columns(result)).isEqualTo("k: int64, x: utf8, x_right: float64");
        assertThat(rows(result)).containsExactly(row(2L, "a", 0.5), row(2L, "a", 2.5), row(1L, "b", 3.5),
                row(null, "c", null), row(2L, "d", 0.5), row(2L, "d", 2.5), row(9L, "e", null),
                row(7L, null, 1.5));
    }

    @Test
    void semi_and_anti_joins_keep_left_rows_once() {
        assertThat(rows(left.semiJoin(right, on("k")))).containsExactly(row(2L, "a"), row(1L, "b"),
                row(2L, "d"));
        assertThat(rows(left.antiJoin(right, on("k")))).containsExactly(row(null, "c"), row(9L, "e"));
        Dataset described = Dataset.ofRows(left.schema().withMetadata("k", "v"), List.of());
        assertThat(described.semiJoin(right, on("k")).schema()).isEqualTo(described.schema());
    }

    @Test
    void explain_tells_which_side_is_built() {
        Dataset large = Dataset.of(Map.of("k", LongStream.range(0, 20).toArray()));
        String right = "hash join left on k = k, builds right\n";
        assertThat(left.leftJoin(left, on("k")).explain()).contains(right);
        assertThat(left.leftJoin(large, on("k")).explain())
                .contains("hash join left on k = k, builds left, then the matching right rows\n");
        assertThat(left.leftJoin(large.filter("k > 1"), on("k")).explain())
                .contains("hash join left on k = k, builds left, then the matching right rows\n");
        assertThat(large.leftJoin(left, on("k")).explain()).contains(right);
        assertThat(large.rightJoin(left, on("k")).explain())
                .contains("hash join right on k = k, builds right, then the matching left rows\n");
        assertThat(left.fullJoin(large, on("k")).explain())
                .contains("hash join full on k = k, builds right\n");
    }

    @Test
    void a_cross_join_pairs_all_rows() {
        Dataset result = left.limit(2).crossJoin(right.limit(2));
        assertThat(columns(result)).isEqualTo("k: int64, x: utf8 not null, k_right: int32 not null, "
                + "x_right: float64 not null");
        assertThat(rows(result)).containsExactly(row(2L, "a", 2, 0.5), row(2L, "a", 7, 1.5),
                row(1L, "b", 2, 0.5),
                row(1L, "b", 7, 1.5));
    }

    @Test
    void null_keys_match_nothing_unless_asked() {
        Dataset nulls = table("k: int64, y: int64", row(null, 1L), row(1L, 2L));
        assertThat(rows(left.join(nulls, on("k")))).containsExactly(row(1L, "b", 2L));
        assertThat(rows(left.join(nulls, on("k").nullsMatch()))).containsExactly(row(1L, "b", 2L),
                row(null, "c", 1L));
        assertThat(rows(left.antiJoin(nulls, on("k").nullsMatch()))).containsExactly(row(2L, "a"),
                row(2L, "d"),
                row(9L, "e"));
    }

    @Test
    void nan_matches_nan_and_the_zeros_each_other() {
        Dataset a = table("x: float64, i: int64", row(Double.NaN, 1L), row(-0.0, 2L), row(1.0, 3L));
        Dataset b = table("x: float64, j: int64", row(0.0, 10L), row(Double.NaN, 20L));
        assertThat(rows(a.join(b, on("x")))).containsExactly(row(Double.NaN, 1L, 20L), row(-0.0, 2L, 10L));
    }

    @Test
    void keys_of_other_names_are_both_kept_and_whole_widens_to_float() {
        Dataset other = table("id: float64, y: utf8", row(2.0, "z"), row(2.5, "w"));
        Dataset result = left.join(other, on(col("k").eq(col("id"))));
        assertThat(columns(result)).isEqualTo("k: int64, x: utf8 not null, id: float64, y: utf8");
        assertThat(rows(result)).containsExactly(row(2L, "a", 2.0, "z"), row(2L, "d", 2.0, "z"));
    }

    @Test
    void a_condition_beside_the_keys_decides_about_pairs() {
        On near = on("k").and(col("x_right").gt(1));
        assertThat(rows(left.leftJoin(right, near))).containsExactly(row(2L, "a", 2.5), row(1L, "b", 3.5),
                row(null, "c", null), row(2L, "d", 2.5), row(9L, "e", null));
        assertThat(rows(left.join(right, on(col("k").lt(col("k_right")))))).containsExactly(
                row(2L, "a", 7, 1.5),
                row(1L, "b", 2, 0.5), row(1L, "b", 7, 1.5), row(1L, "b", 2, 2.5), row(2L, "d", 7, 1.5));
    }

    @Test
    void the_suffix_can_be_chosen_and_odd_names_join() {
        assertThat(left.join(right, on("k").suffix(" (r)")).schema().names()).containsExactly("k", "x",
                "x (r)");
        Dataset a = table("größe \"x\": utf8, v: int64", row("ß", 1L));
        assertThat(rows(a.join(a, on("größe \"x\"")))).containsExactly(row("ß", 1L, 1L));
    }

    @Test
    void several_keys_of_several_types_join_by_all_of_them() {
        Dataset a = table("s: utf8, n: int8, v: int64", row("a", (byte) 1, 1L), row("a", (byte) 2, 2L),
                row("b", (byte) 1, 3L));
        Dataset b = table("n: int64, s: categorical, w: int64", row(1L, "a", 10L), row(1L, "b", 30L));
        assertThat(rows(a.join(b, on("s", "n")))).containsExactly(row("a", (byte) 1, 1L, 10L),
                row("b", (byte) 1, 3L, 30L));
    }

    @Test
    void an_empty_side_is_a_side_without_matches() {
        Dataset none = right.filter("false");
        assertThat(rows(left.join(none, on("k")))).isEmpty();
        assertThat(left.leftJoin(none, on("k")).count()).isEqualTo(5);
        assertThat(rows(none.fullJoin(right, on("k")))).hasSize(4);
        assertThat(left.antiJoin(none, on("k")).count()).isEqualTo(5);
        assertThat(none.crossJoin(left).count()).isZero();
    }

    @Test
    void large_sides_with_duplicate_keys_keep_their_order_whatever_the_threads() {
        Dataset a = numbered("i", 200_000, 50_000);
        Dataset b = numbered("j", 100_000, 70_000);
        Dataset one = a.threads(1).join(b, on("k")).collect();
        Dataset two = a.threads(2).join(b, on("k")).collect();
        assertThat(two.count()).isEqualTo(320_000);
        assertThat(two.fingerprint()).isEqualTo(one.fingerprint());
        assertThat(two.fingerprint()).isEqualTo(two.sort("i", "j").fingerprint());
    }

    private static Dataset numbered(String name, int rows, int keys) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("k", LongStream.range(0, rows).map(n -> n % keys).toArray());
        columns.put(name, LongStream.range(0, rows).toArray());
        return Dataset.of(columns);
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> left.join(right, on("kk"))).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"kk\" not found; did you mean \"k\"? columns: k, x");
        assertThatThrownBy(() -> left.join(right, on("x"))).isInstanceOf(QueryException.class)
                .hasMessage(
                        "join key \"x\" is utf8 on the left, but \"x\" is float64 on the right; cast one of them");
        Dataset suffixed = left.with("x_right = 1");
        assertThatThrownBy(() -> suffixed.join(right, on("k"))).isInstanceOf(QueryException.class)
                .hasMessage(
                        "the join would give two columns the name \"x_right\"; choose another suffix or rename one "
                                + "before");
        assertThatThrownBy(() -> left.join(right, on("k").and(col("x_right").plus(1))))
                .isInstanceOf(QueryException.class)
                .hasMessage("join needs a condition, but x_right + 1 is float64");
        assertThatThrownBy(() -> on(new String[0])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("on(...) needs a column or a condition; for all pairs use crossJoin");
        assertThatThrownBy(() -> on("k").suffix("")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the suffix of a join must not be empty");
        assertThatThrownBy(() -> left.join(null, on("k"))).isInstanceOf(NullPointerException.class)
                .hasMessage("right");
        assertThatThrownBy(() -> left.leftJoin(right, null)).isInstanceOf(NullPointerException.class)
                .hasMessage("on");
        assertThatThrownBy(() -> on("k", null)).isInstanceOf(NullPointerException.class)
                .hasMessage("columns[1]");
        assertThatThrownBy(() -> on("k").and(null)).isInstanceOf(NullPointerException.class)
                .hasMessage("condition");
        assertThatThrownBy(() -> left.crossJoin(null)).isInstanceOf(NullPointerException.class)
                .hasMessage("right");
    }

    @Test
    void an_equality_finds_the_side_of_each_of_its_columns() {
        Dataset ids = table("id: int64", row(1L), row(2L), row(3L));
        Dataset keys = table("key: int64, twin: int64", row(2L, 2L), row(3L, 3L), row(4L, 2L));
        assertThat(rows(ids.join(keys, on(expr("key = id"))))).containsExactly(row(2L, 2L, 2L),
                row(3L, 3L, 3L));
        assertThat(rows(ids.leftJoin(keys, on(expr("key = twin and id = key"))))).containsExactly(
                row(1L, null, null), row(2L, 2L, 2L), row(3L, 3L, 3L));
        assertThat(ids.join(keys, on(expr("key = twin"))).count()).isEqualTo(6);
    }
}
