package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.Dataset;
import dev.peso.Progress;
import dev.peso.QueryException;

class ValidationTest {
    private static final String EXPECTED = "ml-reference/expected.json";

    private static final List<String> UNSCALED = List.of("H", "D", "G");

    private static Learner learner(String name) {
        return switch (name.substring(0, name.indexOf('(') < 0 ? name.length() : name.indexOf('('))) {
            case "LogisticRegression" -> Learners.logistic();
            case "LinearRegression" -> Learners.linear();
            case "Ridge" -> Learners.ridge(1);
            case "Lasso" -> Learners.lasso(0.1);
            case "ElasticNet" -> Learners.elasticNet(0.1, 0.5);
            case "RandomForest" -> Learners.randomForest();
            case "HistGradientBoosting" -> Learners.boostedTrees();
            case "GradientBoosting" -> Learners.boostedTrees().depth(3).leaves(8).leafRows(1);
            case "DecisionTree" -> Learners.decisionTree();
            case "KNN" -> Learners.nearest(5);
            case "GaussianNB" -> Learners.naiveBayes();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static double mean(Pipeline pipeline, String name, Validation validation, String data,
            String metric) {
        // The folds alone move the score of a single tree by more than the deviations of five seeds tell.
        double[] scores = new double[name.equals("DecisionTree") ? 20 : 5];
        for (int seed = 0; seed < scores.length; seed++) {
            Pipeline scaled = UNSCALED.contains(name.substring(0, 1)) ? pipeline : pipeline.scale();
            scores[seed] = scaled.learn(learner(name))
                    .validate(validation)
                    .seed(seed)
                    .fit(Reference.data(data))
                    .metrics()
                    .get(metric);
        }
        return Arrays.stream(scores).average().orElseThrow();
    }

    /// Means over seeds must not be worse than scikit-learn's by more than two of its deviations or half a point.
    @Tag("oracle")
    @ParameterizedTest
    @CsvSource({"iris, 'LogisticRegression(C=1,L2,std)'", "breast_cancer, 'LogisticRegression(C=1,L2,std)'",
            "iris, RandomForest(100)", "breast_cancer, RandomForest(100)", "iris, HistGradientBoosting",
            "breast_cancer, HistGradientBoosting", "iris, DecisionTree", "breast_cancer, DecisionTree",
            "iris, 'KNN(5,std)'", "breast_cancer, 'KNN(5,std)'", "iris, GaussianNB",
            "breast_cancer, GaussianNB",
            "iris, 'GradientBoosting(100,0.1,d3)'", "breast_cancer, 'GradientBoosting(100,0.1,d3)'"})
    void classes_are_told_apart_as_well_as_by_others(String data, String name) {
        double accuracy = mean(Pipeline.classify("target"), name, Validation.crossValidation(5).stratified(),
                data,
                "accuracy");
        double expected = Reference.number(Reference.at(EXPECTED, "classification", data, name, "accuracy"));
        double deviation = Reference.number(Reference.at(EXPECTED, "classification", data, name, "sd"));
        assertThat(accuracy).isGreaterThan(expected - Math.max(2 * deviation, 0.005));
    }

    @Tag("oracle")
    @ParameterizedTest
    @CsvSource({"diabetes, LinearRegression", "diabetes, 'Ridge(1,std)'", "diabetes, 'Lasso(0.1,std)'",
            "diabetes, 'ElasticNet(0.1,0.5,std)'", "friedman1, LinearRegression", "friedman1, 'Ridge(1,std)'",
            "friedman1, 'Lasso(0.1,std)'", "friedman1, 'ElasticNet(0.1,0.5,std)'",
            "diabetes, RandomForest(100)",
            "friedman1, RandomForest(100)", "diabetes, HistGradientBoosting",
            "friedman1, HistGradientBoosting",
            "diabetes, DecisionTree", "friedman1, DecisionTree", "diabetes, 'KNN(5,std)'",
            "friedman1, 'KNN(5,std)'", "diabetes, 'GradientBoosting(100,0.1,d3)'",
            "friedman1, 'GradientBoosting(100,0.1,d3)'"})
    void numbers_are_predicted_as_well_as_by_others(String data, String name) {
        double rmse = mean(Pipeline.regress("target"), name, Validation.crossValidation(5), data, "rmse");
        double expected = Reference.number(Reference.at(EXPECTED, "regression", data, name, "rmse"));
        double deviation = Reference.number(Reference.at(EXPECTED, "regression", data, name, "sd"));
        assertThat(rmse).isLessThan(expected + Math.max(2 * deviation, 0.005 * expected));
    }

    /// A target that is the number of its group: known groups are predicted perfectly, unknown ones are not.
    private static Dataset grouped() {
        double[] x = IntStream.range(0, 60).map(i -> i / 3 % 2 * 100 + i / 3).asDoubleStream().toArray();
        String[] group = IntStream.range(0, 60).mapToObj(i -> "g" + i / 3).toArray(String[]::new);
        double[] y = IntStream.range(0, 60).map(i -> i / 3).asDoubleStream().toArray();
        return Dataset.of(Map.of("x", x, "g", group, "copy", group, "y", y));
    }

    @Test
    void groups_stay_together() {
        Pipeline pipeline = Pipeline.predict("y")
                .oneHot()
                .learn(Learners.ridge(1e-6))
                .validate(Validation.crossValidation(4));
        double apart = pipeline.ignore("g", "x").fit(grouped()).metrics().r2();
        double together = pipeline.ignore("x").group("g").fit(grouped()).metrics().r2();
        assertThat(apart).isGreaterThan(0.5);
        assertThat(together).isLessThan(0.1);
    }

    @Test
    void in_time_learns_from_the_past_only() {
        double[] t = IntStream.range(0, 100).mapToDouble(i -> (i * 37) % 100).toArray();
        Dataset data = Dataset.of(Map.of("t", t, "x", t, "y", t));
        Metrics metrics = Pipeline.predict("y")
                .time("t")
                .learn(Learners.linear())
                .validate(Validation.crossValidation(4).inTime())
                .fit(data)
                .metrics();
        Dataset folds = metrics.toDataset().filter("metric = 'rmse' and fold >= 0");
        assertThat(folds.longs("n")).containsExactly(20, 20, 20, 20);
        assertThat(metrics.rmse()).isCloseTo(0, within(1e-9));
    }

    @Test
    void stratified_folds_have_equal_shares_of_each_class() {
        int rows = 50;
        int[] y = IntStream.range(0, rows).map(i -> i < 5 ? 1 : 0).toArray();
        Dataset data = Dataset.of(Map.of("x", IntStream.range(0, rows).asDoubleStream().toArray(), "y", y));
        Metrics metrics = Pipeline.predict("y")
                .learn(Learners.logistic())
                .validate(Validation.crossValidation(5).stratified())
                .fit(data)
                .metrics();
        // With a class missing from a fold its AUC would have no meaning.
        assertThat(metrics.toDataset().filter("metric = 'auc' and fold >= 0").column("value").nullCount())
                .isZero();
    }

    /// Groups of one class each, as when each person is well or ill.
    @Test
    void stratified_folds_keep_groups_together_and_classes_even() {
        int rows = 240;
        String[] group = IntStream.range(0, rows).mapToObj(i -> "g" + i / 6).toArray(String[]::new);
        int[] y = IntStream.range(0, rows).map(i -> i / 6 % 4 == 0 ? 1 : 0).toArray();
        Dataset data = Dataset
                .of(Map.of("x", IntStream.range(0, rows).asDoubleStream().toArray(), "y", y, "g",
                        group, "copy", group));
        Pipeline pipeline = Pipeline.predict("y")
                .ignore("x")
                .group("g")
                .oneHot()
                .learn(Learners.logistic())
                .validate(Validation.crossValidation(5).stratified());
        Dataset folds = pipeline.fit(data).metrics().toDataset().filter("fold >= 0");
        // A fourth of each fold is positive, and a group that was not learnt from tells nothing.
        assertThat(folds.filter("metric = 'accuracy'").doubles("value")).containsOnly(0.75);
        assertThat(folds.filter("metric = 'accuracy'").longs("n")).containsOnly(48);
        assertThat(folds.filter("metric = 'auc'").doubles("value")).containsOnly(0.5);
    }

    @Test
    void in_time_nothing_of_the_same_time_or_group_is_learnt_from() {
        int rows = 100;
        double[] t = IntStream.range(0, rows).map(i -> i / 10).asDoubleStream().toArray();
        String[] time = Arrays.stream(t).mapToObj(v -> "t" + v).toArray(String[]::new);
        Dataset data = Dataset.of(Map.of("t", t, "x", time, "y", t));
        Pipeline pipeline = Pipeline.predict("y").time("t").oneHot().learn(Learners.ridge(1e-9));
        // Five folds begin in the middle of a time, whose other rows would tell the answer.
        Dataset folds = pipeline.validate(Validation.crossValidation(5).inTime())
                .fit(data)
                .metrics()
                .toDataset()
                .filter("metric = 'r2' and fold >= 0");
        assertThat(Arrays.stream(folds.doubles("value")).max().orElseThrow()).isLessThan(0.1);
        Dataset same = Dataset
                .of(Map.of("t", new double[]{1, 1, 1, 1, 1, 1}, "x", new double[]{1, 2, 3, 4, 5, 6}, "y",
                        new double[]{1, 2, 3, 4, 5, 6}));
        refused(() -> Pipeline.predict("y")
                .time("t")
                .learn(Learners.linear())
                .validate(Validation.crossValidation(2).inTime())
                .fit(same),
                "of 2 folds in order of time, number 1 has no rows before it to learn from; use fewer folds");
        Dataset one = same.with("g = 'a'").with("t = x").collect();
        refused(() -> Pipeline.predict("y")
                .time("t")
                .group("g")
                .learn(Learners.linear())
                .validate(Validation.crossValidation(2).inTime())
                .fit(one), "has no rows before it to learn from of other groups; use fewer folds");
    }

    @Test
    void the_table_of_figures_has_its_shape() {
        List<String> stages = new ArrayList<>();
        Progress progress = news -> stages.add(news.stage() + " " + news.done() + "/" + news.total());
        Dataset table = Pipeline.predict("churn")
                .prepare()
                .learn(Learners.logistic())
                .validate(Validation.crossValidation(3).repeated(2))
                .progress(progress)
                .fit(Tables.customers(200))
                .metrics()
                .toDataset();
        assertThat(table.schema().metadata()).containsEntry("peso.table", "metrics/1");
        assertThat(table.schema().names())
                .containsExactly("split", "fold", "metric", "value", "lower", "upper", "n");
        assertThat(table.filter("metric = 'auc'").count()).isEqualTo(7);
        assertThat(table.filter("metric = 'auc' and fold = -1").longs("n")).containsExactly(400);
        assertThat(stages).first().isEqualTo("validate 0/6");
        assertThat(stages).last().isEqualTo("validate 6/6");
    }

    @Test
    void what_cannot_be_validated_says_so() {
        Dataset data = Tables.customers(30);
        Pipeline churn = Pipeline.predict("churn").prepare().learn(Learners.logistic());
        refused(() -> churn.validate(Validation.crossValidation(40)).fit(data),
                "a validation with 40 folds needs more than 30 rows");
        refused(() -> churn.group("months").validate(Validation.crossValidation(12)).fit(data),
                "a validation with 12 folds needs at least as many groups, and there are 10");
        refused(() -> churn.validate(Validation.crossValidation(3).inTime()).fit(data),
                "folds in order of time need a column of times; add time(\"column\")");
        refused(() -> Pipeline.predict("price")
                .prepare()
                .learn(Learners.linear())
                .validate(Validation.crossValidation(3).stratified())
                .fit(data),
                "stratified folds need classes, and \"price\" is predicted as a number");
        assertThatThrownBy(() -> Validation.crossValidation(1)).hasMessage("folds must be 2 or more, got 1");
        assertThatThrownBy(() -> Validation.crossValidation(3).repeated(0))
                .hasMessage("repeats must be 1 or more, got 0");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(QueryException.class).hasMessageContaining(message);
    }
}
