package dev.peso.viz.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import dev.peso.Dataset;

class ReductionProperties {
    @Property(tries = 200)
    void what_is_kept_is_the_first_last_lowest_and_highest_of_each_column_of_pixels(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 20_000) int rows,
            @ForAll @IntRange(min = 1, max = 900) int width) {
        Random random = new Random(seed);
        double[] x = new double[rows];
        double[] y = new double[rows];
        // Steps that repeat places, leave columns empty, or differ in the last digit only.
        double at = random.nextBoolean() ? 1.7e12 : -3;
        double step = Math.pow(10, random.nextInt(8) - 4);
        for (int i = 0; i < rows; i++) {
            x[i] = at;
            y[i] = random.nextInt(50);
            at += random.nextInt(4) == 0 ? 0 : step * (random.nextInt(100) == 0 ? 1000 : random.nextDouble());
        }
        int[] expected = expected(x, y, width);
        assertThat(Reduction.extremes(x, y, width)).isEqualTo(expected);
        Dataset data = Dataset.of(Map.of("x", x, "y", y));
        assertThat(Reduction.extremes(data.column("x").reader(), data.column("y").reader(), width))
                .isEqualTo(expected);
    }

    private static int[] expected(double[] x, double[] y, int width) {
        double span = x[x.length - 1] - x[0];
        TreeSet<Integer> kept = new TreeSet<>();
        int from = 0;
        for (int i = 1; i <= x.length; i++) {
            if (i == x.length || column(x[i] - x[0], span, width) != column(x[from] - x[0], span, width)) {
                int low = from;
                int high = from;
                for (int k = from; k < i; k++) {
                    low = y[k] < y[low] ? k : low;
                    high = y[k] > y[high] ? k : high;
                }
                kept.add(from);
                kept.add(low);
                kept.add(high);
                kept.add(i - 1);
                from = i;
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int column(double distance, double span, int width) {
        return span > 0 ? Math.min(width, (int) (distance / span * width)) : 0;
    }

    @Test
    void rows_that_are_not_in_order_or_not_finite_are_left_to_others() {
        double[] rising = {1, 2, 3, 4};
        for (double[] odd : new double[][]{{1, 3, 2, 4}, {Double.NaN, 2, 3, 4}, {1, 2, Double.NaN, 4},
                {1, 2, 3, Double.POSITIVE_INFINITY}, {Double.NEGATIVE_INFINITY, 2, 3, 4}}) {
            Dataset data = Dataset.of(Map.of("x", odd, "y", rising));
            assertThat(Reduction.extremes(data.column("x").reader(), data.column("y").reader(), 10)).isNull();
        }
        Dataset gap = Dataset.of(Map.of("x", rising, "y", new double[]{1, 2, Double.NEGATIVE_INFINITY, 4}));
        assertThat(Reduction.extremes(gap.column("x").reader(), gap.column("y").reader(), 10)).isNull();
        Dataset level = Dataset.of(Map.of("x", new double[]{7, 7, 7}, "y", new double[]{1, 3, 2}));
        assertThat(Objects.requireNonNull(
                Reduction.extremes(level.column("x").reader(), level.column("y").reader(), 10)))
                .containsExactly(0, 1, 2);
    }
}
