package dev.peso;

import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a SELECT statement does among datasets; that its rows are right is held against DuckDB elsewhere.
class DatasetSqlTest {
    private final Dataset sales = table("region: utf8, Amount: int64", row("n", 2L), row("s", 5L),
            row("n", 1L),
            row(null, 7L));
    private final Dataset regions = table("region: utf8, name: utf8", row("n", "North"), row("s", "Süd"));

    @Test
    void datasets_are_tables_by_the_names_of_the_map() {
        Dataset result = Dataset.sql("""
                select r.name, sum(s.amount) as total
                from sales s join regions r on s.region = r.region
                group by r.name having sum(s.amount) > 1 order by total desc""",
                Map.of("sales", sales, "regions", regions));
        assertThat(columns(result)).isEqualTo("name: utf8, total: int64");
        assertThat(rows(result)).containsExactly(row("Süd", 5L), row("North", 3L));
    }

    @Test
    void the_result_is_a_lazy_dataset_like_any_other() {
        Dataset broken = sales.with("broken = 1 // 0");
        Dataset result = Dataset.sql("select amount from t where amount > 1", Map.of("t", broken));
        assertThat(rows(result.filter("Amount < 7").sort("Amount desc"))).containsExactly(row(5L), row(2L));
        assertThat(result.schema().names()).containsExactly("Amount");
        assertThat(rows(Dataset.sql("select * from q", Map.of("q", result)))).isEqualTo(rows(result));
    }

    @Test
    void unquoted_names_match_ignoring_case_and_quoted_ones_exactly() {
        Map<String, Dataset> tables = Map.of("Sales", sales);
        assertThat(columns(Dataset.sql("select AMOUNT from SALES limit 1", tables)))
                .isEqualTo("Amount: int64");
        assertThat(rows(Dataset.sql("select \"Amount\" from \"Sales\" where Region = 's'", tables)))
                .containsExactly(row(5L));
        assertThatThrownBy(() -> Dataset.sql("select \"amount\" from Sales", tables))
                .isInstanceOf(QueryException.class)
                .hasMessageStartingWith(
                        "column \"amount\" not found in table \"Sales\"; did you mean \"Amount\"?");
    }

    /// As the standard says it and PostgreSQL does it: one part that differs decides, a null leaves the others to decide.
    @Test
    void a_row_is_not_in_a_query_whose_rows_all_differ_from_it_for_certain() {
        Dataset t = table("id: int64, a: int64, b: utf8", row(1L, 1L, "x"), row(2L, 2L, "x"),
                row(3L, null, "x"),
                row(4L, null, "y"), row(5L, 5L, null), row(6L, null, null));
        Dataset u = table("k: int64, a: int64, b: utf8", row(1L, 2L, "x"), row(3L, 7L, null));
        Map<String, Dataset> tables = Map.of("t", t, "u", u);
        assertThat(rows(Dataset.sql("select id from t where (a, b) not in (select a, b from u)", tables)))
                .containsExactly(row(1L), row(5L));
        assertThat(rows(
                Dataset.sql("select id from t where (a, b) not in (select a, b from u where a = 2)", tables)))
                .containsExactly(row(1L), row(4L), row(5L));
        assertThat(rows(Dataset.sql("select id from t where (a, b) not in (select a, b from u where k = id)",
                tables)))
                .containsExactly(row(1L), row(2L), row(4L), row(5L), row(6L));
        assertThat(rows(
                Dataset.sql("select id from t where (a, b) not in (select a, b from u where false)", tables)))
                .hasSize(6);
    }

    @Test
    void odd_names_are_quoted() {
        Dataset odd = table("größe \"x\": int64", row(1L));
        assertThat(rows(Dataset.sql("select \"größe \"\"x\"\"\" + 1 as y from \"a b\"", Map.of("a b", odd))))
                .containsExactly(row(2L));
    }

    @Test
    void values_bind_as_values() {
        Map<String, @Nullable Object> named = new HashMap<>(Map.of("sales", sales, "least", 2));
        named.put("nothing", null);
        assertThat(rows(
                Dataset.sql("select amount from sales where amount >= :least and region = ?", named, "n")))
                .containsExactly(row(2L));
        assertThat(rows(Dataset.sql("select amount from sales where region = ?", named, "n' or 'a' = 'a")))
                .isEmpty();
        assertThat(rows(Dataset.sql("select amount from sales where amount = :nothing", named))).isEmpty();
        assertThat(rows(Dataset.sql("select ? as a, ? as b", Map.of(), 1, null)))
                .containsExactly(row(1L, null));
    }

    @Test
    void without_a_table_there_is_one_row() {
        assertThat(rows(Dataset.sql("select 1 + 1 as two", Map.of()))).containsExactly(row(2L));
        assertThat(rows(Dataset.sql("values (1, 'a'), (2, null)", Map.of()))).containsExactly(row(1L, "a"),
                row(2L, null));
    }

    @Test
    void settings_of_a_dataset_go_with_it() {
        Dataset one = Dataset.sql("select * from sales", Map.of("sales", sales.threads(1)));
        assertThat(one.options().threads()).isEqualTo(1);
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once_with_their_place() {
        Map<String, Dataset> tables = Map.of("sales", sales);
        assertThatThrownBy(() -> Dataset.sql("select amuont from sales", tables))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        """
                                column "amuont" not found in table "sales"; did you mean "Amount"? columns: region, Amount
                                  select amuont from sales
                                         ^^^^^^""");
        assertThatThrownBy(() -> Dataset.sql("select * from sale", tables)).isInstanceOf(QueryException.class)
                .hasMessage("""
                        table "sale" not found; did you mean "sales"? tables: sales
                          select * from sale
                                        ^^^^""");
        assertThatThrownBy(() -> Dataset.sql("delete from sales", tables)).isInstanceOf(QueryException.class)
                .hasMessage("""
                        "delete" is no query; datasets do not change; select the rows to keep
                          delete from sales
                          ^^^^^^""");
        assertThatThrownBy(() -> Dataset.sql("select amount from sales where region = ?", tables))
                .isInstanceOf(QueryException.class)
                .hasMessageStartingWith("no value for parameter 1; none is given\n");
        assertThatThrownBy(() -> Dataset.sql("select amount from sales", tables, 1, 2))
                .isInstanceOf(QueryException.class)
                .hasMessage("2 values are given, but the text has no ? to take them");
        assertThatThrownBy(() -> Dataset.sql(null, tables)).isInstanceOf(NullPointerException.class)
                .hasMessage("select");
        assertThatThrownBy(() -> Dataset.sql("select 1", null)).isInstanceOf(NullPointerException.class)
                .hasMessage("named");
        assertThatThrownBy(() -> Dataset.sql("select 1", tables, (Object[]) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("values");
    }

    @Test
    void a_failing_row_is_named() {
        Dataset broken = Dataset.sql("select 10 // (Amount - 5) as x from sales", Map.of("sales", sales));
        assertThatThrownBy(broken::collect).isInstanceOf(DataException.class)
                .hasMessage("column \"Amount\", row 1: 10 // 0 divides by zero; try_div gives null");
    }

    @Test
    void names_that_are_both_a_table_and_a_value_do_not_clash() {
        List<Object> listed = Arrays.asList(1L, 2L);
        assertThat(rows(
                Dataset.sql("select amount from sales where amount in (select unnest(:picked)) order by 1",
                        Map.of("sales", sales, "picked", listed))))
                .containsExactly(row(1L), row(2L));
    }
}
