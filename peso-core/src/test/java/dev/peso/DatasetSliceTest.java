package dev.peso;

import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

/// Rows by their place: `limit` and `slice`.
class DatasetSliceTest {
    private final Dataset large = Dataset.of(Map.of("x", LongStream.range(0, 300_000).toArray()));

    @Test
    void a_limit_keeps_the_first_rows() {
        assertThat(large.limit(3).column("x").longs()).containsExactly(0, 1, 2);
        assertThat(large.limit(0).count()).isZero();
        assertThat(large.limit(Long.MAX_VALUE).count()).isEqualTo(300_000);
    }

    @Test
    void a_slice_leaves_the_first_ones_out() {
        assertThat(large.slice(299_998, 5).column("x").longs()).containsExactly(299_998, 299_999);
        assertThat(large.slice(122_879, 3).column("x").longs()).containsExactly(122_879, 122_880, 122_881);
        assertThat(large.slice(300_000, 1).count()).isZero();
        assertThat(large.slice(Long.MAX_VALUE, Long.MAX_VALUE).count()).isZero();
        assertThat(large.slice(1, Long.MAX_VALUE).count()).isEqualTo(299_999);
    }

    @Test
    void limits_follow_the_order_of_the_verbs_before_them() {
        assertThat(large.sort("x desc").limit(2).column("x").longs()).containsExactly(299_999, 299_998);
        assertThat(large.filter("x >= 200000").slice(1, 1).column("x").longs()).containsExactly(200_001);
        assertThat(large.limit(10).filter("x >= 5").count()).isEqualTo(5);
        assertThat(large.limit(10).slice(8, 10).column("x").longs()).containsExactly(8, 9);
        assertThat(large.sort("x % 7").slice(2, 1).column("x").longs()).containsExactly(14);
        assertThat(large.limit(10).with("y = x + 1").slice(8, 10).count()).isEqualTo(2);
    }

    @Test
    void rows_behind_a_limit_are_not_computed() {
        Dataset broken = large.with("y = 1 // (x - 5)");
        assertThat(broken.limit(5).column("y").longs()).containsExactly(0, 0, 0, 0, -1);
        Dataset six = broken.limit(6);
        assertThatThrownBy(six::collect).isInstanceOf(DataException.class)
                .hasMessage("column \"x\", row 5: 1 // 0 divides by zero; try_div gives null");
    }

    @Test
    void no_rows_stay_no_rows_and_the_schema_stays() {
        Dataset none = table("a: int64 not null");
        assertThat(rows(none.limit(5))).isEmpty();
        assertThat(none.slice(1, 1).schema()).isEqualTo(none.schema());
        assertThat(rows(table("a: int64", row((Object) null)).limit(1))).containsExactly(row((Object) null));
    }

    @Test
    void negative_numbers_are_refused() {
        assertThatThrownBy(() -> large.limit(-1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit must be 0 or more rows, got -1");
        assertThatThrownBy(() -> large.slice(-1, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slice needs an offset and a number of rows of 0 or more, got -1 and 2");
        assertThatThrownBy(() -> large.slice(1, -2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slice needs an offset and a number of rows of 0 or more, got 1 and -2");
    }
}
