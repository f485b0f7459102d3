package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.Dataset;
import dev.peso.QueryException;

/// Learners that others bring: one of a third party, and those of XGBoost and LightGBM.
class LearnerProviderTest {
    @TempDir
    Path folder = Path.of("");
    private final Dataset customers = Tables.customers(400);

    @Test
    void a_learner_of_a_third_party_trains_and_is_kept_in_files() {
        Pipeline pipeline = Pipeline.regress("price")
                .learn(Learners.provided("acme.median").set("percent", 0));
        Model model = pipeline.fit(customers);
        double least = customers.agg("m = min(price)").doubles("m")[0];
        assertThat(model.predict(customers).doubles("prediction")).hasSize(400).containsOnly(least);
        Path file = folder.resolve("median.peso");
        model.save(file);
        assertThat(Model.load(file).predict(customers).fingerprint())
                .isEqualTo(model.predict(customers).fingerprint());
        assertThat(Pipeline.parse(pipeline.toJson())).isEqualTo(pipeline);
        assertThat(model.toString()).contains("by acme.median");
    }

    @ParameterizedTest
    @CsvSource({"xgboost, XGBoost", "lightgbm, LightGBM", "acme.median, acme.median"})
    void no_learner_of_a_provider_learns_orders(String name, String title) {
        Pipeline pipeline = Pipeline.rank("price").group("plan").prepare().learn(Learners.provided(name));
        Dataset grouped = customers.filter("plan is not null");
        assertThatThrownBy(() -> pipeline.fit(grouped)).isInstanceOf(QueryException.class)
                .hasMessage(
                        title + " cannot learn an order; use Learners.boostedTrees(), or regress(\"price\")");
    }

    @Test
    void what_a_learner_cannot_do_is_refused_before_it_is_asked() {
        Learner median = Learners.provided("acme.median");
        assertThatThrownBy(() -> Pipeline.classify("churn").learn(median).fit(customers))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("acme.median predicts numbers");
        assertThatThrownBy(() -> Pipeline.regress("price").weight("months").learn(median).fit(customers))
                .isInstanceOf(QueryException.class)
                .hasMessage("acme.median does not heed the weights of rows; leave out weight(...)");
        assertThatThrownBy(() -> Pipeline.regress("price")
                .learn(Learners.provided("acme.median").set("percent", 101))
                .fit(customers)).isInstanceOf(QueryException.class)
                .hasMessage("acme.median failed to learn: percent must be in [0, 100], got 101");
        assertThatThrownBy(() -> Pipeline.regress("price")
                .learn(Learners.provided("xgboost").set("learning_rate", "swift"))
                .fit(customers.select("price", "months"))).isInstanceOf(QueryException.class)
                .message()
                .startsWith("XGBoost failed to learn: ")
                .hasLineCount(1);
        assertThatThrownBy(() -> Learners.provided("acme.mean")).isInstanceOf(QueryException.class)
                .hasMessage(
                        "no provider brings the learner \"acme.mean\"; add the library that does; there are: "
                                + "acme.median, lightgbm, xgboost");
        assertThatThrownBy(() -> Learners.provided("xgboost").set("x", new int[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Tag("oracle")
    @ParameterizedTest
    @ValueSource(strings = {"xgboost", "lightgbm"})
    void learners_of_other_libraries_give_models_of_peso(String name) {
        ProvidedLearner learner = Learners.provided(name).set("rounds", 30).set("max_depth", 3);
        Model model = Pipeline.predict("churn")
                .learn(learner)
                .validate(Validation.crossValidation(3))
                .fit(customers);
        assertThat(model.metrics().auc()).isGreaterThan(0.9);
        assertThat(model.features()).containsExactly("age", "plan", "price", "months");
        assertThat(model.explain(customers.limit(5)).toDataset().count()).isEqualTo(20);
        Path file = folder.resolve("model.onnx");
        model.export(Onnx.onnx(file));
        assertThat(Ort.distance(Ort.run(file, model, customers), Ort.own(model, customers))).isLessThan(1e-9);
        Model numbers = Pipeline.regress("price")
                .weight("months")
                .learn(learner)
                .fit(customers.filter("months > 0"));
        assertThat(numbers.predict(customers).doubles("prediction")).doesNotContain(Double.NaN);
        Model plans = Pipeline.predict("plan").prepare().learn(learner).fit(customers);
        assertThat(plans.classes()).containsExactly("basic", "gold", "plus");
        assertThatThrownBy(() -> Pipeline.predict("churn")
                .learn(Learners.provided(name).set("objective", "no such thing"))
                .fit(customers)).isInstanceOf(QueryException.class);
    }
}
