package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.ColumnNotFoundException;
import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Explained;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.tree.BoostingSpec;
import dev.peso.ml.internal.tree.TreeModel;
import dev.peso.ml.internal.tree.Trees;

class ExplanationTest {
    private final Dataset customers = Tables.customers(300);

    /// The mean output where only some features are known, straight from the definition.
    private static double mean(Trees trees, int node, double[] row, int known) {
        int feature = trees.feature()[node];
        if (feature < 0) {
            return trees.values()[node];
        }
        int left = trees.left()[node];
        int right = trees.right()[node];
        if ((known >> feature & 1) != 0) {
            return mean(trees, trees.goesLeft(node, row[feature]) ? left : right, row, known);
        }
        double[] cover = trees.cover();
        return (cover[left] * mean(trees, left, row, known) + cover[right] * mean(trees, right, row, known))
                / cover[node];
    }

    private static double factorial(int n) {
        return n <= 1 ? 1 : n * factorial(n - 1);
    }

    @Test
    void additions_are_the_shapley_values_of_all_subsets() {
        int features = 5;
        Dataset data = Reference.data("friedman1").limit(300);
        double[][] columns = new double[features][];
        List<Feature> list = new ArrayList<>();
        for (int j = 0; j < features; j++) {
            columns[j] = data.doubles("x" + j);
            for (int i = 0; i < 300; i += 7) {
                columns[j][i] = Double.NaN;
            }
            list.add(new Feature.Numbers("x" + j, columns[j]));
        }
        Frame frame = new Frame(list, 300);
        TreeModel model = (TreeModel) new BoostingSpec(5, 0.3, 12, 0, 5, 0, 255, 0,
                BoostingSpec.Objective.SQUARED_ERROR, 0.5, List.of())
                .fit(new Training(frame, data.doubles("target"), 0, null, 1, new Workers(1)));
        Explained.Additions additions = model.explain(frame, new Workers(2));
        Trees trees = model.trees();
        for (int i = 0; i < 300; i += 13) {
            double[] row = new double[features];
            for (int j = 0; j < features; j++) {
                row[j] = columns[j][i];
            }
            for (int j = 0; j < features; j++) {
                double expected = 0;
                for (int known = 0; known < 1 << features; known++) {
                    if ((known >> j & 1) == 0) {
                        int size = Integer.bitCount(known);
                        double weight = factorial(size) * factorial(features - size - 1)
                                / factorial(features);
                        for (int root : trees.roots()) {
                            expected += weight
                                    * (mean(trees, root, row, known | 1 << j)
                                            - mean(trees, root, row, known));
                        }
                    }
                }
                assertThat(additions.added()[0][i][j]).isCloseTo(expected, within(1e-10));
            }
        }
    }

    static Stream<Learner> learners() {
        return Stream.of(Learners.boostedTrees(), Learners.randomForest(), Learners.decisionTree().depth(5),
                Learners.logistic());
    }

    @ParameterizedTest
    @MethodSource("learners")
    void additions_sum_up_to_the_output_in_the_users_own_columns(Learner learner) {
        Model model = Pipeline.predict("churn").prepare().learn(learner).fit(customers);
        Dataset table = model.explain(customers).toDataset();
        assertThat(table.schema().metadata()).containsEntry("peso.table", "shap/1");
        assertThat(table.schema().names()).containsExactly("row", "class", "feature", "value", "shap",
                "base");
        assertThat(table.strings("feature")).startsWith("age", "plan", "price", "months");
        double[] output = table.groupBy("row").agg("sum(shap) + min(base) as output").doubles("output");
        double[] probability = model.predict(customers).doubles("p_yes");
        boolean isShare = !(learner instanceof BoostedTrees) && !(learner instanceof LogisticRegression);
        for (int i = 0; i < output.length; i++) {
            double expected = isShare ? probability[i] : Math.log(probability[i] / (1 - probability[i]));
            assertThat(output[i]).isCloseTo(expected,
                    within(1e-9 * Math.max(1, Math.exp(Math.abs(expected)) / 100)));
        }
    }

    @Test
    void each_of_several_classes_has_its_additions() {
        Dataset iris = Reference.data("iris");
        Model model = Pipeline.classify("target").learn(Learners.randomForest().trees(20)).fit(iris);
        Dataset table = model.explain(iris.limit(10)).toDataset();
        double[] output = table.groupBy("row", "class")
                .agg("sum(shap) + min(base) as output")
                .doubles("output");
        double[] predicted = model.predict(iris.limit(10)).doubles("p_0");
        assertThat(output[0]).isCloseTo(predicted[0], within(1e-12));
        assertThat(Arrays.stream(output).limit(3).sum()).isCloseTo(1, within(1e-12));
    }

    static Stream<Arguments> units() {
        return Stream.of(
                arguments(Pipeline.predict("churn").prepare().learn(Learners.boostedTrees().trees(5)),
                        "log-odds"),
                arguments(Pipeline.predict("churn").prepare().learn(Learners.logistic()), "log-odds"),
                arguments(Pipeline.predict("churn").prepare().learn(Learners.randomForest().trees(5)),
                        "probability"),
                arguments(Pipeline.predict("churn").prepare().learn(Learners.linearSvm()), "margin"),
                arguments(Pipeline.predict("churn")
                        .prepare()
                        .learn(Learners.boostedTrees().trees(5))
                        .calibrate(Calibration.platt()), "log-odds, before calibration"),
                arguments(Pipeline.classify("plan").prepare().learn(Learners.boostedTrees().trees(5)),
                        "log-probability up to a number that all classes share"),
                arguments(Pipeline.regress("price").prepare().learn(Learners.ridge(1)),
                        "units of \"price\""),
                arguments(Pipeline.regress("months").prepare().learn(Learners.poisson()),
                        "log of the expected \"months\""));
    }

    @ParameterizedTest
    @MethodSource("units")
    void an_explanation_says_what_its_additions_measure(Pipeline pipeline, String unit) {
        Model model = pipeline.fit(customers.dropNull("plan"));
        Explanation explanation = model.explain(customers.limit(3));
        assertThat(explanation.unit()).isEqualTo(unit);
        for (Dataset table : List.of(explanation.toDataset(), explanation.top(2))) {
            assertThat(table.schema().metadata()).containsEntry("peso.unit", unit)
                    .containsEntry("peso.table", "shap/1");
        }
        assertThat(explanation.toString()).contains("\"" + model.target() + "\"",
                ", in " + unit + ", from a base");
    }

    @Test
    void with_a_background_the_unit_is_that_of_predictions() {
        Model churn = Pipeline.predict("churn").prepare().learn(Learners.logistic()).fit(customers);
        assertThat(churn.explain(customers.limit(2), customers.limit(20)).unit()).isEqualTo("probability");
        Model months = Pipeline.regress("months").prepare().learn(Learners.poisson()).fit(customers);
        assertThat(months.explain(customers.limit(2), customers.limit(20)).unit())
                .isEqualTo("units of \"months\"");
    }

    @Test
    void durations_are_explained_in_their_own_unit() {
        List<Duration> stays = Arrays.stream(customers.longs("months"))
                .mapToObj(Duration::ofSeconds)
                .toList();
        Dataset data = Dataset.of(Map.of("price", customers.doubles("price"), "stay", stays))
                .with("stay = cast(stay as duration(ms))");
        Explanation explanation = Pipeline.regress("stay")
                .prepare()
                .learn(Learners.linear())
                .fit(data)
                .explain(data);
        assertThat(explanation.unit()).isEqualTo("milliseconds of \"stay\"");
        double[] output = explanation.toDataset()
                .groupBy("row")
                .agg("sum(shap) + min(base) as output")
                .doubles("output");
        assertThat(Arrays.stream(output).average().orElse(0)).isBetween(4000.0, 5000.0);
    }

    @Test
    void what_adds_to_which_class_is_told_in_words() {
        Model model = Pipeline.predict("churn").learn(Learners.boostedTrees().trees(5)).fit(customers);
        Explanation explanation = model.explain(customers.limit(2));
        double base = explanation.toDataset().doubles("base")[0];
        assertThat(explanation.toString()).startsWith("What adds to \"churn\" = \"yes\", in log-odds, "
                + String.format(Locale.ROOT, "from a base of %.4g\n", base));
    }

    @Test
    void the_columns_that_add_most_come_first() {
        Model model = Pipeline.predict("churn").learn(Learners.boostedTrees()).fit(customers);
        Explanation explanation = model.explain(customers.limit(50));
        assertThat(explanation.top(1).strings("feature")).containsOnly("months");
        assertThat(explanation.top(2).count()).isEqualTo(100);
        assertThatThrownBy(() -> explanation.top(0)).hasMessage("top needs 1 or more columns, got 0");
    }

    @Test
    void importance_ranks_columns_by_what_their_loss_costs() {
        Model model = Pipeline.predict("churn").learn(Learners.boostedTrees()).fit(customers);
        Dataset importance = model.importance(customers);
        assertThat(importance.schema().metadata()).containsEntry("peso.table", "importance/1");
        assertThat(importance.strings("feature")).startsWith("months").endsWith("age");
        assertThat(importance.doubles("importance")[0]).isGreaterThan(0.2);
        assertThat(importance.doubles("importance")[3]).isLessThan(0.05);
    }

    /// Of a linear model the order does not matter, and columns that are not known have their means.
    @Test
    void orders_of_columns_give_a_linear_model_the_reasons_that_it_gives_itself() {
        Dataset data = Reference.data("friedman1").limit(80);
        Model model = Pipeline.regress("target").scale().learn(Learners.ridge(1)).fit(data);
        double[] own = model.explain(data.limit(10)).toDataset().doubles("shap");
        Dataset table = model.explain(data.limit(10), data).toDataset();
        assertThat(table.doubles("shap")).usingComparatorWithPrecision(1e-9).containsExactly(own);
        assertThat(table.schema().metadata()).containsEntry("peso.table", "shap/1");
    }

    static Stream<Learner> unexplained() {
        return Stream.of(Learners.nearest(5), Learners.naiveBayes(), Learners.boostedTrees().trees(20));
    }

    @ParameterizedTest
    @MethodSource("unexplained")
    void orders_of_columns_give_any_model_reasons_that_sum_up(Learner learner) {
        Model model = Pipeline.predict("churn").prepare().learn(learner).fit(customers);
        Dataset background = customers.slice(20, 130);
        Dataset table = model.explain(customers.limit(12), background).toDataset();
        assertThat(table.strings("class")).containsOnly("yes");
        assertThat(table.groupBy("row").agg("sum(shap) + min(base) as output").doubles("output"))
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(model.predict(customers.limit(12)).doubles("p_yes"));
    }

    /// All orders of three columns, one after another.
    @Test
    void orders_by_chance_come_near_to_all_orders() {
        Dataset data = customers.select("price", "months", "plan", "churn");
        Model model = Pipeline.predict("churn").learn(Learners.boostedTrees().trees(15)).fit(data);
        Dataset background = data.limit(20);
        Dataset row = data.slice(40, 1);
        List<String> columns = List.of("price", "months", "plan");
        double[] expected = new double[3];
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            Dataset now = background;
            double before = mean(model, now);
            for (int column : order) {
                String name = columns.get(column);
                now = now.drop(name).collect().crossJoin(row.select(name)).collect();
                double after = mean(model, now);
                expected[column] += (after - before) / 6;
                before = after;
            }
        }
        double[] found = model.explain(row, background).toDataset().doubles("shap");
        assertThat(found).usingComparatorWithPrecision(0.02).containsExactly(expected);
    }

    private static double mean(Model model, Dataset rows) {
        return Arrays.stream(model.predict(rows).doubles("p_yes")).average().orElseThrow();
    }

    @Test
    void dependence_is_the_mean_prediction_with_one_value_everywhere() {
        Model model = Pipeline.predict("churn").learn(Learners.boostedTrees().trees(15)).fit(customers);
        Dataset months = model.partialDependence(customers, "months");
        assertThat(months.schema().metadata()).containsEntry("peso.table", "pdp/1");
        assertThat(months.doubles("value")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        for (int value = 0; value < 10; value++) {
            double[] p = model.predict(customers.with("months = cast(" + value + " as int32)"))
                    .doubles("p_yes");
            assertThat(months.doubles("prediction")[value])
                    .isCloseTo(Arrays.stream(p).average().orElseThrow(), within(1e-12));
            Dataset each = model.individualDependence(customers, "months").filter("value = " + value);
            assertThat(each.sort("row").doubles("prediction")).containsExactly(p);
        }
        assertThat(months.doubles("prediction")[9]).isLessThan(months.doubles("prediction")[0] - 0.5);
        Dataset plans = model.partialDependence(customers, "plan");
        assertThat(plans.strings("label")).containsExactly("basic", "gold", "plus");
        assertThat(plans.strings("class")).containsOnly("yes");
        assertThat(plans.doubles("prediction")[0]).isCloseTo(mean(model, customers.with("plan = 'basic'")),
                within(1e-12));
        Dataset prices = model.partialDependence(customers, "price");
        assertThat(prices.count()).isEqualTo(20);
        assertThat(prices.filter("lower > prediction + 0.5 or upper < prediction - 0.5").count()).isZero();
    }

    @Test
    void what_cannot_be_explained_says_so() {
        Model model = Pipeline.predict("churn").prepare().learn(Learners.nearest(3)).fit(customers);
        assertThatThrownBy(() -> model.explain(customers)).isInstanceOf(IllegalStateException.class)
                .hasMessage("nearest neighbors cannot explain its predictions by itself; use explain(data, "
                        + "background) or importance(data)");
        assertThatThrownBy(() -> model.explain(customers, customers.limit(0)))
                .isInstanceOf(QueryException.class)
                .hasMessage("the background has no rows to compare with");
        assertThatThrownBy(() -> model.partialDependence(customers, "prise"))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("did you mean \"price\"?");
    }
}
