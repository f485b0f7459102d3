package dev.peso;

import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

/// Names of columns: `rename` and `drop`.
class DatasetRenameTest {
    private final Dataset data = table("a: int64 not null, b: utf8, c: float64", row(1L, "x", null));

    @Test
    void a_column_keeps_its_place_and_values_under_its_new_name() {
        Dataset result = data.rename("b", "größe \"x\"");
        assertThat(columns(result)).isEqualTo("a: int64 not null, größe \"x\": utf8, c: float64");
        assertThat(rows(result)).containsExactly(row(1L, "x", null));
        assertThat(rows(result.filter("\"größe \"\"x\"\"\" = 'x'"))).hasSize(1);
    }

    @Test
    void several_names_change_at_once_so_two_columns_can_swap() {
        Dataset result = data.rename(Map.of("a", "b", "b", "a"));
        assertThat(columns(result)).isEqualTo("b: int64 not null, a: utf8, c: float64");
        assertThat(rows(result)).containsExactly(row(1L, "x", null));
    }

    @Test
    void metadata_stays() {
        Schema schema = Schema.of(new Field("kg", DataType.INT64, false, Map.of("unit", "kg")),
                Field.of("n", DataType.INT64)).withMetadata("k", "v");
        Dataset loads = Dataset.ofRows(schema, List.of());
        Schema renamed = loads.rename("kg", "weight").schema();
        assertThat(renamed.field(0)).isEqualTo(schema.field(0).withName("weight"));
        assertThat(renamed.metadata()).isEqualTo(Map.of("k", "v"));
        assertThat(loads.drop("n").schema().field(0)).isEqualTo(schema.field(0));
        assertThat(loads.drop("n").schema().metadata()).isEqualTo(Map.of("k", "v"));
    }

    @Test
    void renaming_to_the_same_name_or_nothing_changes_nothing() {
        assertThat(data.rename("a", "a").schema()).isEqualTo(data.schema());
        assertThat(data.rename(Map.of()).schema()).isEqualTo(data.schema());
    }

    @Test
    void dropped_columns_go_and_the_rest_stay_in_order() {
        assertThat(rows(data.drop("b", "b"))).containsExactly(row(1L, null));
        assertThat(columns(data.drop("a", "c"))).isEqualTo("b: utf8");
        assertThat(data.drop("a", "b", "c").count()).isEqualTo(1);
        assertThat(rows(data.drop())).isEqualTo(rows(data));
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> data.rename("bb", "x")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"bb\" not found; did you mean \"b\"? columns: a, b, c");
        assertThatThrownBy(() -> data.rename("a", "b")).isInstanceOf(QueryException.class)
                .hasMessage("rename would give two columns the name \"b\"; choose another name");
        assertThatThrownBy(() -> data.drop("bb")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"bb\" not found; did you mean \"b\"? columns: a, b, c");
        assertThatThrownBy(() -> data.rename(null, "x")).isInstanceOf(NullPointerException.class)
                .hasMessage("from");
        assertThatThrownBy(() -> data.rename("a", null)).isInstanceOf(NullPointerException.class)
                .hasMessage("to");
        assertThatThrownBy(() -> data.rename((Map<String, String>) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("names");
        assertThatThrownBy(() -> data.drop((String) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("columns[0]");
    }
}
