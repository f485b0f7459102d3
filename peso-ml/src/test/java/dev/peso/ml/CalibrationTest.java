package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.Row;
import dev.peso.ml.internal.calibrate.CalibratedModel;
import dev.peso.ml.internal.calibrate.CalibrationCurve;
import dev.peso.ml.internal.calibrate.CalibrationSpec;
import dev.peso.ml.internal.calibrate.Isotonic;
import dev.peso.ml.internal.calibrate.Platt;
import dev.peso.ml.internal.numeric.Mix;

class CalibrationTest {
    @TempDir
    Path folder = Path.of("");
    private final Dataset customers = Tables.customers(400);
    private final Dataset unseen = Tables.customers(1_000).slice(400, 600);

    private static double[] numbers(String... path) {
        return Reference.numbers(Reference.kept("calibration", path));
    }

    private static CalibrationCurve curve(CalibrationSpec.How how, String which) {
        double[] p = numbers("p");
        return CalibratedModel.curves(new CalibrationSpec(how, 5),
                new double[][]{Arrays.stream(p).map(v -> 1 - v).toArray(), p}, numbers("y"),
                which.equals("plain") ? null : numbers("w")).getFirst();
    }

    @Test
    void the_logistic_curve_is_that_of_others() {
        for (String which : List.of("plain", "weighted")) {
            Platt platt = (Platt) curve(CalibrationSpec.How.PLATT, which);
            double slope = Reference.number(Reference.kept("calibration", which, "slope"));
            double intercept = Reference.number(Reference.kept("calibration", which, "intercept"));
            assertThat(platt.slope()).isCloseTo(slope, within(1e-4));
            assertThat(platt.intercept()).isCloseTo(intercept, within(1e-4));
        }
    }

    @Test
    void the_rising_curve_is_that_of_others() {
        for (String which : List.of("plain", "weighted")) {
            Isotonic isotonic = (Isotonic) curve(CalibrationSpec.How.ISOTONIC, which);
            double[] at = numbers("at");
            double[] expected = numbers(which, "isotonic");
            for (int i = 0; i < at.length; i++) {
                assertThat(isotonic.at(at[i])).as("at %s", at[i]).isCloseTo(expected[i], within(1e-12));
            }
        }
    }

    /// 4,000 rows with one feature, whose forest of deep trees is too sure of itself.
    private static Dataset noisy(int rows, long seed) {
        Mix random = new Mix(seed);
        double[] x = random(rows, random);
        double[] z = random(rows, random);
        List<String> y = IntStream.range(0, rows)
                .mapToObj(i -> random.nextDouble() < 0.15 + 0.5 * x[i] ? "b" : "a")
                .toList();
        return Dataset.of(Map.of("x", x, "z", z, "y", y));
    }

    private static double[] random(int rows, Mix random) {
        return DoubleStream.generate(random::nextDouble).limit(rows).toArray();
    }

    @Test
    void corrected_probabilities_are_nearer_to_what_is_true() {
        Dataset train = noisy(1_500, 1);
        Dataset test = noisy(3_000, 2);
        Pipeline pipeline = Pipeline.predict("y").learn(Learners.randomForest().trees(40));
        Metrics plain = pipeline.fit(train).evaluate(test).metrics();
        for (Calibration calibration : List.of(Calibration.platt(), Calibration.isotonic().folds(4))) {
            Model model = pipeline.calibrate(calibration).fit(train);
            Metrics better = model.evaluate(test).metrics();
            assertThat(better.logLoss()).isLessThan(plain.logLoss() - 0.02);
            assertThat(better.get("brier")).isLessThan(plain.get("brier"));
            Dataset curve = model.evaluate(test).calibration(5).filter("count > 100");
            double[] predicted = curve.doubles("predicted");
            double[] observed = curve.doubles("observed");
            for (int i = 0; i < predicted.length; i++) {
                assertThat(predicted[i]).isCloseTo(observed[i], within(0.1));
            }
        }
    }

    @Test
    void of_several_classes_probabilities_sum_up_to_1() {
        Dataset iris = Tables.customers(300).select("age", "price", "months", "plan").dropNull();
        for (Calibration calibration : List.of(Calibration.platt(), Calibration.isotonic())) {
            Dataset scored = Pipeline.classify("plan")
                    .learn(Learners.boostedTrees().trees(10))
                    .calibrate(calibration)
                    .fit(iris)
                    .predict(iris);
            double[][] p = {scored.doubles("p_basic"), scored.doubles("p_gold"), scored.doubles("p_plus")};
            for (int i = 0; i < p[0].length; i++) {
                assertThat(p[0][i] + p[1][i] + p[2][i]).isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    void a_calibrated_model_with_costs_is_the_same_after_its_file_and_in_a_scorer() {
        Model model = Pipeline.predict("churn")
                .prepare()
                .learn(Learners.logistic())
                .calibrate(Calibration.isotonic())
                .costs(Costs.of("yes", "no", 4).tuned())
                .validate(Validation.crossValidation(3).stratified())
                .fit(customers);
        Path file = folder.resolve("m.peso");
        model.save(file);
        Model loaded = Model.load(file);
        assertThat(loaded.predict(unseen).fingerprint()).isEqualTo(model.predict(unseen).fingerprint());
        assertThat(loaded.pipeline()).isEqualTo(model.pipeline());
        assertThat(Pipeline.parse(model.pipeline().toJson())).isEqualTo(model.pipeline());
        assertThat(model.metrics().get("cost")).isPositive();
        @Nullable
        String[] labels = model.predict(unseen).strings("prediction");
        double[] p = model.predict(unseen).doubles("p_yes");
        Scorer<Row> scorer = loaded.scorer(Row.class);
        List<Row> rows = unseen.rows().toList();
        for (int i = 0; i < labels.length; i++) {
            assertThat(scorer.label(rows.get(i))).isEqualTo(labels[i]);
            assertThat(scorer.score(rows.get(i))).isEqualTo(p[i]);
        }
        // Reasons are those of the logistic regression inside.
        assertThat(model.explain(unseen.limit(2)).toDataset().count()).isEqualTo(8);
        assertThat(model.coefficients().count()).isGreaterThan(4);
    }

    @Test
    void a_threshold_moves_the_choice_and_nothing_else() {
        Pipeline pipeline = Pipeline.predict("churn").prepare().learn(Learners.logistic());
        Model likelier = pipeline.fit(customers);
        Model careful = pipeline.threshold(0.2).fit(customers);
        assertThat(careful.predict(unseen).doubles("p_yes"))
                .containsExactly(likelier.predict(unseen).doubles("p_yes"));
        assertThat(careful.predict(unseen).filter("prediction = 'yes'").count())
                .isEqualTo(likelier.predict(unseen).filter("p_yes >= 0.2").count());
        assertThat(careful.evaluate(unseen).metrics().get("recall"))
                .isGreaterThan(likelier.evaluate(unseen).metrics().get("recall"));
        assertThat(careful.evaluate(unseen).metrics().auc())
                .isEqualTo(likelier.evaluate(unseen).metrics().auc());
    }

    @Test
    void costs_make_choices_cheaper() {
        Pipeline pipeline = Pipeline.predict("churn").prepare().learn(Learners.randomForest().trees(30));
        Costs costs = Costs.of("yes", "no", 8).and("no", "yes", 1);
        Dataset confusion = pipeline.fit(customers).evaluate(unseen).confusion();
        double before = (8 * confusion.filter("actual = 'yes' and predicted = 'no'").doubles("count")[0]
                + confusion.filter("actual = 'no' and predicted = 'yes'").doubles("count")[0]) / 600;
        double after = pipeline.costs(costs).fit(customers).evaluate(unseen).metrics().get("cost");
        double tuned = pipeline.costs(costs.tuned()).fit(customers).evaluate(unseen).metrics().get("cost");
        assertThat(after).isLessThan(before);
        assertThat(tuned).isLessThan(before);
    }

    @Test
    void what_cannot_be_chosen_so_is_refused() {
        Pipeline price = Pipeline.predict("price").prepare().learn(Learners.linear());
        assertThatThrownBy(() -> price.calibrate(Calibration.platt()).fit(customers))
                .isInstanceOf(QueryException.class)
                .hasMessage("probabilities are calibrated, and \"price\" is predicted as a number; leave out "
                        + "calibrate()");
        assertThatThrownBy(() -> price.threshold(0.3).fit(customers)).isInstanceOf(QueryException.class)
                .hasMessage("thresholds and costs are about classes, and \"price\" is predicted as a number");
        Pipeline churn = Pipeline.predict("churn").prepare().learn(Learners.logistic());
        assertThatThrownBy(() -> churn.costs(Costs.of("ja", "no", 1)).fit(customers))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "the costs name the class \"ja\", which is not in column \"churn\"; classes: no, yes");
        Dataset known = customers.dropNull("plan");
        assertThatThrownBy(() -> Pipeline.classify("plan")
                .learn(Learners.boostedTrees().trees(2))
                .threshold(0.3)
                .fit(known)).isInstanceOf(QueryException.class)
                .hasMessage(
                        "a threshold needs two classes, and column \"plan\" has 3; use costs without tuning");
        assertThatThrownBy(() -> churn.threshold(2)).hasMessage("threshold must be in [0, 1], got 2.0");
        assertThatThrownBy(() -> Costs.of("a", "b", Double.NaN))
                .hasMessage("a cost must be a number, got NaN");
        assertThatThrownBy(() -> Calibration.platt().folds(1)).hasMessage("folds must be 2 or more, got 1");
    }
}
