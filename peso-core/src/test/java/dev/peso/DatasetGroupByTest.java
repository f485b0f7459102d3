package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Expr.collectList;
import static dev.peso.Expr.count;
import static dev.peso.Expr.countDistinct;
import static dev.peso.Expr.first;
import static dev.peso.Expr.max;
import static dev.peso.Expr.mean;
import static dev.peso.Expr.min;
import static dev.peso.Expr.stddev;
import static dev.peso.Expr.sum;
import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetGroupByTest {
    private final Dataset data = table("g: utf8, x: float64, n: int64", row("b", 1.0, 1L),
            row("a", Double.NaN, 2L),
            row("b", 3.0, null), row(null, null, 4L), row("a", 5.0, 5L), row(null, -0.0, 6L));

    @Test
    void groups_come_in_order_of_first_appearance_and_null_is_one_of_them() {
        Dataset result = data.groupBy("g").agg(count().as("rows"), sum("n").as("n"));
        assertThat(columns(result)).isEqualTo("g: utf8, rows: int64 not null, n: int64");
        assertThat(rows(result)).containsExactly(row("b", 2L, 1L), row("a", 2L, 7L), row(null, 2L, 10L));
    }

    @Test
    void one_text_may_hold_several_keys_and_aggregates() {
        Dataset result = data.groupBy("g, n > 2 as late")
                .agg("rows = count(), top = max(x, 2)", "min(n) as n");
        assertThat(result.schema().names()).containsExactly("g", "late", "rows", "top", "n");
        assertThat(rows(data.agg("rows = count(), n = sum(n)"))).containsExactly(row(6L, 18L));
        assertThatThrownBy(() -> data.agg("rows = count(),")).hasMessage("""
                expected an expression, found the end of the text
                  rows = count(),
                                 ^""");
    }

    @Test
    void booleans_sum_to_how_many_are_true_and_to_null_without_a_value() {
        Dataset flags = table("g: utf8, b: boolean", row("a", false), row("a", null), row("b", true),
                row("c", null),
                row("b", true));
        assertThat(rows(flags.groupBy("g").agg(sum("b").as("n")))).containsExactly(row("a", 0L), row("b", 2L),
                row("c", null));
        assertThat(rows(flags.filter("b is null").agg(sum("b").as("n")))).containsExactly(row((Object) null));
    }

    @Test
    void nan_makes_sum_and_mean_nan_is_the_maximum_and_never_hides_a_minimum() {
        Dataset result = data.groupBy("g")
                .agg(sum("x").as("sum"), mean("x").as("mean"), max("x").as("max"), min("x").as("min"));
        assertThat(rows(result)).containsExactly(row("b", 4.0, 2.0, 3.0, 1.0),
                row("a", Double.NaN, Double.NaN, Double.NaN, 5.0), row(null, 0.0, 0.0, -0.0, -0.0));
    }

    @Test
    void nan_and_the_zeros_are_one_key_each() {
        Dataset keys = table("k: float64", row(0.0), row(Double.NaN), row(-0.0), row((Object) null),
                row(Double.longBitsToDouble(0x7ff8_0000_0000_0001L)), row((Object) null));
        assertThat(rows(keys.groupBy("k").count())).containsExactly(row(0.0, 2L), row(Double.NaN, 2L),
                row(null, 2L));
    }

    @Test
    void over_no_value_count_is_zero_and_all_else_null() {
        Dataset nulls = table("x: float64", row((Object) null));
        Expr[] all = {count("x").as("n"), countDistinct("x").as("d"), sum("x").as("s"), mean("x").as("m"),
                stddev("x").as("dev"), first("x").as("f"), collectList("x").as("l")};
        assertThat(rows(nulls.agg(all)))
                .containsExactly(row(0L, 0L, null, null, null, null, Arrays.asList((Object) null)));
        assertThat(rows(nulls.filter("false").agg(all)))
                .containsExactly(row(0L, 0L, null, null, null, null, null));
        assertThat(rows(nulls.filter("false").groupBy("x").agg(all))).isEmpty();
    }

    @Test
    void texts_and_methods_give_the_same() {
        Dataset text = data.groupBy("n % 2 as odd").agg("total = sum(x)", "count(*) as n", "max(n) - min(n)");
        Dataset methods = data.groupBy(col("n").mod(2).as("odd"))
                .agg(sum("x").as("total"), count().as("n"), max("n").minus(min("n")));
        assertThat(text.schema()).isEqualTo(methods.schema());
        assertThat(columns(text))
                .isEqualTo("odd: int64, total: float64, n: int64 not null, max(n) - min(n): int64");
        assertThat(rows(text)).isEqualTo(rows(methods));
        assertThat(rows(text)).extracting(r -> r.get(0)).containsExactly(1L, 0L, null);
    }

    @Test
    void an_aggregate_may_use_keys_and_several_aggregates() {
        Dataset result = data.groupBy("g").agg("share = sum(n) / count(*)", "name = coalesce(g, '?')");
        assertThat(rows(result)).containsExactly(row("b", 0.5, "b"), row("a", 3.5, "a"), row(null, 5.0, "?"));
    }

    @Test
    void without_aggregates_the_keys_are_left_and_without_keys_one_row() {
        assertThat(rows(data.groupBy("g").agg(new Expr[0]))).containsExactly(row("b"), row("a"),
                row((Object) null));
        assertThat(rows(data.groupBy(new String[0]).agg("sum(n) as n"))).containsExactly(row(18L));
        assertThat(rows(data.agg("x = 1", "y = 'a'"))).containsExactly(row(1L, "a"));
        assertThat(data.agg(new String[0]).count()).isEqualTo(1);
    }

    @Test
    void a_key_keeps_its_metadata_and_the_datasets_own_is_left_behind() {
        Schema schema = Schema.of(new Field("g", DataType.INT64, false, Map.of("unit", "kg")))
                .withMetadata("peso.table", "loads/1");
        Schema result = Dataset.ofRows(schema, List.of()).groupBy("g").count().schema();
        assertThat(result.field("g")).isEqualTo(schema.field("g"));
        assertThat(result.field("count").nullable()).isFalse();
        assertThat(result.metadata()).isEmpty();
    }

    @Test
    void texts_lists_and_several_keys_with_odd_names() {
        Dataset odd = table("größe \"x\": list<int64>, s: utf8", row(List.of(1L), "é"),
                row(List.of(), "e\u0301"),
                row(List.of(1L), "é"), row(null, "é"));
        assertThat(rows(odd.groupBy("größe \"x\"", "s").count())).containsExactly(row(List.of(1L), "é", 2L),
                row(List.of(), "e\u0301", 1L), row(null, "é", 1L));
    }

    @Test
    void many_groups_over_many_chunks_equal_duckdb_and_come_in_order() throws SQLException {
        int rows = 400_000;
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("k", LongStream.range(0, rows).map(n -> n * 31 % 100_003).toArray());
        columns.put("x", IntStream.range(0, rows).mapToDouble(n -> n / 8.0).toArray());
        Dataset result = Dataset.of(columns).groupBy("k").agg("n = count(*)", "x = sum(x)").collect();
        assertThat(result.column("k").longs())
                .isEqualTo(LongStream.range(0, 100_003).map(n -> n * 31 % 100_003).toArray());
        try (DuckDb duck = new DuckDb()) {
            assertThat(SqlRows.texts(rows(result.filter("k % 50 = 0").sort("k"))))
                    .isEqualTo(
                            SqlRows.texts(duck.rows("select i * 31 % 100003 as k, count(*) as n, sum(i / 8.0)"
                                    + " from range(400000) t(i) where k % 50 = 0 group by k order by k")));
        }
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> data.groupBy("gg")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"gg\" not found; did you mean \"g\"? columns: g, x, n");
        assertThatThrownBy(() -> data.groupBy("g", "g")).isInstanceOf(QueryException.class)
                .hasMessage(
                        "agg would give two columns the name \"g\"; name one of them differently with as(...)");
        assertThatThrownBy(() -> data.groupBy("sum(x)")).isInstanceOf(QueryException.class)
                .hasMessage(
                        "sum(x) is an aggregate, which stands for a group of rows; use it in agg(...), or over a "
                                + "window: sum(x) over (...)");
        Grouped groups = data.groupBy("g");
        assertThatThrownBy(() -> groups.agg("x")).isInstanceOf(QueryException.class)
                .hasMessage(
                        "column \"x\" is neither a grouping key nor inside an aggregate; group by it, or take for "
                                + "example first(x)");
        assertThatThrownBy(() -> groups.agg("sum(sum(x))")).isInstanceOf(QueryException.class)
                .hasMessage(
                        "an aggregate cannot contain another one: sum(sum(x)); aggregate twice, one after the "
                                + "other");
        assertThatThrownBy(() -> groups.agg("sum(x) over ()")).isInstanceOf(QueryException.class)
                .hasMessage("sum(x) over () cannot stand in agg(...); aggregate first, then use with(...)");
        assertThatThrownBy(() -> groups.agg(sum("x").as("g"))).isInstanceOf(QueryException.class)
                .hasMessage(
                        "agg would give two columns the name \"g\"; name one of them differently with as(...)");
        assertThatThrownBy(() -> groups.agg((Expr) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("aggregates[0]");
        assertThatThrownBy(() -> groups.agg((String) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("aggregates[0]");
        assertThatThrownBy(() -> data.groupBy((String) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("keys[0]");
        assertThatThrownBy(() -> data.agg("sum(g)")).isInstanceOf(QueryException.class)
                .hasMessageContaining("got (utf8)");
    }

    @Test
    void a_sum_that_does_not_fit_names_its_column() {
        Dataset large = table("n: int64", row(Long.MAX_VALUE), row(1L));
        assertThat(rows(large.union(table("n: int64", row(-1L))).agg("s = sum(n)")))
                .containsExactly(row(Long.MAX_VALUE));
        Dataset overflow = large.agg("s = sum(n)");
        assertThatThrownBy(overflow::collect).isInstanceOf(DataException.class)
                .hasMessageContaining("9223372036854775808");
    }

    @ParameterizedTest
    @CsvSource({"10, 50000", "45000, 50000", "130000, 140000"})
    void what_fails_after_it_is_told_by_the_row_of_the_groups(int wrong, int groups) {
        String[] keys = new String[groups];
        Arrays.setAll(keys, i -> i == wrong ? "x" : "" + i);
        Dataset numbers = Dataset.of(Map.of("k", keys))
                .groupBy("k")
                .agg(count().as("n"))
                .with("v = cast(k as int64)");
        assertThatThrownBy(numbers::collect).hasMessageContaining("row " + wrong + ":");
    }
}
