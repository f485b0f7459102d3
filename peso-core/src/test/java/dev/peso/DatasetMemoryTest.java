package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

/// What a query holds in memory does not grow with its rows where it need not.
class DatasetMemoryTest {
    private static final int ROWS = 40_000;

    private static Dataset rows(String column) {
        return Dataset.sql("select n, " + column + " as s from range(" + ROWS + ") as r(n)", Map.of());
    }

    @Test
    void the_largest_of_rising_texts_takes_the_memory_of_one() {
        Dataset largest = rows("'the text of row number ' || cast(100000 + n as varchar)")
                .agg("high = max(s)", "low = min(s)", "last = last(s)")
                .memory(1_000_000)
                .collect();
        assertThat(largest.column("high").strings()).containsExactly("the text of row number 139999");
        assertThat(largest.column("low").strings()).containsExactly("the text of row number 100000");
        assertThat(largest.column("last").strings()).containsExactly("the text of row number 139999");
    }

    @Test
    void a_share_of_the_rows_is_sampled_as_they_come() {
        assertThat(rows("cast(n as varchar)").sampleFraction(0.9, 1)
                .memory(100_000)
                .agg("n = count(*)")
                .column("n")
                .longs()[0]).isBetween(35_000L, 37_000L);
    }

    @Test
    void distinct_values_that_do_not_fit_are_counted_on_disk() {
        Dataset rows = rows(
                "case when n % 7 = 0 then null else 'the text of row number ' || cast(n as varchar) end")
                .with("g = n % 3")
                .with("x = n % 30000");
        String[] calls = {"c = count(distinct s)", "m = max(n)", "d = count(distinct x)",
                "t = sum(distinct x)", "p = count(distinct s) filter (where n < 700)"};
        assertThat(rows.agg(calls).memory(2_000_000).column("c").longs()).containsExactly(34_285);
        for (Dataset asked : List.of(rows.agg(calls),
                rows.groupBy("g").agg(calls[0], calls[1], calls[2], calls[3]),
                rows.with("g = case when n % 3 = 1 then null else g end")
                        .groupBy("g")
                        .agg(calls[2], calls[0]))) {
            assertThat(Rows.rows(asked.memory(2_000_000))).isEqualTo(Rows.rows(asked));
            assertThat(asked.memory(2_000_000).collect().schema()).isEqualTo(asked.collect().schema());
        }
    }

    @Test
    void values_that_do_not_fit_and_cannot_go_to_disk_are_refused() {
        Dataset rows = rows("'the text of row number ' || cast(n as varchar)").with("g = n % 2");
        assertThatThrownBy(() -> rows.agg("m = mode(s)").memory(1_000_000).collect())
                .isInstanceOf(MemoryLimitException.class)
                .hasMessageMatching(
                        "aggregate mode\\(s\\) needs .* or more for all rows together, limit is 1.0 MB; "
                                + "use an approximate aggregate, allow more memory, or run with a larger -Xmx");
    }
}
