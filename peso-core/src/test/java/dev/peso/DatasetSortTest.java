package dev.peso;

import static dev.peso.Expr.asc;
import static dev.peso.Expr.col;
import static dev.peso.Expr.desc;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

class DatasetSortTest {
    private final Dataset data = numbers();

    private static Dataset numbers() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("x", new Double[]{0.0, null, 1.0, Double.NaN, -0.0, Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY});
        columns.put("id", new int[]{0, 1, 2, 3, 4, 5, 6});
        return Dataset.of(columns);
    }

    @Test
    void nan_is_largest_null_last_and_equal_keys_keep_their_order() {
        assertThat(data.sort("x").column("id").ints()).containsExactly(5, 0, 4, 2, 6, 3, 1);
        assertThat(data.sort(asc("x")).column("id").ints()).containsExactly(5, 0, 4, 2, 6, 3, 1);
    }

    @Test
    void nulls_are_last_in_descending_order_too_and_equal_keys_still_keep_theirs() {
        assertThat(data.sort("x desc").column("id").ints()).containsExactly(3, 6, 2, 0, 4, 5, 1);
        assertThat(data.sort(desc("x")).column("id").ints()).containsExactly(3, 6, 2, 0, 4, 5, 1);
    }

    @Test
    void nulls_come_first_where_asked() {
        assertThat(data.sort("x nulls first").column("id").ints()).containsExactly(1, 5, 0, 4, 2, 6, 3);
        assertThat(data.sort(desc("x").nullsFirst()).column("id").ints()).containsExactly(1, 3, 6, 2, 0, 4,
                5);
        assertThat(data.sort(desc("x").nullsFirst().nullsLast()).column("id").ints())
                .containsExactly(3, 6, 2, 0, 4, 5, 1);
        assertThat(data.sort(asc("x").nullsFirst().reversed()).column("id").ints())
                .containsExactly(1, 3, 6, 2, 0, 4, 5);
    }

    @Test
    void text_sorts_by_code_point_not_by_utf16_or_by_country() {
        Dataset words = table("s: utf8", row("z"), row("ı"), row("I"), row("😀"), row("\uFFFD"), row(""),
                row("ä"),
                row("i"));
        assertThat(words.sort("s").column("s").strings()).containsExactly("", "I", "i", "z", "ä", "ı",
                "\uFFFD",
                "😀");
        assertThat(words.cast("s", DataType.CATEGORICAL).sort("s desc").column("s").strings())
                .containsExactly("😀", "\uFFFD", "ı", "ä", "z", "i", "I", "");
    }

    @Test
    void keys_decide_one_after_the_other_and_may_be_expressions() {
        Dataset pairs = table("g: utf8, n: int64", row("b", 1L), row("a", -2L), row("b", 3L), row("a", 1L));
        assertThat(rows(pairs.sort("g", "n desc"))).containsExactly(row("a", 1L), row("a", -2L), row("b", 3L),
                row("b", 1L));
        assertThat(rows(pairs.sort("g, n desc"))).isEqualTo(rows(pairs.sort("g", "n desc")));
        assertThat(rows(pairs.sort(col("n").abs().desc(), asc("g")))).containsExactly(row("b", 3L),
                row("a", -2L), row("a", 1L), row("b", 1L));
    }

    @Test
    void lists_sort_element_by_element() {
        Dataset lists = table("l: list<int64>", row(List.of(2L)), row(List.of(1L, 5L)), row(List.of()),
                row((Object) null), row(List.of(1L)));
        assertThat(rows(lists.sort("l"))).containsExactly(row(List.of()), row(List.of(1L)),
                row(List.of(1L, 5L)), row(List.of(2L)), row((Object) null));
    }

    @Test
    void an_exact_name_is_a_column_whatever_is_in_it() {
        Dataset odd = table("total desc: int64", row(1L), row(2L));
        assertThat(odd.sort("total desc").column("total desc").longs()).containsExactly(1, 2);
        assertThat(odd.sort("\"total desc\" desc").column("total desc").longs()).containsExactly(2, 1);
    }

    @Test
    void no_rows_one_row_all_null_and_no_keys_stay_as_they_are() {
        assertThat(rows(data.filter("false").sort("x"))).isEmpty();
        assertThat(rows(data.limit(1).sort("x desc"))).isEqualTo(rows(data.limit(1)));
        assertThat(rows(data.sort(new String[0]))).isEqualTo(rows(data));
        Dataset nulls = table("x: utf8, id: int64", row(null, 1L), row(null, 2L));
        assertThat(rows(nulls.sort("x desc"))).isEqualTo(rows(nulls));
        assertThat(nulls.sort("x").schema()).isEqualTo(nulls.schema());
    }

    @Test
    void many_rows_with_few_keys_sort_stably_whatever_the_threads() {
        int[] keys = new Random(7).ints(300_000, 0, 100).toArray();
        int[] ids = new int[keys.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i;
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("k", keys);
        columns.put("id", ids);
        for (int threads : new int[]{1, 2}) {
            Dataset sorted = Dataset.of(columns).threads(threads).sort("k").collect();
            assertThat(firstUnordered(sorted.column("k").ints(), sorted.column("id").ints())).isEqualTo(-1);
        }
    }

    private static int firstUnordered(int[] keys, int[] ids) {
        for (int i = 1; i < keys.length; i++) {
            if (keys[i - 1] > keys[i] || keys[i - 1] == keys[i] && ids[i - 1] > ids[i]) {
                return i;
            }
        }
        return -1;
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> data.sort("idx")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"idx\" not found; did you mean \"id\"? columns: x, id");
        assertThatThrownBy(() -> data.sort("id dsc")).isInstanceOf(QueryException.class)
                .hasMessage("unexpected \"dsc\"; did you mean \"desc\"?\n  id dsc\n     ^^^");
        assertThatThrownBy(() -> data.sort("sum(x)")).isInstanceOf(QueryException.class)
                .hasMessage(
                        "sum(x) is an aggregate, which stands for a group of rows; use it in agg(...), or over a "
                                + "window: sum(x) over (...)");
        Dataset maps = table("m: map<utf8,int64>");
        assertThatThrownBy(() -> maps.sort("m")).isInstanceOf(QueryException.class)
                .hasMessage("sort cannot order by m: a map has no order");
        assertThatThrownBy(() -> data.sort((String) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("keys[0]");
        assertThatThrownBy(() -> data.sort(asc("x"), null)).isInstanceOf(NullPointerException.class)
                .hasMessage("keys[1]");
    }
}
