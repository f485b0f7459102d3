package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

/// What a query holds in memory does not grow with its rows where it need not.
class DatasetMemoryTest {
    private static final int ROWS = 60_000;

    private static Dataset rows(String column) {
        return Dataset.sql("select n, " + column + " as s from range(" + ROWS + ") as r(n)", Map.of());
    }

    @Test
    void the_largest_of_rising_texts_takes_the_memory_of_one() {
        Dataset largest = rows("'the text of row number ' || cast(100000 + n as varchar)")
                .agg("high = max(s)", "low = min(s)", "last = last(s)")
                .memory(1_000_000)
                .collect();
        assertThat(largest.column("high").strings()).containsExactly("the text of row number 159999");
        assertThat(largest.column("low").strings()).containsExactly("the text of row number 100000");
        assertThat(largest.column("last").strings()).containsExactly("the text of row number 159999");
    }

    @Test
    void a_share_of_the_rows_is_sampled_as_they_come() {
        assertThat(rows("cast(n as varchar)").sampleFraction(0.9, 1)
                .memory(100_000)
                .agg("n = count(*)")
                .column("n")
                .longs()[0]).isBetween(53_000L, 55_000L);
    }
}
