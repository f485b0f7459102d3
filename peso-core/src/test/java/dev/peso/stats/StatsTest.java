package dev.peso.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.SharedData;

class StatsTest {
    @Test
    void quantiles_are_those_of_type_7() throws Exception {
        java.nio.file.Path folder = SharedData.require("stats-reference");
        double[] murder = Quantiles
                .sorted(Dataset.read(folder.resolve("data/statecrime.csv")).doubles("murder"));
        String json = java.nio.file.Files.readString(folder.resolve("expected.json"));
        double[] shares = numbers(json, "\"q\"");
        double[] values = numbers(json, "\"R7(linear)\"");
        for (int i = 0; i < shares.length; i++) {
            assertThat(Quantiles.of(murder, shares[i])).isCloseTo(values[i], within(1e-9));
        }
    }

    private static double[] numbers(String json, String name) {
        int from = json.indexOf('[', json.indexOf(name, json.indexOf("quantiles_murder")));
        String list = json.substring(from + 1, json.indexOf(']', from));
        return Arrays.stream(list.split(",")).mapToDouble(each -> Double.parseDouble(each.strip())).toArray();
    }

    @Test
    void a_quantile_of_nothing_is_not_a_number_and_wrong_shares_are_refused() {
        assertThat(Quantiles.of(new double[0], 0.5)).isNaN();
        assertThatThrownBy(() -> Quantiles.of(new double[]{1}, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a quantile's share must be in [0, 1], got NaN");
    }

    @Test
    void the_bandwidth_is_that_of_r() {
        // bw.nrd0(1:10) of R 4
        double[] ten = IntStream.rangeClosed(1, 10).asDoubleStream().toArray();
        assertThat(Density.bandwidth(ten)).isCloseTo(0.9 * 3.0276503540974917 * Math.pow(10, -0.2),
                within(1e-12));
    }

    @Test
    void a_density_is_the_mean_of_its_kernels_and_covers_one() {
        double[] sample = {-1.2, 0, 0.1, 2.5, 7};
        Density density = Density.of(sample, 0.8, -8, 14, 2001);
        double area = Arrays.stream(density.y()).sum() * (density.x()[1] - density.x()[0]);
        assertThat(area).isCloseTo(1, within(1e-9));
        double at = density.x()[900];
        double expected = Arrays.stream(sample)
                .map(v -> Math.exp(-(at - v) * (at - v) / (2 * 0.64)) / (0.8 * Math.sqrt(2 * Math.PI)))
                .average()
                .orElseThrow();
        assertThat(density.y()[900]).isCloseTo(expected, within(1e-12));
        assertThat(Density.bandwidth(new double[]{3, 3, 3})).isGreaterThan(0);
    }

    @Test
    void things_that_are_alike_stand_together() {
        double[] at = {1, 50, 2, 51, 3, 90};
        double[][] distances = new double[6][6];
        for (int i = 0; i < 6; i++) {
            for (int k = 0; k < 6; k++) {
                distances[i][k] = Math.abs(at[i] - at[k]);
            }
        }
        int[] order = Linkage.order(distances);
        double[] sorted = Arrays.stream(order).mapToDouble(i -> at[i]).toArray();
        double[] upwards = sorted[0] < sorted[5]
                ? sorted
                : Arrays.stream(order).mapToDouble(i -> -at[i]).toArray();
        assertThat(upwards).isSorted();
    }

    @Test
    void a_crooked_table_of_distances_is_refused() {
        assertThatThrownBy(() -> Linkage.order(new double[][]{{0, 1}, {1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("distances must have 2 columns, row 1 has 1");
        assertThat(Linkage.order(new double[0][])).isEmpty();
    }
}
