package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

class DatasetFillTest {
    private static Dataset readings() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("k", new String[]{"a", "b", "a", "b", "a", "b"});
        columns.put("x", Arrays.asList(null, 1.0, 2.0, null, null, Double.NaN));
        return Dataset.of(columns);
    }

    @Test
    void a_null_becomes_the_last_value_before_it() {
        assertThat(readings().fillForward("x").column("x").values())
                .containsExactly(null, 1.0, 2.0, 2.0, 2.0, Double.NaN);
        assertThat(readings().fillForward("x", "k").column("x").values())
                .containsExactly(null, 1.0, 2.0, 1.0, 2.0, Double.NaN);
        assertThat(readings().fillForward("x").schema()).isEqualTo(readings().schema());
    }

    @Test
    void a_null_becomes_the_next_value_after_it() {
        assertThat(readings().fillBackward("x").column("x").values())
                .containsExactly(1.0, 1.0, 2.0, Double.NaN, Double.NaN, Double.NaN);
        assertThat(readings().fillBackward("x", "k").column("x").values())
                .containsExactly(2.0, 1.0, 2.0, Double.NaN, null, Double.NaN);
        assertThat(readings().limit(0).fillBackward("x").count()).isZero();
    }

    @Test
    void a_missing_column_is_told_at_the_call() {
        assertThatThrownBy(() -> readings().fillForward("y")).isInstanceOf(ColumnNotFoundException.class);
        assertThatThrownBy(() -> readings().fillForward("x", "j"))
                .isInstanceOf(ColumnNotFoundException.class);
    }
}
