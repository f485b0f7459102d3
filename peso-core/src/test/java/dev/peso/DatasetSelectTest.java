package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Expr.lit;
import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatasetSelectTest {
    @Test
    void one_text_may_hold_several_columns() {
        Dataset data = Dataset.of(Map.of("a, b", new long[]{1}));
        assertThat(data.select("a, b").schema().names()).containsExactly("a, b");
        assertThat(data.rename("a, b", "a").select("a, b = a + 1, a * 2 as c").schema().names())
                .containsExactly("a", "b", "c");
        assertThat(data.rename("a, b", "a").with("b = a + ?, c = a * ?", 1, 2).schema().names())
                .containsExactly("a", "b", "c");
    }

    private final Dataset sales = table("region: utf8 not null, qty: int64, price: float64",
            row("n", 2L, 1.5),
            row("s", null, Double.NaN));

    @Test
    void columns_come_in_the_order_asked_for() {
        Dataset result = sales.select("price", "region");
        assertThat(columns(result)).isEqualTo("price: float64, region: utf8 not null");
        assertThat(rows(result)).containsExactly(row(1.5, "n"), row(Double.NaN, "s"));
    }

    @Test
    void expressions_as_text_and_as_methods_are_the_same() {
        Dataset text = sales.select("region", "qty * price as amount", "qty + 1");
        Dataset methods = sales.select(col("region"), col("qty").times(col("price")).as("amount"),
                col("qty").plus(1));
        assertThat(text.schema()).isEqualTo(methods.schema());
        assertThat(columns(text)).isEqualTo("region: utf8 not null, amount: float64, qty + 1: int64");
        assertThat(rows(text)).isEqualTo(rows(methods))
                .containsExactly(row("n", 3.0, 3L), row("s", null, null));
    }

    @Test
    void a_constant_is_repeated() {
        assertThat(rows(sales.select(lit("x").as("c"), lit(null).as("n")))).containsExactly(row("x", null),
                row("x", null));
    }

    @Test
    void an_exact_name_is_a_column_whatever_is_in_it() {
        Dataset odd = table("a b: int64, say \"hé\": int64, 1: int64, qty + 1: int64", row(1L, 2L, 3L, 4L));
        assertThat(rows(odd.select("say \"hé\"", "1", "qty + 1", "a b")))
                .containsExactly(row(2L, 3L, 4L, 1L));
        assertThat(rows(odd.select("\"say \"\"hé\"\"\" * 10 as x", "`a b` as y")))
                .containsExactly(row(20L, 1L));
    }

    @Test
    void a_column_may_appear_under_two_names() {
        assertThat(rows(sales.select("qty", "qty as again"))).containsExactly(row(2L, 2L), row(null, null));
    }

    @Test
    void no_columns_leave_rows_without_cells() {
        assertThat(sales.select(new String[0]).count()).isEqualTo(2);
        assertThat(sales.select(new String[0]).schema().size()).isZero();
    }

    @Test
    void no_rows_keep_their_columns() {
        Dataset result = sales.filter("false").select("price", "qty % 2 as odd");
        assertThat(columns(result)).isEqualTo("price: float64, odd: int64");
        assertThat(rows(result)).isEmpty();
    }

    @Test
    void a_plain_column_keeps_its_metadata_and_the_dataset_its_own() {
        Schema schema = Schema.of(new Field("kg", DataType.FLOAT64, false, Map.of("unit", "kg")))
                .withMetadata("peso.table", "loads/1");
        Dataset loads = Dataset.ofRows(schema, List.<@Nullable Object[]>of(new Object[]{1.0}));
        Schema result = loads.select("kg as weight", "kg * 2 as twice").schema();
        assertThat(result.field("weight")).isEqualTo(schema.field(0).withName("weight"));
        assertThat(result.field("twice")).isEqualTo(Field.of("twice", DataType.FLOAT64));
        assertThat(result.metadata()).isEqualTo(schema.metadata());
    }

    @Test
    void rows_of_many_chunks_keep_their_order() {
        long[] x = LongStream.range(0, 300_000).toArray();
        long[] twice = Dataset.of(Map.of("x", x)).select("x * 2 as y").column("y").longs();
        assertThat(twice).isEqualTo(LongStream.of(x).map(n -> 2 * n).toArray());
    }

    @Test
    void what_is_not_selected_is_not_computed() {
        Dataset wrong = sales.with("broken = 1 // 0");
        assertThat(rows(wrong.select("qty"))).containsExactly(row(2L), row((Object) null));
        assertThatThrownBy(wrong::collect).isInstanceOf(DataException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> sales.select("region", "prise")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage(
                        "column \"prise\" not found; did you mean \"price\"? columns: region, qty, price");
        assertThatThrownBy(() -> sales.select(col("Region"))).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage(
                        "column \"Region\" not found; did you mean \"region\"? columns: region, qty, price");
        assertThatThrownBy(() -> sales.select("qty as x", "price as x")).isInstanceOf(QueryException.class)
                .hasMessage(
                        "select would give two columns the name \"x\"; name one of them differently with as(...)");
        assertThatThrownBy(() -> sales.select("")).isInstanceOf(QueryException.class)
                .hasMessage("expected an expression, found the end of the text\n  \n  ^");
        assertThatThrownBy(() -> sales.select("qty", null)).isInstanceOf(NullPointerException.class)
                .hasMessage("columns[1]");
        assertThatThrownBy(() -> sales.select((Expr) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("columns[0]");
        assertThatThrownBy(() -> sales.select((String[]) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("columns");
    }
}
