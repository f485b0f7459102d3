package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Expr.lit;
import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatasetWithTest {
    private final Dataset data = table("a: int64, b: int64 not null", row(1L, 10L), row(null, 20L));

    @Test
    void a_new_column_comes_last_and_an_old_one_keeps_its_place() {
        Dataset result = data.with("c", col("a").plus(col("b"))).with("a", lit("x"));
        assertThat(columns(result)).isEqualTo("a: utf8 not null, b: int64 not null, c: int64");
        assertThat(rows(result)).containsExactly(row("x", 10L, 11L), row("x", 20L, null));
    }

    @Test
    void columns_of_one_call_do_not_see_each_other() {
        assertThat(rows(data.with(col("b").as("a"), col("a").as("b")))).containsExactly(row(10L, 1L),
                row(20L, null));
    }

    @Test
    void all_spellings_are_one() {
        List<Dataset> same = List.of(data.with("c", col("a").plus(1)), data.with(col("a").plus(1).as("c")),
                data.with("c = a + 1"), data.with("a + 1 as c"), data.with("c = a + ?", 1),
                data.with("c = a + :n", Map.of("n", 1)));
        for (Dataset each : same) {
            assertThat(rows(each)).containsExactly(row(1L, 10L, 2L), row(null, 20L, null));
            assertThat(each.schema()).isEqualTo(same.getFirst().schema());
        }
    }

    @Test
    void a_name_given_beside_an_expression_wins_over_its_own() {
        assertThat(columns(data.with("c", col("a").as("d"))))
                .isEqualTo("a: int64, b: int64 not null, c: int64");
    }

    @Test
    void a_value_binds_as_a_value_never_as_text() {
        assertThat(rows(data.with("c = ?", "b); drop table x --"))).extracting(r -> r.get(2))
                .containsOnly("b); drop table x --");
        assertThat(rows(data.with("c = ?", LocalDate.EPOCH))).extracting(r -> r.get(2))
                .containsOnly(LocalDate.EPOCH);
        assertThat(rows(data.with("c = ?", (Object) null))).extracting(r -> r.get(2)).containsOnlyNulls();
    }

    @Test
    void the_first_equals_sign_names_and_the_second_compares() {
        assertThat(rows(data.with("same = a = 1"))).containsExactly(row(1L, 10L, true), row(null, 20L, null));
        assertThat(rows(data.with("\"ö \"\"x\"\"\" = a == b"))).extracting(r -> r.get(2))
                .containsExactly(false, null);
    }

    @Test
    void nothing_to_add_changes_nothing() {
        assertThat(rows(data.with(new Expr[0]))).isEqualTo(rows(data));
    }

    @Test
    void the_datasets_metadata_stays_and_a_computed_column_has_none() {
        Schema schema = Schema.of(new Field("kg", DataType.INT64, false, Map.of("unit", "kg")))
                .withMetadata("k", "v");
        Dataset loads = Dataset.ofRows(schema, List.<@Nullable Object[]>of(new Object[]{1L}));
        assertThat(loads.with("x = 1").schema().metadata()).isEqualTo(Map.of("k", "v"));
        assertThat(loads.with("x = 1").schema().field("kg").metadata()).isEqualTo(Map.of("unit", "kg"));
        assertThat(loads.with("kg = kg * 1000").schema().field("kg").metadata()).isEmpty();
    }

    @Test
    void a_failing_row_is_named() {
        assertThatThrownBy(() -> data.with("c = b // (b - 20)").collect()).isInstanceOf(DataException.class)
                .hasMessage("column \"b\", row 1: 20 // 0 divides by zero; try_div gives null");
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> data.with("c = aa + 1")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"aa\" not found; did you mean \"a\"? columns: a, b");
        assertThatThrownBy(() -> data.with("c = upper(a)")).isInstanceOf(QueryException.class)
                .hasMessage("upper takes (utf8); got (int64); cast first");
        assertThatThrownBy(() -> data.with(col("a").as("c"), col("b").as("c")))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "with would give two columns the name \"c\"; name one of them differently with as(...)");
        assertThatThrownBy(() -> data.with("c = a + ?")).isInstanceOf(QueryException.class)
                .hasMessage("no value for parameter 1; none is given\n  c = a + ?\n          ^");
        assertThatThrownBy(() -> data.with("c = 1", "d = 2")).isInstanceOf(QueryException.class)
                .hasMessage(
                        "1 value is given, but the text has no ? to take them; for another column chain another "
                                + "with(...)");
        assertThatThrownBy(() -> data.with((String) null, lit(1))).isInstanceOf(NullPointerException.class)
                .hasMessage("name");
        assertThatThrownBy(() -> data.with("c", (Expr) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("value");
        assertThatThrownBy(() -> data.with((String) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("column");
        assertThatThrownBy(() -> data.with((Expr) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("columns[0]");
    }

    @Test
    void try_gives_null_where_a_value_cannot_be_computed() {
        Dataset data = table("t: utf8, n: int64", row("1", 1L), row("x", 0L), row(null, 3L), row("4", 0L));
        assertThat(rows(data.select("try(cast(t as int64) * 10) as a", "try(6 // n) as b")))
                .containsExactly(row(10L, 6L), row(null, null), row(null, 2L), row(40L, null));
        assertThat(rows(data.select(col("t").cast(DataType.INT64).nullOnError().as("a")).filter("a > 1")))
                .containsExactly(row(4L));
        assertThat(rows(data.filter("try(6 // n > 1)").select("t"))).containsExactly(row("1"),
                row((Object) null));
        assertThatThrownBy(() -> data.with("b = try()")).hasMessage("try takes one expression, got 0");
    }

    @Test
    void try_does_not_hide_the_error_of_a_column_made_before() {
        Dataset data = table("t: utf8", row("1"), row("x"));
        Dataset broken = data.with("n = cast(t as int64)");
        assertThatThrownBy(() -> broken.select("try(n) as m").collect()).isInstanceOf(DataException.class)
                .hasMessage("column \"t\", row 1: \"x\" is not an int64");
        assertThatThrownBy(() -> data.groupBy("cast(t as int64) as n").count().filter("try(n > 0)").collect())
                .isInstanceOf(DataException.class);
    }
}
