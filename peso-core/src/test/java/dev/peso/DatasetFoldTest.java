package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.peso.spi.Batch;
import dev.peso.spi.Fold;

class DatasetFoldTest {
    /// The rows as they come, in parts.
    private static final class Kept implements Fold<List<Integer>> {
        @Override
        public List<Integer> start(Schema schema) {
            assertThat(schema.names()).containsExactly("x");
            return new ArrayList<>();
        }

        @Override
        public void add(List<Integer> state, Batch rows) {
            assertThat(rows.selection()).isNull();
            for (int i = 0; i < rows.length(); i++) {
                state.add(rows.column(0).ints()[rows.column(0).offset() + i]);
            }
        }

        @Override
        public List<Integer> merge(List<Integer> earlier, List<Integer> later) {
            earlier.addAll(later);
            return earlier;
        }
    }

    @Test
    void rows_are_folded_in_order_on_any_number_of_threads() {
        int[] numbers = IntStream.range(0, 1_500_000).toArray();
        Dataset data = Dataset.of(Map.of("x", numbers));
        for (int threads : new int[]{1, 2, 5}) {
            List<Integer> rows = data.threads(threads).filter("x % 3 = 1").fold(new Kept());
            assertThat(rows).hasSize(500_000);
            assertThat(rows.get(77_777)).isEqualTo(3 * 77_777 + 1);
            assertThat(rows).isSorted();
        }
    }

    @Test
    void no_rows_give_the_state_that_folds_start_with() {
        assertThat(Dataset.of(Map.of("x", new int[0])).fold(new Kept())).isEmpty();
        assertThat(Dataset.of(Map.of("x", new int[]{1})).filter("x > 1").fold(new Kept())).isEmpty();
    }

    @Test
    void the_failure_of_a_fold_is_that_of_the_call() {
        Fold<int[]> failing = new Fold<>() {
            @Override
            public int[] start(Schema schema) {
                return new int[1];
            }

            @Override
            public void add(int[] state, Batch rows) {
                throw new IllegalStateException("no more");
            }

            @Override
            public int[] merge(int[] earlier, int[] later) {
                return earlier;
            }
        };
        assertThatThrownBy(() -> Dataset.of(Map.of("x", new int[]{1})).fold(failing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no more");
    }
}
