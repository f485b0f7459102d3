package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.ml.internal.numeric.Mix;

/// Orders of the answers to queries, beside LightGBM's and XGBoost's.
class RankingTest {
    private static final String[] FEATURES = {"match", "clicks", "age", "length", "noise"};
    private static final Dataset TRAIN = queries(300, 1);
    private static final Dataset TEST = queries(200, 2);

    @TempDir
    Path folder = Path.of("");

    /// Queries of 5 to 24 answers. Which of them are good is told within a query; queries differ in how high all their
    /// figures are, so that no figure alone tells a good answer.
    private static Dataset queries(int count, long seed) {
        Mix random = new Mix(seed);
        Map<String, double[]> columns = new LinkedHashMap<>();
        int rows = 0;
        int[] sizes = new int[count];
        for (int q = 0; q < count; q++) {
            sizes[q] = 5 + random.nextInt(20);
            rows += sizes[q];
        }
        for (String name : FEATURES) {
            columns.put(name, new double[rows]);
        }
        double[] relevance = new double[rows];
        int[] query = new int[rows];
        int row = 0;
        for (int q = 0; q < count; q++) {
            double level = 3 * random.nextDouble();
            for (int i = 0; i < sizes[q]; i++, row++) {
                double match = random.nextDouble();
                double clicks = random.nextDouble();
                double age = 10 * random.nextDouble();
                column(columns, "match")[row] = match + level;
                column(columns, "clicks")[row] = random.nextInt(8) == 0 ? Double.NaN : clicks + level / 2;
                column(columns, "age")[row] = age;
                column(columns, "length")[row] = random.nextInt(5);
                column(columns, "noise")[row] = random.nextDouble();
                double good = 3 * match * match + 2 * clicks - 0.1 * age + random.nextDouble();
                relevance[row] = Math.clamp((long) Math.floor(good - 0.8), 0, 4);
                query[row] = q;
            }
        }
        Map<String, Object> all = new LinkedHashMap<>(columns);
        all.put("relevance", relevance);
        all.put("query", query);
        return Dataset.of(all);
    }

    private static double[] column(Map<String, double[]> columns, String name) {
        return Objects.requireNonNull(columns.get(name));
    }

    private static Pipeline rank() {
        return Pipeline.rank("relevance")
                .group("query")
                .learn(Learners.boostedTrees().trees(60).leaves(15).learningRate(0.1));
    }

    private static double ndcg(Dataset data, double[] scores) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("query", data.doubles("query"));
        columns.put("relevance", data.doubles("relevance"));
        columns.put("score", scores);
        return Metrics.ofRanking(Dataset.of(columns), "query", "relevance", "score").get("ndcg@10");
    }

    private static double ndcg(Model model, Dataset data) {
        return ndcg(data, model.predict(data).doubles("prediction"));
    }

    @Test
    void an_order_is_learnt_that_numbers_alone_do_not_tell() {
        Model model = rank().fit(TRAIN);
        Model numbers = Pipeline.regress("relevance")
                .id("query")
                .learn(Learners.boostedTrees().trees(60).leaves(15))
                .fit(TRAIN);
        assertThat(model.task()).isEqualTo(Task.RANKING);
        assertThat(model.inputs()).containsExactly(FEATURES);
        assertThat(ndcg(model, TEST)).isGreaterThan(ndcg(numbers, TEST)).isGreaterThan(0.85);
    }

    @Tag("oracle")
    @Test
    void it_orders_as_well_as_lightgbm() throws LGBMException {
        int[] sizes = sizes(TRAIN);
        String parameters = "objective=lambdarank num_leaves=15 learning_rate=0.1 min_data_in_leaf=20 verbosity=-1 "
                + "label_gain=0,1,2,3,4 num_threads=1 deterministic=true force_row_wise=true";
        try (LGBMDataset data = LGBMDataset.createFromMat(matrix(TRAIN), (int) TRAIN.count(), FEATURES.length,
                true, parameters, null)) {
            data.setField("label", floats(TRAIN.doubles("relevance")));
            data.setField("group", sizes);
            try (LGBMBooster booster = LGBMBooster.create(data, parameters)) {
                for (int round = 0; round < 60; round++) {
                    booster.updateOneIter();
                }
                Path file = folder.resolve("lightgbm.txt");
                Files.writeString(file,
                        booster.saveModelToString(0, 0, LGBMBooster.FeatureImportanceType.GAIN));
                double theirs = ndcg(TEST,
                        ModelImport.lightGbm(file).read().predict(named()).doubles("prediction"));
                assertThat(ndcg(rank().fit(TRAIN), TEST)).isGreaterThan(theirs - 0.01);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Tag("oracle")
    @Test
    void it_orders_as_well_as_xgboost() throws XGBoostError {
        DMatrix data = new DMatrix(floats(matrix(TRAIN)), (int) TRAIN.count(), FEATURES.length, Float.NaN);
        data.setLabel(floats(TRAIN.doubles("relevance")));
        data.setGroup(sizes(TRAIN));
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("objective", "rank:ndcg");
        parameters.put("ndcg_exp_gain", false);
        parameters.put("max_leaves", 15);
        parameters.put("grow_policy", "lossguide");
        parameters.put("max_depth", 0);
        parameters.put("eta", 0.1);
        parameters.put("nthread", 1);
        parameters.put("verbosity", 0);
        Booster booster = XGBoost.train(data, parameters, 60, new HashMap<>(), null, null);
        DMatrix test = new DMatrix(floats(matrix(TEST)), (int) TEST.count(), FEATURES.length, Float.NaN);
        float[][] predicted = booster.predict(test);
        double[] scores = new double[predicted.length];
        Arrays.setAll(scores, i -> predicted[i][0]);
        assertThat(ndcg(rank().fit(TRAIN), TEST)).isGreaterThan(ndcg(TEST, scores) - 0.01);
        test.dispose();
        booster.dispose();
        data.dispose();
    }

    /// The rows to try with the names that LightGBM gives to features without any.
    private static Dataset named() {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int j = 0; j < FEATURES.length; j++) {
            columns.put("Column_" + j, TEST.doubles(FEATURES[j]));
        }
        return Dataset.of(columns);
    }

    private static int[] sizes(Dataset data) {
        double[] sizes = data.groupBy("query").agg("n = count(*)").sort("query").doubles("n");
        return Arrays.stream(sizes).mapToInt(size -> (int) size).toArray();
    }

    private static double[] matrix(Dataset data) {
        int rows = (int) data.count();
        double[] matrix = new double[rows * FEATURES.length];
        for (int j = 0; j < FEATURES.length; j++) {
            double[] values = data.doubles(FEATURES[j]);
            for (int i = 0; i < rows; i++) {
                matrix[i * FEATURES.length + j] = values[i];
            }
        }
        return matrix;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    @Test
    void the_model_is_the_same_on_any_number_of_threads_and_from_its_file() throws IOException {
        Pipeline pipeline = rank().validate(Validation.crossValidation(3));
        assertThat(Pipeline.parse(pipeline.toJson())).isEqualTo(pipeline);
        Model model = pipeline.threads(1).fit(TRAIN);
        model.save(folder.resolve("a.peso"));
        pipeline.threads(2).fit(TRAIN).save(folder.resolve("b.peso"));
        assertThat(Files.mismatch(folder.resolve("a.peso"), folder.resolve("b.peso"))).isEqualTo(-1);
        Model loaded = Model.load(folder.resolve("a.peso"));
        assertThat(loaded.task()).isEqualTo(Task.RANKING);
        assertThat(loaded.predict(TEST).fingerprint()).isEqualTo(model.predict(TEST).fingerprint());
        assertThat(loaded.evaluate(TEST).metrics().get("ndcg@10")).isEqualTo(ndcg(model, TEST));
        assertThat(model.metrics().get("ndcg@10")).isBetween(0.85, 1.0);
        assertThat(model.toString()).startsWith("Model of \"relevance\" by boosted trees");
        assertThat(model.card().toMarkdown()).contains("query");
    }

    @Test
    void the_order_of_rows_in_the_data_does_not_matter_but_for_ties() {
        Dataset mixed = TRAIN.sort("noise").collect();
        assertThat(ndcg(rank().fit(mixed), TEST)).isCloseTo(ndcg(rank().fit(TRAIN), TEST), within(0.02));
    }

    @Test
    void an_order_is_evaluated_explained_and_written_as_others_are() {
        Model model = rank().fit(TRAIN);
        Dataset some = TEST.limit(100).collect();
        double[] sums = model.explain(some)
                .toDataset()
                .groupBy("row")
                .agg("s = sum(shap) + min(base)")
                .sort("row")
                .doubles("s");
        assertThat(sums).usingComparatorWithPrecision(1e-9)
                .containsExactly(model.predict(some).doubles("prediction"));
        Dataset importance = model.importance(TEST);
        assertThat(importance.strings("feature")[0]).isEqualTo("match");
        assertThat(importance.doubles("importance")[0]).isBetween(0.01, 1.0);
        Evaluation evaluation = model.evaluate(TEST);
        for (String figure : List.of("ndcg@5", "precision@5", "recall@5")) {
            assertThat(evaluation.at(5).get(figure)).isEqualTo(evaluation.metrics().get(figure));
        }
        Metrics drawn = evaluation.bootstrap(50, 1);
        Dataset bounds = drawn.toDataset().filter("metric = 'ndcg'");
        assertThat(bounds.doubles("lower")[0]).isLessThan(drawn.get("ndcg"));
        assertThat(bounds.doubles("upper")[0]).isGreaterThan(drawn.get("ndcg"));
        assertThatThrownBy(evaluation::residuals).isInstanceOf(IllegalStateException.class)
                .hasMessage("residuals need a model that predicts numbers, not an order");
        Path file = folder.resolve("model.onnx");
        model.export(Onnx.onnx(file));
        assertThat(Ort.distance(Ort.run(file, model, TEST), Ort.own(model, TEST))).isLessThan(1e-9);
    }

    @Test
    void training_stops_early_by_whole_groups() {
        Learner learner = Learners.boostedTrees().trees(400).leaves(15).stopAfter(40);
        Model model = Pipeline.rank("relevance").group("query").learn(learner).fit(TRAIN);
        assertThat(ndcg(model, TEST)).isGreaterThan(0.85);
    }

    @Test
    void settings_are_searched_by_the_gain() {
        Model model = rank()
                .search(Search.halving(Parameter.whole("learner.leaves", 3, 31)).trials(6))
                .fit(TRAIN);
        assertThat(model.leaderboard().doubles("score")[0]).isBetween(0.8, 1.0);
        Model automatic = Pipeline.rank("relevance")
                .group("query")
                .search(Search.automatic().trials(2))
                .fit(TRAIN);
        assertThat(automatic.leaderboard().strings("learner")).containsOnly("boosted trees");
    }

    /// Half of the queries are answered upside down, and count next to nothing.
    @Test
    void groups_count_by_their_weight() {
        Dataset mixed = TRAIN
                .with("relevance = case when query % 2 = 0 then relevance else 4 - relevance end, "
                        + "w = case when query % 2 = 0 then 1.0 else 0.001 end")
                .collect();
        Pipeline weighed = rank().weight("w");
        double good = ndcg(weighed.fit(mixed), TEST);
        assertThat(good).isGreaterThan(ndcg(rank().ignore("w").fit(mixed), TEST) + 0.1)
                .isCloseTo(ndcg(rank().fit(TRAIN.filter("query % 2 = 0")), TEST), within(0.03));
        Evaluation evaluation = weighed.fit(mixed).evaluate(mixed);
        double[] byKind = {0, 0};
        for (int odd = 0; odd < 2; odd++) {
            byKind[odd] = weighed.fit(mixed)
                    .evaluate(mixed.filter("query % 2 = " + odd))
                    .metrics()
                    .get("ndcg");
        }
        // 150 queries of each kind.
        assertThat(evaluation.metrics().get("ndcg"))
                .isCloseTo((byKind[0] + 0.001 * byKind[1]) / 1.001, within(1e-12));
        assertThat(evaluation.bootstrap(20, 1).get("ndcg")).isEqualTo(evaluation.metrics().get("ndcg"));
        assertThat(weighed.fit(mixed).importance(mixed).count()).isEqualTo(FEATURES.length);
        assertThat(weighed.validate(Validation.crossValidation(3)).fit(mixed).metrics().get("ndcg"))
                .isGreaterThan(0.8);
        refused(weighed, TRAIN.with("w = 0 - query"), "column \"w\" has the weight -1.0 in row "
                + TRAIN.filter("query = 0").count() + "; weights are 0 or more");
    }

    @Test
    void groups_without_an_order_teach_nothing() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("x", new double[]{1, 2, 3, 4, 5, 6});
        columns.put("relevance", new double[]{0, 0, 1, 1, 2, 2});
        columns.put("query", List.of("a", "a", "b", "b", "c", "c"));
        refused(rank(), Dataset.of(columns),
                "there is no order to learn: the rows of each group are equally relevant");
    }

    @Test
    void what_is_no_order_is_refused() {
        refused(Pipeline.rank("relevance").ignore("query").learn(Learners.boostedTrees()), TRAIN,
                "rank(\"relevance\") orders the rows of each group, such as the answers to a query; "
                        + "add group(\"column\")");
        refused(rank().weight("age"), TRAIN.with("age = case when length = 0 then 1.0 else 2.0 end"),
                "rank(\"relevance\") weighs whole groups, and column \"age\" holds 2.0 and 1.0 in rows with the "
                        + "same \"query\"");
        refused(Pipeline.rank("relevance").group("query").prepare().learn(Learners.ridge(1)), TRAIN,
                "ridge regression cannot learn an order; use Learners.boostedTrees(), or regress(\"relevance\")");
        refused(Pipeline.rank("relevance").group("query").learn(Learners.boostedTrees().poisson()), TRAIN,
                "boosted trees with another objective cannot learn an order; use Learners.boostedTrees(), or "
                        + "regress(\"relevance\")");
        refused(rank(), TRAIN.with("relevance = relevance - 1").collect(),
                "column \"relevance\" holds -1.0; a relevance is 0 or more");
        refused(rank(), TRAIN.with("relevance = 'good'").collect(),
                "column \"relevance\" is utf8, and a relevance is a number of 0 or more; cast it");
        refused(rank(), TRAIN.with("query = case when query = 3 then null else query end").collect(),
                "column \"query\" has no group for a row with a \"relevance\"; drop such rows first");
        refused(rank().select(Select.permutation(2)), TRAIN,
                "selection by permutation compares predictions with numbers, and an order is predicted; use "
                        + "Select.recursive(2) or Select.mutualInformation(2)");
        refused(rank().calibrate(Calibration.platt()), TRAIN,
                "probabilities are calibrated, and \"relevance\" is predicted as a number; leave out calibrate()");
        assertThat(rank().select(Select.recursive(3)).fit(TRAIN).features()).hasSize(3);
        assertThatThrownBy(() -> rank().fit(TRAIN).evaluate(TEST.drop("query")))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("column \"query\" not found");
    }

    private static void refused(Pipeline pipeline, Dataset data, String message) {
        assertThatThrownBy(() -> pipeline.fit(data)).isInstanceOf(QueryException.class).hasMessage(message);
    }
}
