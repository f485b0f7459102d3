package dev.peso;

import static dev.peso.Rows.row;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

/// One column of a result: `Dataset.column`. Its getters are tested with [Column].
class DatasetColumnTest {
    private final Dataset data = table("n: int64, s: utf8, größe \"x\": date", row(1L, "a", LocalDate.EPOCH),
            row(null, null, null));

    @Test
    void a_column_comes_by_its_exact_name() {
        assertThat(data.column("n").values()).containsExactly(1L, null);
        assertThat(data.column("größe \"x\"").values()).containsExactly(LocalDate.EPOCH, null);
        assertThat(data.column("s")).hasToString("s: utf8, 2 rows");
    }

    @Test
    void only_that_column_is_computed() {
        Dataset broken = data.with("broken = 1 // 0");
        assertThat(broken.column("n").rows()).isEqualTo(2);
        assertThatThrownBy(() -> broken.column("broken")).isInstanceOf(DataException.class);
    }

    @Test
    void no_rows_give_empty_arrays_of_the_type() {
        Dataset none = data.filter("false");
        assertThat(none.column("n").longs()).isEmpty();
        assertThat(none.column("s").strings()).isEmpty();
        assertThat(none.column("größe \"x\"").type()).isEqualTo(DataType.DATE);
    }

    @Test
    void values_of_many_chunks_are_one_array() {
        Dataset large = Dataset.of(Map.of("x", LongStream.range(0, 300_000).toArray()));
        Column even = large.filter("x % 2 = 0").column("x");
        assertThat(even.longs()).isEqualTo(LongStream.range(0, 150_000).map(n -> 2 * n).toArray());
        assertThat(even.get(149_999)).isEqualTo(299_998L);
    }

    @Test
    void categorical_values_are_texts_with_one_dictionary() {
        Dataset words = table("w: utf8", row("b"), row("a"), row((Object) null), row("b"));
        Column column = words.cast("w", DataType.CATEGORICAL).column("w");
        assertThat(column.strings()).containsExactly("b", "a", null, "b");
        int[] codes = new int[4];
        column.reader().readCodes(0, codes, 0, 4);
        assertThat(codes).containsExactly(0, 1, -1, 0);
        assertThat(column.reader().dictionary()).isEqualTo(List.of("b", "a"));
    }

    @Test
    void a_null_is_nan_among_doubles_and_an_error_among_longs() {
        assertThat(data.column("n").doubles()).containsExactly(1.0, Double.NaN);
        assertThat(data.column("n").longs(-1)).containsExactly(1, -1);
        Column n = data.column("n");
        assertThatThrownBy(n::longs).isInstanceOf(DataException.class)
                .hasMessage("column \"n\" has 1 null, which longs() cannot hold; say what they become, or "
                        + "dropNull(\"n\") first");
        assertThat(Arrays.asList(n.isNull(0), n.isNull(1))).containsExactly(false, true);
    }

    @Test
    @SuppressWarnings("NullAway") // nulls that callers without a checker may pass
    void mistakes_are_told_at_once() {
        assertThatThrownBy(() -> data.column("m")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"m\" not found; did you mean \"n\"? columns: n, s, größe \"x\"");
        assertThatThrownBy(() -> data.column(null)).isInstanceOf(NullPointerException.class)
                .hasMessage("name");
    }
}
