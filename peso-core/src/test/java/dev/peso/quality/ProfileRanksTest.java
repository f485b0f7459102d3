package dev.peso.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.Dataset;
import dev.peso.Python;
import dev.peso.Row;

class ProfileRanksTest {
    @TempDir
    Path folder = Path.of("");

    private static Row only(Dataset data) {
        return Profile.of(data).correlations().rows().findFirst().orElseThrow();
    }

    /// Ties, nulls in one of two columns or in both, values that are not finite, booleans, a constant column.
    private static Dataset mixed(int rows) {
        Random random = new Random(5);
        List<@Nullable Double> a = new ArrayList<>();
        List<@Nullable Long> b = new ArrayList<>();
        List<Boolean> c = new ArrayList<>();
        double[] d = new double[rows];
        for (int i = 0; i < rows; i++) {
            double x = random.nextGaussian();
            a.add(i % 7 == 2 ? null : x);
            b.add(i % 11 == 2 ? null : Math.round(2 * x + random.nextGaussian()));
            c.add(x + random.nextGaussian() > 0);
            d[i] = i % 13 == 5 ? Double.NaN : i % 17 == 3 ? Double.POSITIVE_INFINITY : Math.exp(3 * x);
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("a", a);
        columns.put("b", b);
        columns.put("c", c);
        columns.put("d", d);
        columns.put("e", new double[rows]);
        return Dataset.of(columns);
    }

    @Tag("oracle")
    @Test
    void rank_correlations_are_those_of_scipy() throws IOException {
        Python.require("pandas", "scipy");
        Dataset data = mixed(500);
        Path file = folder.resolve("mixed.parquet");
        data.write(file);
        String printed = Python.run("""
                import sys, itertools, numpy as np, pandas as pd, scipy.stats as s
                d = pd.read_parquet(sys.argv[1]).astype(float).replace([np.inf, -np.inf], np.nan)
                for x, y in itertools.combinations('abcd', 2):
                    print(x + y, s.spearmanr(d[x], d[y], nan_policy='omit')[0])
                """, file);
        Map<String, Double> theirs = new LinkedHashMap<>();
        printed.lines().map(line -> line.split(" ")).forEach(p -> theirs.put(p[0], Double.valueOf(p[1])));
        assertThat(theirs).hasSize(6);
        List<Row> ours = Profile.of(data).correlations().rows().toList();
        assertThat(ours).hasSize(10);
        for (Row row : ours) {
            Double expected = theirs.get(row.getString("column_a") + row.getString("column_b"));
            if (expected == null) {
                assertThat(row.getString("column_b")).isEqualTo("e");
                assertThat(row.get("spearman")).isNull();
                assertThat(row.get("spearman_error")).isNull();
            } else {
                assertThat(row.getDouble("spearman")).as("%s", row).isCloseTo(expected, within(1e-12));
                assertThat(row.getDouble("spearman_error")).isZero();
            }
        }
    }

    @Test
    void a_rising_curve_correlates_by_its_ranks() {
        double[] x = new Random(1).doubles(1_000).toArray();
        Row row = only(
                Dataset.of(Map.of("x", x, "y", Arrays.stream(x).map(v -> Math.exp(20 * v)).toArray())));
        assertThat(row.getDouble("spearman")).isEqualTo(1);
        assertThat(row.getDouble("pearson")).isLessThan(0.8);
    }

    /// Ranks 1, 2.5, 2.5, 4 and 3, 2, 4, 1, whose mean is 2.5: by hand.
    @Test
    void equal_values_share_the_mean_of_their_ranks() {
        Row row = only(Dataset.of(Map.of("x", new int[]{1, 5, 5, 9}, "y", new int[]{3, 2, 4, 1})));
        assertThat(row.getDouble("spearman")).isCloseTo(-3 / Math.sqrt(4.5 * 5), within(1e-15));
    }

    /// The exact coefficient of whole numbers from 0.
    private static double exact(int[] x, int[] y) {
        double[] rx = ranks(x);
        double[] ry = ranks(y);
        double mean = (x.length + 1) / 2.0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (rx[i] - mean) * (rx[i] - mean);
            yy += (ry[i] - mean) * (ry[i] - mean);
            xy += (rx[i] - mean) * (ry[i] - mean);
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static double[] ranks(int[] values) {
        long[] below = new long[Arrays.stream(values).max().orElse(0) + 2];
        Arrays.stream(values).forEach(v -> below[v + 1]++);
        Arrays.parallelPrefix(below, Long::sum);
        return Arrays.stream(values).mapToDouble(v -> (below[v] + below[v + 1] + 1) / 2.0).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 100_000})
    void those_of_many_rows_are_estimated_from_some(int distinct) {
        Random random = new Random(distinct);
        int rows = 300_000;
        int[] x = new int[rows];
        int[] y = new int[rows];
        for (int i = 0; i < rows; i++) {
            double shared = random.nextDouble();
            x[i] = (int) (distinct * (0.3 * shared + 0.7 * random.nextDouble()));
            y[i] = (int) (distinct * (0.7 * shared + 0.3 * random.nextDouble()));
        }
        Row row = only(Dataset.of(Map.of("x", x, "y", y)));
        assertThat(row.getDouble("spearman_error")).isBetween(0.005, 0.0101);
        assertThat(row.getDouble("spearman")).isNotEqualTo(exact(x, y))
                .isCloseTo(exact(x, y), within(4 * row.getDouble("spearman_error")));
    }

    /// Rows that rise in both columns, then fall in one: all parts of them must be in the sample.
    @Test
    void all_parts_of_the_rows_are_drawn_from() {
        int rows = 400_000;
        int[] x = new int[rows];
        int[] y = new int[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = i;
            y[i] = i < rows / 2 ? i : rows + rows / 2 - i;
        }
        Row row = only(Dataset.of(Map.of("x", x, "y", y)));
        assertThat(row.getDouble("spearman")).isCloseTo(exact(x, y), within(0.02));
    }
}
