package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.Dataset;
import dev.peso.ml.internal.numeric.Eigen;
import dev.peso.ml.internal.numeric.Mix;

class ProjectionTest {
    private static Model fit(String data, int columns) {
        return Pipeline.project(columns).ignore("target").scale().fit(Reference.data(data));
    }

    @Tag("oracle")
    @Test
    void all_axes_of_iris_agree() {
        Model model = fit("iris", 4);
        Dataset axes = model.findings();
        String[] at = {"pca_iris_std", "explained_variance"};
        assertThat(axes.doubles("variance"))
                .containsExactly(Reference.numbers(Reference.at("ml-reference/exact.json", at)),
                        within(1e-6));
        assertThat(Arrays.stream(axes.doubles("share")).sum()).isCloseTo(1, within(1e-12));
        List<?> loadings = (List<?>) Reference.at("ml-reference/exact.json", at[0], "components_abs");
        for (int k = 0; k < 4; k++) {
            int axis = k;
            double[] found = model.features()
                    .stream()
                    .mapToDouble(name -> Math.abs(axes.doubles(name)[axis]))
                    .toArray();
            assertThat(found).containsExactly(Reference.numbers(loadings.get(k)), within(1e-6));
        }
        assertThat(axes.schema().metadata()).containsEntry("peso.table", "axes/1");
    }

    @Tag("oracle")
    @ParameterizedTest
    @ValueSource(strings = {"iris", "breast_cancer"})
    void shares_of_variance_agree(String data) {
        assertThat(fit(data, 4).findings().doubles("share")).containsExactly(Reference.numbers(Reference.at(
                "ml-reference/expected.json", "exact_fits", "pca_" + data + "_std",
                "explained_variance_ratio")),
                within(1e-9));
    }

    @Tag("oracle")
    @Test
    void whitened_components_agree() {
        Dataset cancer = Reference.data("breast_cancer");
        Dataset found = Pipeline.project(3)
                .ignore("target")
                .scale()
                .learn(Learners.principalComponents(3).whitened())
                .fit(cancer)
                .predict(cancer);
        double[][] expected = Learnt.table("pca_breast_cancer_whitened_3");
        for (int k = 0; k < 3; k++) {
            double[] component = found.doubles("pc" + (k + 1));
            for (int i = 0; i < expected.length; i++) {
                assertThat(Math.abs(component[50 * i])).isCloseTo(expected[i][k], within(1e-6));
            }
        }
    }

    @Test
    void more_columns_than_rows_have_the_same_axes() {
        Mix random = new Mix(3);
        Map<String, Object> columns = new LinkedHashMap<>();
        double[][] values = new double[40][12];
        for (int j = 0; j < 40; j++) {
            Arrays.setAll(values[j], _ -> random.nextDouble());
            columns.put("c" + j, values[j]);
        }
        Dataset wide = Dataset.of(columns);
        Model model = Pipeline.project(11).fit(wide);
        Dataset found = model.predict(wide);
        // With all axes that rows span, distances between rows are kept.
        double[][] components = IntStream.rangeClosed(1, 11)
                .mapToObj(k -> found.doubles("pc" + k))
                .toArray(double[][]::new);
        for (int i = 1; i < 12; i++) {
            assertThat(squared(components, i)).isCloseTo(squared(values, i), within(1e-9));
        }
        assertThat(Arrays.stream(model.findings().doubles("share")).sum()).isCloseTo(1, within(1e-9));
    }

    private static double squared(double[][] columns, int row) {
        return Arrays.stream(columns).mapToDouble(c -> (c[row] - c[0]) * (c[row] - c[0])).sum();
    }

    @Test
    void weights_count_as_repeated_rows_do() {
        Dataset data = Tables.numbered(Reference.data("iris"))
                .with("w = 1 + n % 2")
                .drop("n", "target")
                .collect();
        Dataset twice = data.union(data.filter("w = 2")).collect();
        Dataset weighted = Pipeline.project(2).weight("w").fit(data).findings();
        Dataset repeated = Pipeline.project(2).ignore("w").fit(twice).findings();
        for (String name : weighted.schema().names()) {
            assertThat(weighted.doubles(name)).containsExactly(repeated.doubles(name), within(1e-9));
        }
    }

    @Property(tries = 100)
    void eigenvectors_are_turned_into_multiples_of_themselves(@ForAll @IntRange(min = 1, max = 30) int n,
            @ForAll @IntRange(min = 1, max = 30) int rank, @ForAll long seed) {
        Mix random = new Mix(seed);
        double[][] parts = new double[Math.min(n, rank)][n];
        double[] matrix = new double[n * n];
        for (double[] part : parts) {
            Arrays.setAll(part, _ -> random.nextDouble() - 0.5);
            for (int i = 0; i < n * n; i++) {
                matrix[i] += part[i / n] * part[i % n];
            }
        }
        Eigen eigen = Eigen.of(matrix, n);
        for (int k = 0; k < n; k++) {
            double[] vector = eigen.vectors()[k];
            for (int i = 0; i < n; i++) {
                double product = 0;
                for (int j = 0; j < n; j++) {
                    product += matrix[i * n + j] * vector[j];
                }
                assertThat(product).isCloseTo(eigen.values()[k] * vector[i], within(1e-12));
            }
            for (int other = 0; other <= k; other++) {
                double dot = 0;
                for (int j = 0; j < n; j++) {
                    dot += vector[j] * eigen.vectors()[other][j];
                }
                assertThat(dot).isCloseTo(other == k ? 1 : 0, within(1e-12));
            }
            assertThat(eigen.values()[k]).isLessThanOrEqualTo(k == 0 ? 1e9 : eigen.values()[k - 1]);
        }
    }
}
