package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.Row;

/// What all models without a target have in common.
class FindingsTest {
    @TempDir
    Path folder = Path.of("");
    private final Dataset customers = Tables.customers(200);

    static Stream<Pipeline> pipelines() {
        Pipeline cluster = Pipeline.cluster().ignore("churn").prepare();
        Pipeline anomalies = Pipeline.anomalies().ignore("churn").prepare();
        return Stream.of(cluster.learn(Learners.kMeans(3)), cluster.learn(Learners.dbscan(1.5, 4)),
                cluster.learn(Learners.gaussianMixture(2)),
                cluster.learn(Learners.gaussianMixture(3).diagonal()),
                cluster.learn(Learners.hierarchical(4)), anomalies,
                anomalies.learn(Learners.localOutlierFactor().share(0.1)),
                Pipeline.project(2).ignore("churn").prepare());
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void a_model_finds_the_same_after_its_file(Pipeline pipeline) {
        Model model = pipeline.fit(customers);
        Path file = folder.resolve("found.peso");
        model.save(file);
        Model loaded = Model.load(file);
        assertThat(loaded.predict(customers).fingerprint()).isEqualTo(model.predict(customers).fingerprint());
        assertThat(loaded.findings().fingerprint()).isEqualTo(model.findings().fingerprint());
        assertThat(loaded.pipeline()).isEqualTo(Pipeline.parse(pipeline.toJson())).isEqualTo(pipeline);
        assertThat(loaded).hasToString(model.toString());
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void the_same_training_gives_the_same_bytes_on_any_number_of_threads(Pipeline pipeline) throws Exception {
        pipeline.threads(1).fit(customers).save(folder.resolve("a.peso"));
        pipeline.threads(2).fit(customers).save(folder.resolve("b.peso"));
        assertThat(Files.mismatch(folder.resolve("a.peso"), folder.resolve("b.peso"))).isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void one_row_is_found_as_the_dataset_is(Pipeline pipeline) {
        Model model = pipeline.fit(customers);
        Dataset found = model.predict(customers);
        Scorer<Row> scorer = model.scorer(Row.class);
        List<String> added = new ArrayList<>(found.schema().names());
        added.removeAll(customers.schema().names());
        found.rows().limit(30).forEach(row -> {
            Map<String, Double> one = scorer.findings(row);
            assertThat(one.keySet()).containsExactlyInAnyOrderElementsOf(added);
            for (String name : added) {
                assertThat(one).containsEntry(name, number(row.get(name)));
            }
            assertThat(scorer.score(row)).isEqualTo(one.values().iterator().next());
        });
    }

    private static double number(@Nullable Object value) {
        return switch (value) {
            case null -> Double.NaN;
            case Boolean truth -> truth ? 1 : 0;
            case Number number -> number.doubleValue();
            default -> throw new AssertionError(value);
        };
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void nothing_is_compared_with_a_target(Pipeline pipeline) {
        Model model = pipeline.fit(customers);
        assertThat(model.task()).isIn(Task.CLUSTERING, Task.ANOMALIES, Task.PROJECTION);
        assertThat(model.target()).isEmpty();
        assertThatThrownBy(() -> model.evaluate(customers)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no target, and so no evaluation");
        assertThatThrownBy(() -> model.importance(customers)).hasMessageContaining("has no target");
        assertThatThrownBy(model::metrics).hasMessageContaining("has no target, and so no figures");
        assertThatThrownBy(() -> pipeline.validate(Validation.crossValidation(3)).fit(customers))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("a validation compares with a target, and");
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void missing_values_and_categories_are_refused_by_name(Pipeline pipeline) {
        Pipeline raw = Pipeline.parse(pipeline.toJson()
                .replaceAll("(?s)\"steps\" : \\[.*?\\n    \\]|\"steps\" : \\[ \\{[^]]*\\]",
                        "\"steps\" : []"));
        assertThat(raw).isNotEqualTo(pipeline);
        assertThatThrownBy(() -> raw.ignore("churn", "plan").fit(customers))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("takes no missing values, and column \"age\" has one in row 3");
        assertThatThrownBy(() -> raw.ignore("churn", "age").fit(customers)).isInstanceOf(QueryException.class)
                .hasMessageContaining("needs numbers, and column \"plan\" holds categories");
    }

    @Test
    void a_learner_must_find_what_is_asked_for() {
        assertThatThrownBy(() -> Pipeline.cluster().fit(customers)).isInstanceOf(IllegalStateException.class)
                .hasMessage("the pipeline has no learner; add one, such as learn(Learners.kMeans(3))");
        refused(Pipeline.cluster().learn(Learners.isolationForest()),
                "isolation forest finds anomalies, and no clusters; use Pipeline.anomalies() or another learner");
        refused(Pipeline.predict("churn").learn(Learners.kMeans(2)),
                "k-means finds clusters, and predicts no target; use Pipeline.cluster() or another learner");
        refused(Pipeline.anomalies().learn(Learners.logistic()),
                "logistic regression learns from a target, and finds no anomalies; use predict(column) or another learner");
        refused(Pipeline.cluster().positive("yes").learn(Learners.kMeans(2)),
                "a positive class needs classes, and clusters have no target; leave out positive(\"yes\")");
        refused(Pipeline.cluster().ignore("churn").prepare().learn(Learners.kMeans(201)),
                "201 clusters need as many rows, and there are 200");
        refused(Pipeline.project(9).ignore("churn", "plan", "age").learn(Learners.principalComponents(3)),
                "3 principal components need more than 200 rows of 2 features; there are at most 2");
        refused(Pipeline.anomalies()
                .ignore("churn")
                .prepare()
                .learn(Learners.localOutlierFactor().neighbors(200)),
                "200 neighbors need more rows than that, and there are 200; take fewer");
        refused(Pipeline.cluster().ignore("churn").prepare().learn(Learners.dbscan(1e-9, 3)),
                "no row has 3 neighbors within 1.0E-9, so that there are no clusters; take a greater reach or fewer rows");
        refused(Pipeline.anomalies().ignore("churn").weight("price").prepare(),
                "isolation forest takes no weights; leave out weight(...)");
        Model model = Pipeline.predict("churn").prepare().learn(Learners.logistic()).fit(customers);
        assertThatThrownBy(model::findings)
                .hasMessageContaining("the model predicts \"churn\" and finds nothing");
        assertThatThrownBy(() -> model.scorer().findings(Map.of())).hasMessageContaining("use score(row)");
    }

    private void refused(Pipeline pipeline, String message) {
        assertThatThrownBy(() -> pipeline.fit(customers)).isInstanceOf(QueryException.class)
                .hasMessage(message);
    }

    @Test
    void settings_out_of_range_are_refused() {
        assertThatThrownBy(() -> Learners.kMeans(0)).hasMessage("clusters must be 1 or more, got 0");
        assertThatThrownBy(() -> Learners.kMeans(2).startingAt(1))
                .hasMessage("2 clusters begin at as many rows, got 1");
        assertThatThrownBy(() -> Learners.dbscan(Double.NaN, 3))
                .hasMessage("reach must be more than 0, got NaN");
        assertThatThrownBy(() -> Learners.isolationForest().share(0.6))
                .hasMessage("the share of anomalies must be in [0, 0.5], got 0.6");
        assertThatThrownBy(() -> Pipeline.project(0)).hasMessage("components must be 1 or more, got 0");
        assertThatThrownBy(() -> Learners.gaussianMixture(2).ridge(-1))
                .hasMessage("ridge must be 0 or more, got -1.0");
    }

    @Test
    void rows_without_a_target_are_kept() {
        double[] x = IntStream.range(0, 20).mapToDouble(i -> i < 10 ? i : i + 100).toArray();
        Dataset data = Dataset.of(Map.of("x", x));
        Dataset found = Pipeline.cluster().learn(Learners.kMeans(2)).fit(data).predict(data);
        assertThat(found.longs("cluster")).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1,
                1, 1, 1);
        assertThat(Arrays.stream(found.doubles("distance")).max().orElseThrow()).isCloseTo(4.5,
                within(1e-12));
    }
}
