package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.ColumnNotFoundException;
import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.ml.spi.CustomStep;
import dev.peso.ml.spi.Features;
import dev.peso.ml.spi.StepTraining;

class CustomStepTest {
    @TempDir
    Path folder = Path.of("");
    private final Dataset customers = Tables.customers(200);
    private final Pipeline churn = Pipeline.predict("churn").prepare().learn(Learners.logistic());

    private Pipeline with(CustomStep step) {
        return Pipeline.predict("churn").step(step).prepare().learn(Learners.logistic());
    }

    @Test
    void a_named_step_is_kept_in_files() {
        Pipeline pipeline = with(new AcmeSteps.Excess("price"));
        assertThat(pipeline.toJson()).contains("\"kind\" : \"peso.own/1\"", "\"kind\" : \"acme.excess/1\"");
        assertThat(Pipeline.parse(pipeline.toJson())).isEqualTo(pipeline);
        Model model = pipeline.fit(customers);
        assertThat(model.features()).contains("price excess");
        Path file = folder.resolve("model.peso");
        model.save(file);
        assertThat(Model.load(file).predict(customers).fingerprint())
                .isEqualTo(model.predict(customers).fingerprint());
    }

    @Test
    void a_step_without_a_name_works_but_is_refused_by_name_when_saved() {
        CustomStep half = training -> features -> features.with("half", halves(features));
        Model model = with(half).fit(customers);
        assertThat(model.features()).contains("half");
        Path file = folder.resolve("model.peso");
        assertThatThrownBy(() -> model.save(file)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        half.getClass().getName() + " has no registered kind and cannot be saved; make it "
                                + "a record and name it with a StepProvider, such as \"acme.winsor/1\"");
        assertThat(file).doesNotExist();
        assertThat(Files.exists(folder)).isTrue();
        assertThatThrownBy(() -> with(half).toJson()).isInstanceOf(IllegalStateException.class);
        assertThat(with(half).toString()).contains("OwnStep");
        assertThatThrownBy(() -> with(new Unnamed(1)).toJson()).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("dev.peso.ml.CustomStepTest$Unnamed has no registered kind");
    }

    record Unnamed(int size) implements CustomStep {
        @Override
        public Fitted fit(StepTraining training) {
            return features -> features;
        }
    }

    private static double[] halves(Features features) {
        double[] values = features.numbers("price");
        for (int i = 0; i < values.length; i++) {
            values[i] /= 2;
        }
        return values;
    }

    @Test
    void a_step_learns_anew_in_each_fold() {
        List<Integer> rows = new ArrayList<>();
        CustomStep spy = training -> {
            rows.add(training.features().rows());
            assertThat(training.target()).hasSize(training.features().rows());
            assertThat(training.classes()).containsExactly("no", "yes");
            return features -> features;
        };
        with(spy).validate(Validation.crossValidation(4)).threads(1).fit(customers);
        assertThat(rows).containsExactly(150, 150, 150, 150, 200);
    }

    @Test
    void texts_that_training_has_not_seen_reach_a_step() {
        CustomStep length = training -> features -> {
            List<@Nullable String> texts = features.texts("plan");
            return features.without("plan")
                    .with("length", texts.stream().mapToDouble(t -> t == null ? 0 : t.length()).toArray());
        };
        Model model = Pipeline.predict("price")
                .ignore("age", "months", "churn")
                .step(length)
                .learn(Learners.linear())
                .fit(customers.with("price = case when plan is null then 0.0 else length(plan) end"));
        assertThat(model.predict(customers.limit(1).with("plan = 'a longer plan'")).doubles("prediction")[0])
                .isCloseTo(13, within(1e-9));
        assertThat(model.scorer().score(Map.of("plan", "12345"))).isCloseTo(5, within(1e-9));
        assertThat(model.explain(customers.limit(3)).toDataset().strings("feature")).containsOnly("plan");
    }

    @Test
    void trees_do_not_take_texts_of_later_rows_for_those_of_training() {
        Pipeline plain = Pipeline.predict("churn").learn(Learners.boostedTrees());
        Pipeline same = Pipeline.predict("churn")
                .step(training -> features -> features)
                .learn(Learners.boostedTrees());
        Dataset strange = customers.with("plan = case when months < 5 then 'aaa' else plan end");
        assertThat(same.fit(customers).predict(strange).doubles("p_yes"))
                .containsExactly(plain.fit(customers).predict(strange).doubles("p_yes"));
    }

    @Test
    void a_step_that_goes_wrong_says_so() {
        assertThatThrownBy(() -> with(training -> features -> features.without("prise")).fit(customers))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("column \"prise\" not found");
        assertThatThrownBy(
                () -> with(training -> features -> features.with("x", new double[3])).fit(customers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column \"x\" needs 200 values, got 3");
        assertThatThrownBy(() -> with(training -> features -> features.with("x", features.numbers("plan")))
                .fit(customers)).isInstanceOf(QueryException.class)
                .hasMessage("column \"plan\" holds texts, not numbers; use texts(\"plan\")");
        assertThat(churn.fit(customers).notes()).isEmpty();
    }
}
