package dev.peso;

import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

class DatasetCastTest {
    private final Dataset data = table("n: utf8, x: float64", row("12", 1.9), row(null, -1.9));

    @Test
    void a_column_changes_its_type_in_place_and_null_stays_null() {
        Dataset result = data.cast("n", DataType.INT64).cast("x", DataType.INT8);
        assertThat(columns(result)).isEqualTo("n: int64, x: int8");
        assertThat(rows(result)).containsExactly(row(12L, (byte) 1), row(null, (byte) -1));
    }

    @Test
    void a_column_without_nulls_stays_so() {
        Dataset whole = table("n: int32 not null", row(1));
        assertThat(columns(whole.cast("n", DataType.UTF8))).isEqualTo("n: utf8 not null");
        assertThat(columns(whole.select("try_cast(n as int8) as n"))).isEqualTo("n: int8");
    }

    @Test
    void dates_and_texts_are_read_and_written() {
        Dataset days = table("d: utf8", row("2024-02-29"));
        assertThat(rows(days.cast("d", DataType.DATE))).containsExactly(row(LocalDate.of(2024, 2, 29)));
        assertThat(rows(days.cast("d", DataType.DATE).cast("d", DataType.UTF8))).isEqualTo(rows(days));
    }

    @Test
    void a_categorical_column_holds_the_same_texts() {
        Dataset result = data.cast("n", DataType.CATEGORICAL);
        assertThat(columns(result)).isEqualTo("n: categorical, x: float64");
        assertThat(rows(result)).isEqualTo(rows(data));
    }

    @Test
    void a_value_that_does_not_fit_is_an_error_that_names_its_row() {
        Dataset wrong = table("n: utf8", row("1"), row("1.5"));
        Dataset cast = wrong.cast("n", DataType.INT64);
        assertThatThrownBy(cast::collect).isInstanceOf(DataException.class)
                .hasMessage("column \"n\", row 1: \"1.5\" is not an int64");
        assertThatThrownBy(() -> table("x: float64", row(Double.NaN)).cast("x", DataType.INT32).collect())
                .isInstanceOf(DataException.class)
                .hasMessage("column \"x\", row 0: NaN does not fit int32");
        assertThatThrownBy(() -> table("x: int64", row(300L)).cast("x", DataType.INT8).collect())
                .isInstanceOf(DataException.class)
                .hasMessage("column \"x\", row 0: 300 does not fit int8");
        assertThat(rows(wrong.select("try_cast(n as int64) as n"))).containsExactly(row(1L),
                row((Object) null));
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> data.cast("m", DataType.INT8)).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"m\" not found; did you mean \"n\"? columns: n, x");
        assertThatThrownBy(() -> data.cast("x", DataType.DATE)).isInstanceOf(QueryException.class)
                .hasMessage("cannot cast x from float64 to date");
        assertThatThrownBy(() -> data.cast(null, DataType.INT8)).isInstanceOf(NullPointerException.class)
                .hasMessage("column");
        assertThatThrownBy(() -> data.cast("n", null)).isInstanceOf(NullPointerException.class)
                .hasMessage("type");
    }
}
