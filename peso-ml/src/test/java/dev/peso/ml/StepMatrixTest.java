package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.Row;

/// What every step must do: come back from JSON and files, score single rows, explain in the user's own columns, and not
/// depend on threads.
class StepMatrixTest {
    @TempDir
    Path folder = Path.of("");
    private static final Dataset DATA = Tables.customers(160);
    private static final Set<String> READ_TEXTS = Set.of("hash", "words", "hashed words",
            "information of words");

    static Map<String, Pipeline> pipelines() {
        Pipeline filled = Pipeline.predict("churn").impute(Impute.median()).impute(Impute.mode());
        Map<String, Pipeline> all = new LinkedHashMap<>();
        all.put("target encoding", filled.targetEncode());
        all.put("hash", filled.hash(8));
        all.put("bins", filled.bins(Bins.quantile(4), "price").oneHot());
        all.put("clip", filled.clip(0.1, 0.9).ordinal().impute(Impute.median(), "plan"));
        all.put("interactions", filled.ordinal().impute(Impute.median()).scale().interactions());
        all.put("polynomial", filled.oneHot("plan").polynomial(2, "price", "age"));
        all.put("yeo-johnson", filled.scale(Scaling.YEO_JOHNSON).oneHot());
        all.put("box-cox", filled.scale(Scaling.BOX_COX, "price").oneHot());
        all.put("words", filled.text(Text.tfidf(), "plan"));
        all.put("hashed words", filled.text(Text.hashing(16).chars(1, 3), "plan"));
        Pipeline bare = Pipeline.predict("churn").impute(Impute.mode(), "plan").oneHot();
        all.put("neighbours", bare.impute(Impute.neighbours()));
        all.put("iterative", bare.impute(Impute.iterative()));
        all.put("variance", filled.oneHot().select(Select.variance(0.1)));
        all.put("information", filled.oneHot().select(Select.mutualInformation(3)));
        all.put("information of words", filled.text(Text.counts().chars(1, 2), "plan")
                .select(Select.mutualInformation(6)));
        all.put("permutation", filled.oneHot().select(Select.permutation(3)));
        all.put("recursive", filled.oneHot().select(Select.recursive(3)));
        all.put("pca", filled.oneHot().scale().pca(4));
        all.put("pca of some", filled.oneHot().pca(2, "age", "price", "months"));
        all.put("smote", filled.scale().smote().oneHot());
        all.put("balance", filled.oneHot().balance());
        all.put("class weights", filled.oneHot().classWeights(Map.of("yes", 3.0)));
        return all;
    }

    static List<String> names() {
        return List.copyOf(pipelines().keySet());
    }

    private static Pipeline pipeline(String name) {
        return pipelines().getOrDefault(name, Pipeline.predict("churn")).learn(Learners.logistic()).seed(4);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_step_survives_json_and_files_and_threads(String name) throws IOException {
        Pipeline pipeline = pipeline(name).validate(Validation.crossValidation(2).stratified());
        assertThat(Pipeline.parse(pipeline.toJson())).isEqualTo(pipeline);
        Model model = pipeline.threads(1).fit(DATA);
        assertThat(model.metrics().auc()).isGreaterThan(0.5);
        Path one = folder.resolve("one.peso");
        Path two = folder.resolve("two.peso");
        model.save(one);
        pipeline.threads(2).fit(DATA).save(two);
        assertThat(Files.mismatch(one, two)).isEqualTo(-1);
        Model loaded = Model.load(one);
        assertThat(loaded.predict(DATA).fingerprint()).isEqualTo(model.predict(DATA).fingerprint());
        assertThat(loaded.features()).isEqualTo(model.features());
    }

    @ParameterizedTest
    @MethodSource("names")
    void single_rows_score_as_datasets_do(String name) {
        Model model = pipeline(name).fit(DATA);
        Dataset strange = DATA
                .with("plan = case when months = 1 then 'new' when months = 2 then null else plan end");
        Dataset predicted = model.predict(strange);
        double[] expected = predicted.doubles("p_yes");
        Scorer<Row> scorer = model.scorer(Row.class);
        List<Row> rows = predicted.rows().toList();
        for (int i = 0; i < expected.length; i++) {
            assertThat(scorer.score(rows.get(i))).isCloseTo(expected[i], within(1e-12));
        }
        assertThat(model.predict(DATA.limit(0)).count()).isZero();
    }

    @Tag("oracle")
    @ParameterizedTest
    @MethodSource("names")
    void a_step_is_part_of_an_onnx_graph_unless_it_reads_texts(String name) {
        Model model = pipeline(name).fit(DATA);
        Path file = folder.resolve("model.onnx");
        if (READ_TEXTS.contains(name)) {
            assertThatThrownBy(() -> model.export(Onnx.onnx(file))).isInstanceOf(QueryException.class)
                    .hasMessageStartingWith("column \"plan\" is ")
                    .hasMessageEndingWith("or use save(path)");
            return;
        }
        model.export(Onnx.onnx(file));
        Dataset strange = DATA
                .with("plan = case when months = 1 then 'new' when months = 2 then null else plan end")
                .collect();
        assertThat(Ort.distance(Ort.run(file, model, strange), Ort.own(model, strange))).isLessThan(1e-9);
    }

    @ParameterizedTest
    @MethodSource("names")
    void explanations_are_in_the_columns_of_the_data_and_sum_up(String name) {
        Model model = pipeline(name).fit(DATA);
        Dataset rows = DATA.limit(20);
        Dataset shap = model.explain(rows).toDataset();
        assertThat(shap.strings("feature")).containsOnly("age", "plan", "price", "months");
        double[] sums = shap.groupBy("row").agg("s = sum(shap) + min(base)").sort("row").doubles("s");
        double[] p = model.predict(rows).doubles("p_yes");
        for (int i = 0; i < p.length; i++) {
            assertThat(sums[i]).isCloseTo(Math.log(p[i] / (1 - p[i])), within(1e-8));
        }
    }
}
