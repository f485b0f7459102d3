package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import dev.peso.ColumnNotFoundException;
import dev.peso.Dataset;
import dev.peso.QueryException;

class EvaluationTest {
    private final Dataset customers = Tables.customers(400);
    private final Dataset unseen = Tables.customers(1_000).slice(400, 600);

    private Model model(Learner learner) {
        return Pipeline.predict("churn").prepare().learn(learner).fit(customers);
    }

    private static double[] of(Metrics metrics, String metric, String column) {
        return metrics.toDataset().filter("metric = :m", Map.of("m", metric)).doubles(column);
    }

    @Test
    void an_interval_holds_its_figure_and_shrinks_with_rows() {
        Model model = model(Learners.logistic());
        Metrics few = model.evaluate(unseen.limit(100)).bootstrap(400, 1);
        Metrics many = model.evaluate(unseen).bootstrap(400, 1);
        assertThat(many.toMap()).isEqualTo(model.evaluate(unseen).metrics().toMap());
        double[] lower = many.toDataset().doubles("lower");
        double[] upper = many.toDataset().doubles("upper");
        double[] value = many.toDataset().doubles("value");
        for (int i = 0; i < value.length; i++) {
            assertThat(value[i]).isBetween(lower[i], upper[i]);
        }
        double accuracy = many.accuracy();
        // The normal interval of a share.
        assertThat(of(many, "accuracy", "upper")[0] - of(many, "accuracy", "lower")[0])
                .isCloseTo(2 * 1.96 * Math.sqrt(accuracy * (1 - accuracy) / 600), within(0.01));
        assertThat(of(few, "log_loss", "upper")[0] - of(few, "log_loss", "lower")[0])
                .isGreaterThan(1.5 * (of(many, "log_loss", "upper")[0] - of(many, "log_loss", "lower")[0]));
        assertThat(model.evaluate(unseen).bootstrap(400, 1).toDataset().fingerprint())
                .isEqualTo(many.toDataset().fingerprint());
        assertThatThrownBy(() -> model.evaluate(unseen).bootstrap(3, 1))
                .hasMessage("draws must be 20 or more, got 3");
    }

    @Test
    void the_better_of_two_models_is_told_from_chance() {
        Evaluation good = model(Learners.logistic()).evaluate(unseen);
        Evaluation poor = model(Learners.decisionTree().depth(1)).evaluate(unseen);
        Comparison comparison = good.compare(poor, 400, 2);
        assertThat(comparison.get("auc").value())
                .isEqualTo(good.metrics().auc() - poor.metrics().auc());
        assertThat(comparison.get("auc").lower()).isPositive();
        assertThat(comparison.get("auc").p()).isLessThan(0.01);
        assertThat(comparison.firstOnly() - comparison.secondOnly())
                .isEqualTo(Math.round(600 * (good.metrics().accuracy() - poor.metrics().accuracy())));
        assertThat(comparison.mcNemar()).isLessThan(0.01);
        assertThat(comparison.toString()).contains("McNemar: ");
        assertThat(comparison.toDataset().schema().metadata()).containsEntry("peso.table", "comparison/1");
        Comparison same = good.compare(good, 50, 2);
        assertThat(same.mcNemar()).isEqualTo(1);
        assertThat(same.get("auc").p()).isEqualTo(1);
        assertThatThrownBy(() -> good.compare(model(Learners.logistic()).evaluate(customers), 50, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "models are compared on the same rows in the same order; these are 600");
        assertThatThrownBy(() -> same.get("acc")).hasMessageStartingWith("there is no figure \"acc\" here");
    }

    @Test
    void models_of_numbers_are_compared_by_their_figures_only() {
        Pipeline price = Pipeline.predict("price").prepare();
        Evaluation one = price.learn(Learners.linear()).fit(customers).evaluate(unseen);
        Comparison comparison = one.compare(
                price.learn(Learners.decisionTree()).fit(customers).evaluate(unseen), 100, 1);
        assertThat(comparison.get("rmse").value()).isNegative();
        assertThatThrownBy(comparison::mcNemar).isInstanceOf(IllegalStateException.class)
                .hasMessage("McNemar's test needs models that predict classes; use get(metric)");
    }

    @Test
    void what_others_predicted_has_the_figures_of_the_model_that_did() {
        Model model = model(Learners.logistic());
        Evaluation own = model.evaluate(unseen);
        Dataset scored = model.predict(unseen);
        Evaluation given = Evaluation.ofClasses(scored, "churn", "no", "yes");
        assertThat(given.metrics().toMap()).isEqualTo(own.metrics().toMap());
        assertThat(given.roc().fingerprint()).isEqualTo(own.roc().fingerprint());
        assertThat(given.compare(own, 20, 1).mcNemar()).isEqualTo(1);
        assertThat(given.byGroup("plan").fingerprint()).isEqualTo(own.byGroup("plan").fingerprint());
        assertThat(own.toString()).startsWith("positive class: yes\naccuracy ");
        Model price = Pipeline.predict("price").prepare().learn(Learners.linear()).fit(customers);
        Evaluation numbers = Evaluation.ofNumbers(price.predict(unseen), "price", "prediction");
        assertThat(numbers.metrics().toMap()).isEqualTo(price.evaluate(unseen).metrics().toMap());
        assertThat(numbers.residuals().fingerprint())
                .isEqualTo(price.evaluate(unseen).residuals().fingerprint());
        assertThatThrownBy(() -> Evaluation.ofClasses(scored, "churn", "no"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("classes must be 2 or more different labels, got [no]");
        refused(() -> Evaluation.ofClasses(scored, "churn", "no", "maybe"), "column \"p_maybe\" not found");
        refused(() -> Evaluation.ofClasses(scored.with("p_maybe = p_no"), "churn", "no", "maybe"),
                "column \"churn\" has a class in row 0 that training has not seen; classes: no, maybe");
        refused(() -> Evaluation.ofClasses(scored.with("p_yes = p_yes + 1"), "churn", "no", "yes"),
                "; probabilities are from 0 to 1");
        refused(() -> Evaluation.ofNumbers(scored.with("price = null"), "price", "age"), "null");
    }

    @Test
    void each_of_several_classes_has_its_curves() {
        double[][] p = {{0.7, 0.2, 0.1, 0.5}, {0.2, 0.5, 0.3, 0.4}, {0.1, 0.3, 0.6, 0.1}};
        Dataset scored = Dataset.of(Map.of("y", List.of("a", "b", "c", "b"), "p_a", p[0], "p_b", p[1], "p_c",
                p[2]));
        Evaluation evaluation = Evaluation.ofClasses(scored, "y", "a", "b", "c");
        Dataset asTwo = scored.with("y = case when y = 'b' then 'b' else 'no' end, p_no = 1 - p_b");
        Evaluation two = Evaluation.ofClasses(asTwo, "y", "no", "b");
        assertThat(evaluation.roc("b").fingerprint()).isEqualTo(two.roc().fingerprint())
                .isEqualTo(two.roc("b").fingerprint());
        assertThat(evaluation.precisionRecall("b").fingerprint())
                .isEqualTo(two.precisionRecall().fingerprint());
        assertThat(evaluation.calibration("b", 4).fingerprint())
                .isEqualTo(two.calibration(4).fingerprint());
        assertThatThrownBy(evaluation::roc).isInstanceOf(IllegalStateException.class)
                .hasMessage("roc() needs a model of two classes; use roc(label)");
        assertThatThrownBy(() -> evaluation.roc("d")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no class \"d\"; classes: a, b, c");
    }

    @Test
    void the_first_places_are_counted_at_any_k() {
        Dataset scored = Dataset.of(Map.of("y", List.of("b", "a", "b", "a", "b", "a"), "p_b",
                new double[]{0.9, 0.8, 0.5, 0.5, 0.2, 0.1})).with("p_a = 1 - p_b");
        Evaluation evaluation = Evaluation.ofClasses(scored, "y", "a", "b");
        assertThat(evaluation.at(2).get("precision@2")).isEqualTo(0.5);
        assertThat(evaluation.at(2).get("recall@2")).isEqualTo(1 / 3.0);
        // Of the two rows at 0.5 one is of the class, so the third place is half of it.
        assertThat(evaluation.at(3).get("precision@3")).isEqualTo(0.5);
        assertThat(evaluation.at(7).toMap()).containsEntry("precision@7", 3 / 7.0)
                .containsEntry("recall@7", 1.0)
                .containsOnlyKeys("ndcg@7", "precision@7", "recall@7");
        assertThatThrownBy(() -> evaluation.at(0)).hasMessage("k must be 1 or more, got 0");
        Dataset numbers = scored.with("n = p_b * 2");
        assertThatThrownBy(() -> Evaluation.ofNumbers(numbers, "p_b", "n").at(3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("at(k) needs a model of two classes; use residuals()");
    }

    @Test
    void figures_take_what_counts_as_their_argument() {
        Dataset scored = Dataset.of(Map.of("y", List.of("b", "a", "b", "a"), "p_b",
                new double[]{0.9, 0.8, 0.3, 0.1})).with("p_a = 1 - p_b");
        Evaluation evaluation = Evaluation.ofClasses(scored, "y", "a", "b");
        assertThat(evaluation.fBeta(1)).isEqualTo(evaluation.metrics().get("f1"));
        assertThat(evaluation.fBeta("b", 2)).isEqualTo(evaluation.fBeta(2));
        assertThatThrownBy(() -> evaluation.fBeta(0)).hasMessage("beta must be more than 0, got 0.0");
        assertThat(evaluation.calibrationError(10)).isEqualTo(evaluation.metrics().get("ece"));
        assertThat(evaluation.calibrationError(1)).isCloseTo(0.525 - 0.5, within(1e-12));
        assertThatThrownBy(() -> evaluation.calibrationError(0)).hasMessage("bins must be 1 or more, got 0");
    }

    @Test
    void groups_have_their_figures_whatever_is_predicted() {
        Model price = Pipeline.predict("price")
                .ignore("plan")
                .prepare()
                .learn(Learners.linear())
                .fit(customers);
        Dataset table = price.evaluate(unseen).metricsByGroup("plan");
        assertThat(table.schema().metadata()).containsEntry("peso.table", "group_metrics/1");
        Dataset gold = table.filter("group = 'gold'");
        Metrics alone = price.evaluate(unseen.filter("plan = 'gold'")).metrics();
        assertThat(gold.strings("metric")).containsExactlyElementsOf(alone.toMap().keySet());
        assertThat(gold.filter("metric = 'rmse'").doubles("value")[0]).isEqualTo(alone.rmse());
        assertThat(gold.longs("n")[0]).isEqualTo(unseen.filter("plan = 'gold'").count());
        assertThat(table.filter("group is null").count()).isEqualTo(alone.toMap().size());
    }

    @Test
    void rows_that_cannot_be_compared_are_refused_or_left_out() {
        Model weighed = Pipeline.predict("churn")
                .weight("months")
                .prepare()
                .learn(Learners.logistic())
                .fit(customers);
        refused(() -> weighed.evaluate(unseen.with("months = null")),
                "column \"months\" has the weight null");
        refused(() -> weighed.evaluate(unseen.with("months = 0 - months")), "weights are 0 or more");
        refused(() -> weighed.importance(unseen.with("months = 0")),
                "all weights in column \"months\" are 0");
        Model price = Pipeline.predict("price").prepare().learn(Learners.linear()).fit(customers);
        refused(() -> price.evaluate(unseen.with("price = 1e308 * 10")),
                "column \"price\" is infinite in row 0; replace or filter it first");
        Dataset gaps = unseen.with("price = case when months = 3 then cast('NaN' as float64) else price end");
        assertThat(price.evaluate(gaps).metrics().toMap())
                .isEqualTo(price.evaluate(unseen.filter("months <> 3")).metrics().toMap());
        refused(() -> weighed.importance(unseen.with("churn = 'no'")),
                "importance is by the figure \"auc\", which has no value on these rows");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(QueryException.class).hasMessageContaining(message);
    }

    /// Rates of groups counted by the query engine instead.
    @Test
    void groups_have_their_rates() {
        Model model = Pipeline.predict("churn")
                .prepare()
                .sensitive("plan")
                .learn(Learners.logistic())
                .fit(customers);
        Evaluation evaluation = model.evaluate(unseen);
        Dataset table = evaluation.byGroup("plan");
        assertThat(table.schema().metadata()).containsEntry("peso.table", "fairness/1");
        assertThat(table.strings("group")).containsExactly("basic", "gold", "plus", null);
        Dataset scored = model.predict(unseen).filter("plan = 'basic'");
        double churned = scored.filter("churn = 'yes'").count();
        double stayed = scored.filter("churn = 'no'").count();
        assertThat(table.doubles("count")[0]).isEqualTo(churned + stayed);
        assertThat(table.doubles("base_rate")[0]).isEqualTo(churned / (churned + stayed));
        assertThat(table.doubles("selection_rate")[0])
                .isEqualTo(scored.filter("prediction = 'yes'").count() / (churned + stayed));
        assertThat(table.doubles("tpr")[0])
                .isEqualTo(scored.filter("prediction = 'yes' and churn = 'yes'").count() / churned);
        assertThat(table.doubles("fpr")[0])
                .isEqualTo(scored.filter("prediction = 'yes' and churn = 'no'").count() / stayed);
        Metrics gaps = evaluation.fairness("plan");
        double[] rates = Arrays.stream(table.doubles("selection_rate")).sorted().toArray();
        assertThat(gaps.get("selection_rate_difference")).isEqualTo(rates[3] - rates[0]);
        assertThat(gaps.get("selection_rate_ratio")).isEqualTo(rates[0] / rates[3]);
        assertThat(gaps.get("equalized_odds_difference"))
                .isEqualTo(Math.max(gaps.get("tpr_difference"), gaps.get("fpr_difference")));
        assertThatThrownBy(() -> evaluation.byGroup("paln")).isInstanceOf(ColumnNotFoundException.class);
        assertThatThrownBy(() -> Pipeline.predict("price")
                .prepare()
                .learn(Learners.linear())
                .fit(customers)
                .evaluate(unseen)
                .byGroup("plan")).isInstanceOf(IllegalStateException.class)
                .hasMessage("fairness needs a model of two classes; use residuals()");
    }

    @Test
    void a_group_that_is_never_chosen_has_no_precision() {
        int[] x = IntStream.range(0, 40).toArray();
        int[] y = IntStream.range(0, 40).map(i -> i >= 20 ? 1 : 0).toArray();
        Dataset data = Dataset.of(Map.of("x", x, "y", y, "old",
                IntStream.range(0, 40).mapToObj(i -> i >= 10).toList()));
        Evaluation evaluation = Pipeline.predict("y")
                .ignore("old")
                .learn(Learners.decisionTree())
                .fit(data)
                .evaluate(data);
        Dataset table = evaluation.byGroup("old");
        assertThat(table.strings("group")).containsExactly("false", "true");
        assertThat(table.column("precision").get(0)).isNull();
        assertThat(table.column("tpr").get(0)).isNull();
        assertThat(evaluation.fairness("old").get("selection_rate_ratio")).isZero();
        assertThat(evaluation.fairness("old").get("tpr_difference")).isZero();
    }
}
