package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.Dataset;

@Tag("oracle")
class ClustersTest {
    private static final String EXPECTED = "ml-reference/expected.json";

    private static Model fit(Learner learner, Dataset data) {
        return Pipeline.cluster().scale().ignore("target").learn(learner).fit(data);
    }

    /// The adjusted Rand index of two ways to part rows (Hubert and Arabie 1985).
    static double agreement(long[] a, long[] b) {
        Map<List<Long>, Long> both = new HashMap<>();
        Map<Long, Long> first = new HashMap<>();
        Map<Long, Long> second = new HashMap<>();
        for (int i = 0; i < a.length; i++) {
            both.merge(List.of(a[i], b[i]), 1L, Long::sum);
            first.merge(a[i], 1L, Long::sum);
            second.merge(b[i], 1L, Long::sum);
        }
        double index = pairs(both);
        double expected = pairs(first) * pairs(second) / (a.length * (a.length - 1.0) / 2);
        return (index - expected) / ((pairs(first) + pairs(second)) / 2 - expected);
    }

    private static double pairs(Map<?, Long> counts) {
        return counts.values().stream().mapToDouble(n -> n * (n - 1.0) / 2).sum();
    }

    private static double agreement(Learner learner, String data) {
        Dataset found = fit(learner, Reference.data(data)).predict(Reference.data(data));
        return agreement(found.longs("cluster"), found.longs("target"));
    }

    private static double[][] centers(Model model) {
        Dataset table = model.findings();
        double[][] columns = model.features().stream().map(table::doubles).toArray(double[][]::new);
        double[][] centers = new double[columns[0].length][columns.length];
        for (int k = 0; k < centers.length; k++) {
            for (int j = 0; j < columns.length; j++) {
                centers[k][j] = columns[j][k];
            }
        }
        return centers;
    }

    private static double inertia(Dataset found, String weight) {
        return found.agg("sum(" + weight + " * distance * distance) as s").doubles("s")[0];
    }

    @Test
    void k_means_from_given_rows_agrees() {
        String name = "kmeans_iris_init_rows_0_50_100";
        Dataset iris = Reference.data("iris").drop("target").collect();
        Model model = Pipeline.cluster().learn(Learners.kMeans(3).startingAt(0, 50, 100)).fit(iris);
        List<?> expected = (List<?>) Reference.at("ml-reference/exact.json", name, "centers");
        for (int k = 0; k < 3; k++) {
            assertThat(centers(model)[k]).containsExactly(Reference.numbers(expected.get(k)), within(1e-6));
        }
        double inertia = Reference.number(Reference.at("ml-reference/exact.json", name, "inertia"));
        assertThat(inertia(model.predict(iris), "1.0")).isCloseTo(inertia, within(1e-6));
        // The other counts the first assignment as a round too.
        assertThat(model.notes()).singleElement().asString().endsWith(" after 3 rounds");
        assertThat(model.findings().schema().metadata()).containsEntry("peso.table", "clusters/1");
    }

    @Test
    void k_means_counts_weights() {
        Dataset data = Tables.numbered(Reference.data("friedman1"))
                .with("w = 1 + n % 3")
                .drop("n", "target")
                .collect();
        int[] start = Arrays.stream(Learnt.numbers("kmeans_friedman1_weights", "start"))
                .mapToInt(v -> (int) v)
                .toArray();
        Model model = Pipeline.cluster()
                .weight("w")
                .learn(Learners.kMeans(5).startingAt(start).rounds(1_000))
                .fit(data);
        double[][] expected = Learnt.table("kmeans_friedman1_weights", "centers");
        for (int k = 0; k < 5; k++) {
            assertThat(centers(model)[k]).containsExactly(expected[k], within(1e-6));
        }
        assertThat(inertia(model.predict(data), "w"))
                .isCloseTo(Learnt.number("kmeans_friedman1_weights", "inertia"), within(1e-6));
        assertThat(Arrays.stream(model.findings().doubles("rows")).sum()).isCloseTo(1_999, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"iris, 3", "breast_cancer, 2"})
    void k_means_by_chance_finds_the_least_sum_of_squares(String data, int clusters) {
        Dataset rows = Reference.data(data);
        Dataset found = fit(Learners.kMeans(clusters), rows).predict(rows);
        double best = Reference.number(Reference.at(EXPECTED, "clustering", data, "kmeans_best_inertia"));
        assertThat(inertia(found, "1.0")).isLessThan(best * (1 + 1e-6));
        double expected = Reference.number(Reference.at(EXPECTED, "clustering", data, "kmeans_ari"));
        assertThat(agreement(found.longs("cluster"), found.longs("target"))).isCloseTo(expected,
                within(0.02));
    }

    @Test
    void a_center_without_rows_begins_again() {
        Dataset data = Dataset.of(Map.of("x", new double[]{0, 0, 0, 1, 50}));
        Model model = Pipeline.cluster().learn(Learners.kMeans(3).startingAt(0, 1, 2)).fit(data);
        assertThat(model.predict(data).longs("cluster")).containsOnly(0, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({"iris, 3", "breast_cancer, 2"})
    void wards_method_and_mixtures_agree_with_the_truth_as_others_do(String data, int clusters) {
        double ward = Reference.number(Reference.at(EXPECTED, "clustering", data, "ward_ari"));
        assertThat(agreement(Learners.hierarchical(clusters), data)).isCloseTo(ward, within(1e-4));
        double mixture = Reference.number(Reference.at(EXPECTED, "clustering", data, "gmm_full_ari"));
        assertThat(agreement(Learners.gaussianMixture(clusters), data)).isGreaterThan(mixture - 0.02);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ward", "average", "complete", "single"})
    void hierarchies_agree(String linkage) {
        HierarchicalClusters ward = Learners.hierarchical(4);
        HierarchicalClusters learner = switch (linkage) {
            case "average" -> ward.average();
            case "complete" -> ward.complete();
            case "single" -> ward.single();
            default -> ward;
        };
        Dataset cancer = Reference.data("breast_cancer");
        assertThat(fit(learner, cancer).predict(cancer).longs("cluster"))
                .containsExactly(longs(Learnt.numbers("hierarchy_breast_cancer_" + linkage + "_4")));
    }

    private static long[] longs(double[] values) {
        return Arrays.stream(values).mapToLong(v -> (long) v).toArray();
    }

    @Test
    void dense_places_agree_and_moons_are_told_apart() {
        Dataset moons = Reference.data("moons").drop("target").collect();
        Dataset found = Pipeline.cluster().learn(Learners.dbscan(0.15, 8)).fit(moons).predict(moons);
        double[] labels = Learnt.numbers("dbscan_moons_0.15_8", "labels");
        var cluster = found.column("cluster");
        for (double row : Learnt.numbers("dbscan_moons_0.15_8", "dense")) {
            assertThat(cluster.get((int) row)).isEqualTo((long) labels[(int) row]);
        }
        for (int i = 0; i < labels.length; i++) {
            assertThat(cluster.get(i) == null).as("row " + i + " is in no cluster").isEqualTo(labels[i] < 0);
        }
        Dataset wide = Pipeline.cluster()
                .ignore("target")
                .learn(Learners.dbscan(0.2, 5))
                .fit(Reference.data("moons"))
                .predict(Reference.data("moons"));
        assertThat(agreement(wide.longs("cluster"), wide.longs("target"))).isEqualTo(1);
    }

    @Test
    void weights_make_places_dense() {
        Dataset data = Dataset.of(Map.of("x", new double[]{0, 5, 10}, "w", new double[]{1, 3, 1}));
        Dataset found = Pipeline.cluster().weight("w").learn(Learners.dbscan(1, 3)).fit(data).predict(data);
        assertThat(found.column("cluster").get(1)).isEqualTo(0L);
        assertThat(found.column("cluster").nullCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"full, false", "diag, true"})
    void mixtures_come_to_the_same_distributions(String kind, boolean isDiagonal) {
        Dataset iris = Reference.data("iris");
        GaussianMixture full = Learners.gaussianMixture(3).rounds(5_000).starts(3);
        Model model = fit(isDiagonal ? full.diagonal() : full, iris);
        Dataset found = model.predict(iris);
        String name = "mixture_iris_" + kind;
        double likelihood = Arrays.stream(found.doubles("log_density")).average().orElseThrow();
        assertThat(likelihood).isGreaterThan(Learnt.number(name, "log_likelihood") - 1e-4);
        // The diagonal one comes to a better place than the other's.
        double[][] expected = Learnt.table(name, "means");
        for (int k = 0; k < 3 && !isDiagonal; k++) {
            assertThat(centers(model)[k]).containsExactly(expected[k], within(0.01));
        }
        double[] sum = found.with("s = p_0 + p_1 + p_2").doubles("s");
        assertThat(Arrays.stream(sum).map(s -> Math.abs(s - 1)).max().orElseThrow()).isLessThan(1e-12);
    }

    @Test
    void a_mixture_counts_weights_as_repeated_rows() {
        Dataset data = Tables.numbered(Reference.data("iris"))
                .with("w = 1 + n % 2")
                .drop("n", "target")
                .collect();
        Dataset twice = data.union(data.filter("w = 2")).collect();
        Pipeline pipeline = Pipeline.cluster().learn(Learners.gaussianMixture(1));
        assertThat(centers(pipeline.weight("w").fit(data))[0])
                .containsExactly(centers(pipeline.ignore("w").fit(twice))[0], within(1e-9));
        double[] densities = pipeline.weight("w").fit(data).predict(data).doubles("log_density");
        assertThat(Arrays.copyOf(pipeline.ignore("w").fit(twice).predict(twice).doubles("log_density"),
                densities.length))
                .containsExactly(densities, within(1e-9));
    }
}
