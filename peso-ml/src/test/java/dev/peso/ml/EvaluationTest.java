package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.peso.ColumnNotFoundException;
import dev.peso.Dataset;

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
                .hasMessage("fairness needs a model of two classes; use classes()");
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
