package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.ColumnNotFoundException;
import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.ml.internal.numeric.Mix;

class TreesTest {
    static Stream<Learner> learners() {
        return Stream.of(Learners.boostedTrees().leafRows(2), Learners.decisionTree(),
                Learners.randomForest(),
                Learners.extraTrees());
    }

    private static double[] randoms(int rows, long seed) {
        Mix random = new Mix(seed);
        return IntStream.range(0, rows).mapToDouble(_ -> random.nextDouble()).toArray();
    }

    private static Model fit(Learner learner, String target, Dataset data) {
        return Pipeline.predict(target).learn(learner).fit(data);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void categories_are_learnt_as_they_are(Learner learner) {
        // Which of 40 texts are good follows no order of theirs.
        List<String> text = new ArrayList<>();
        List<Boolean> good = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            text.add("t" + i % 40);
            good.add(i % 40 * 7 % 11 % 3 == 0);
        }
        Dataset data = Dataset.of(Map.of("text", text, "good", good));
        assertThat(fit(learner, "good", data).evaluate(data).metrics().accuracy()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void missing_values_tell_something(Learner learner) {
        double[] noise = randoms(1_000, 1);
        List<@Nullable Double> x = new ArrayList<>();
        double[] y = new double[1_000];
        for (int i = 0; i < y.length; i++) {
            x.add(i % 3 == 0 ? null : noise[i]);
            y[i] = i % 3 == 0 ? 5 : noise[i] > 0.5 ? 1 : 0;
        }
        Dataset data = Dataset.of(Map.of("x", x, "y", y));
        assertThat(fit(learner, "y", data).evaluate(data).metrics().r2()).isGreaterThan(0.99);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void several_classes_are_told_apart(Learner learner) {
        Dataset iris = Reference.data("iris");
        Model model = Pipeline.classify("target").learn(learner).fit(iris);
        Dataset predicted = model.predict(iris);
        assertThat(model.evaluate(iris).metrics().accuracy()).isGreaterThan(0.98);
        double[] sum = predicted.with("s = p_0 + p_1 + p_2").doubles("s");
        assertThat(Arrays.stream(sum).map(s -> Math.abs(s - 1)).max().orElseThrow()).isLessThan(1e-12);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void threads_do_not_change_the_model(Learner learner) {
        Dataset data = Reference.data("friedman1");
        Pipeline pipeline = Pipeline.predict("target").learn(learner).seed(7);
        double[] one = pipeline.threads(1).fit(data).predict(data).doubles("prediction");
        double[] two = pipeline.threads(2).fit(data).predict(data).doubles("prediction");
        assertThat(two).containsExactly(one);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void infinite_values_and_equal_columns_do_no_harm(Learner learner) {
        double[] x = randoms(300, 2);
        double[] wild = x.clone();
        for (int i = 0; i < x.length; i += 10) {
            wild[i] = i % 20 == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        double[] y = Arrays.stream(x).map(v -> v > 0.3 ? 1.5 : -1).toArray();
        Dataset data = Dataset.of(Map.of("x", x, "wild", wild, "same", new double[300], "y", y));
        assertThat(fit(learner, "y", data).evaluate(data).metrics().r2()).isGreaterThan(0.95);
    }

    @Test
    void without_anything_to_ask_the_mean_is_predicted() {
        Dataset data = Dataset.of(Map.of("x", new double[]{1, 1, 1, 1}, "y", new double[]{1, 2, 3, 6}));
        learners().forEach(learner -> assertThat(fit(learner, "y", data).predict(data).doubles("prediction"))
                .containsExactly(new double[]{3, 3, 3, 3},
                        within(learner instanceof RandomForest ? 1 : 1e-12)));
    }

    @Test
    void a_tree_parts_at_the_middle_between_values() {
        Dataset data = Dataset.of(Map.of("x", new double[]{1, 2, 10, 20}, "y", new double[]{0, 0, 1, 1}));
        Dataset near = Dataset.of(Map.of("x", new double[]{5.9, 6, 6.1}));
        assertThat(Pipeline.regress("y")
                .learn(Learners.decisionTree())
                .fit(data)
                .predict(near)
                .doubles("prediction"))
                .containsExactly(0, 0, 1);
    }

    @Test
    void weights_count() {
        Dataset data = Dataset.of(Map.of("x", new double[]{1, 1, 2, 2}, "y", new double[]{0, 4, 10, 20}, "w",
                new double[]{3, 1, 0, 1}));
        for (Learner learner : List.of(Learners.decisionTree(),
                Learners.boostedTrees().leafRows(1).learningRate(1))) {
            assertThat(Pipeline.regress("y")
                    .weight("w")
                    .learn(learner)
                    .fit(data)
                    .predict(data)
                    .doubles("prediction"))
                    .containsExactly(new double[]{1, 1, 20, 20}, within(1e-9));
        }
    }

    @Test
    void predictions_rise_and_fall_where_they_must() {
        double[] x = randoms(2_000, 3);
        double[] noise = randoms(2_000, 4);
        double[] z = randoms(2_000, 5);
        double[] y = IntStream.range(0, x.length)
                .mapToDouble(i -> x[i] + Math.sin(20 * x[i]) + 4 * noise[i] - z[i] + Math.cos(15 * z[i]))
                .toArray();
        Dataset data = Dataset.of(Map.of("x", x, "z", z, "y", y));
        double[] grid = IntStream.range(0, 500).mapToDouble(i -> i / 500.0).toArray();
        double[] half = new double[500];
        Arrays.fill(half, 0.5);
        Model model = fit(Learners.boostedTrees().rising("x").falling("z"), "y", data);
        double[] byX = model.predict(Dataset.of(Map.of("x", grid, "z", half))).doubles("prediction");
        double[] byZ = model.predict(Dataset.of(Map.of("x", half, "z", grid))).doubles("prediction");
        for (int i = 1; i < grid.length; i++) {
            assertThat(byX[i]).isGreaterThanOrEqualTo(byX[i - 1]);
            assertThat(byZ[i]).isLessThanOrEqualTo(byZ[i - 1]);
        }
        assertThat(byX[499]).isGreaterThan(byX[0] + 0.5);
        assertThat(byZ[499]).isLessThan(byZ[0] - 0.5);
    }

    @Test
    void boosting_stops_when_it_gets_no_better() {
        Dataset data = Reference.data("diabetes");
        Model stopped = fit(Learners.boostedTrees().trees(2_000).stopAfter(5), "target", data);
        Model once = fit(Learners.boostedTrees().trees(2_000), "target", data);
        double stoppedFit = stopped.evaluate(data).metrics().r2();
        assertThat(stoppedFit).isBetween(0.5, 0.95);
        assertThat(once.evaluate(data).metrics().r2()).isGreaterThan(stoppedFit + 0.02);
    }

    @Test
    void quantiles_leave_their_share_below() {
        Dataset data = Reference.data("friedman1");
        Pipeline pipeline = Pipeline.predict("target");
        for (double share : new double[]{0.1, 0.5, 0.9}) {
            Dataset predicted = pipeline.learn(Learners.boostedTrees().quantile(share))
                    .fit(data)
                    .predict(data);
            assertThat(predicted.filter("target <= prediction").count() / 1000.0).isCloseTo(share,
                    within(0.06));
        }
    }

    @Test
    void counts_have_the_mean_of_the_data() {
        Dataset data = Reference.data("diabetes");
        Dataset predicted = fit(Learners.boostedTrees().poisson(), "target", data).predict(data);
        double[] mean = predicted.agg("mean(target) as a", "mean(prediction) as b", "min(prediction) as c")
                .unpivot(List.of(), List.of("a", "b", "c"), "n", "v")
                .doubles("v");
        assertThat(mean[1]).isCloseTo(mean[0], within(0.5));
        assertThat(mean[2]).isPositive();
    }

    @Test
    void more_categories_than_bins_keep_the_frequent_ones() {
        List<String> text = new ArrayList<>();
        double[] y = new double[3_000];
        for (int i = 0; i < y.length; i++) {
            text.add(i < 2_000 ? "t" + i % 10 : "rare" + i % 700);
            y[i] = i < 2_000 && i % 10 % 2 == 0 ? 1 : 0;
        }
        Dataset data = Dataset.of(Map.of("text", text, "y", y));
        assertThat(fit(Learners.boostedTrees(), "y", data).evaluate(data).metrics().r2()).isGreaterThan(0.99);
    }

    @Test
    void what_cannot_be_asked_is_refused() {
        Dataset data = Tables.customers(100);
        assertThatThrownBy(() -> fit(Learners.boostedTrees().rising("prize"), "churn", data))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("did you mean \"price\"?");
        assertThatThrownBy(() -> fit(Learners.boostedTrees().rising("plan"), "churn", data))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("cannot rise or fall with \"plan\", which holds categories");
        assertThatThrownBy(() -> Learners.boostedTrees().trees(0))
                .hasMessage("trees must be 1 or more, got 0");
        assertThatThrownBy(() -> Learners.boostedTrees().bins(256))
                .hasMessage("bins must be in [2, 255], got 256");
        assertThatThrownBy(() -> Learners.boostedTrees().learningRate(Double.NaN))
                .hasMessage("learningRate must be more than 0, got NaN");
        assertThatThrownBy(() -> Learners.boostedTrees().rising("age", "price").falling("price"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("predictions cannot both rise and fall with \"price\"");
        assertThatThrownBy(() -> fit(Learners.boostedTrees().poisson(), "churn", data))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "boosted trees with the objective poisson predicts numbers, and \"churn\" is a matter of "
                                + "classes: 2 of type utf8; use another learner");
        assertThatThrownBy(() -> fit(Learners.boostedTrees().quantile(0.9), "b",
                data.with("b = case when churn = 'yes' then 1 else 0 end")))
                .isInstanceOf(QueryException.class)
                .hasMessageStartingWith("boosted trees with the objective quantile predicts numbers")
                .hasMessageEndingWith("use regress(\"b\") or another learner");
        assertThatThrownBy(() -> Learners.randomForest().features(0))
                .hasMessage("the share of features must be more than 0 and at most 1, got 0.0");
        Pipeline full = Pipeline.predict("y")
                .learn(Learners.boostedTrees().rising("a").quantile(0.2).stopAfter(9));
        assertThat(Pipeline.parse(full.toJson())).isEqualTo(full);
    }
}
