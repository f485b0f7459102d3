package dev.peso;

import static dev.peso.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class DatasetSampleTest {
    private final Dataset large = Dataset.of(Map.of("x", LongStream.range(0, 250_000).toArray()));

    @Test
    void a_sample_has_the_size_asked_for_no_row_twice_and_keeps_the_order() {
        long[] kept = large.sample(1_000, 42).column("x").longs();
        assertThat(kept).hasSize(1_000).isSorted().doesNotHaveDuplicates();
        assertThat(large.sample(0, 42).count()).isZero();
        assertThat(large.limit(3).sample(5, 42).column("x").longs()).containsExactly(0, 1, 2);
        assertThat(large.filter("false").sample(5, 42).count()).isZero();
    }

    @Test
    void the_same_seed_keeps_the_same_rows_whatever_the_threads() {
        long[] once = large.sample(500, 7).column("x").longs();
        assertThat(large.threads(1).sample(500, 7).column("x").longs()).isEqualTo(once);
        assertThat(large.sample(500, 7).column("x").longs()).isEqualTo(once);
        assertThat(large.sample(500, 8).column("x").longs()).isNotEqualTo(once);
        assertThat(large.threads(1).sampleFraction(0.01, 7).column("x").longs())
                .isEqualTo(large.sampleFraction(0.01, 7).column("x").longs());
    }

    @Test
    void a_larger_sample_of_one_seed_holds_the_smaller_one() {
        assertThat(large.sample(2_000, 3).column("x").longs())
                .contains(large.sample(100, 3).column("x").longs());
    }

    @Test
    void each_row_is_kept_with_the_same_chance() {
        assertThat(chiSquare(large.sample(50_000, 11).column("x").longs(), 50)).isBetween(20.0, 95.0);
        assertThat(chiSquare(large.sampleFraction(0.2, 12).column("x").longs(), 50)).isBetween(20.0, 95.0);
    }

    /// With 49 degrees of freedom 99.99 % of all samples lie between 20 and 95; a bias leaves above, a grid below.
    private static double chiSquare(long[] kept, int cells) {
        long[] counts = new long[cells];
        for (long x : kept) {
            counts[(int) (x * cells / 250_000)]++;
        }
        double expected = (double) kept.length / cells;
        double sum = 0;
        for (long count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum / 0.8; // a fifth is taken without repetition, which narrows the counts
    }

    @Test
    void a_fraction_keeps_about_that_many_rows_and_all_or_none_at_the_ends() {
        assertThat(large.sampleFraction(0.1, 5).count()).isBetween(24_250L, 25_750L);
        assertThat(large.sampleFraction(1, 5).count()).isEqualTo(250_000);
        assertThat(large.sampleFraction(0, 5).count()).isZero();
        assertThat(large.sampleFraction(0.1, 5).schema()).isEqualTo(large.schema());
    }

    @Test
    void rows_are_chosen_by_their_place_among_the_rows_before() {
        Dataset even = large.filter("x % 2 = 0");
        assertThat(rows(even.sample(100, 9)))
                .isEqualTo(rows(large.limit(125_000).sample(100, 9).select("x * 2 as x")));
    }

    @Test
    void sizes_out_of_range_are_refused() {
        assertThatThrownBy(() -> large.sample(-2, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sample needs 0 or more rows, got -2");
        assertThatThrownBy(() -> large.sampleFraction(-0.1, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fraction must be in [0, 1], got -0.1");
        assertThatThrownBy(() -> large.sampleFraction(Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fraction must be in [0, 1], got NaN");
    }
}
