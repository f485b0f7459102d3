package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.Dataset;
import dev.peso.QueryCancelledException;

@Tag("oracle")
class SvmTest {
    @ParameterizedTest
    @CsvSource({"svm_breast_cancer_squared_1, breast_cancer, 1, false",
            "svm_breast_cancer_hinge_0.1, breast_cancer, 0.1, true", "svm_iris_squared_1, iris, 1, false"})
    void coefficients_agree(String name, String data, double cost, boolean isHinge) {
        LinearSvm svm = Learners.linearSvm().cost(cost);
        Model model = Pipeline.classify("target")
                .scale()
                .learn(isHinge ? svm.hinge() : svm)
                .fit(Reference.data(data));
        double[][] coefficients = Learnt.table(name, "coef");
        double[] intercepts = Learnt.numbers(name, "intercept");
        for (int k = 0; k < intercepts.length; k++) {
            assertThat(Reference.coefficients(model, k)).containsExactly(coefficients[k], within(1e-5));
            assertThat(Reference.intercept(model, k)).isCloseTo(intercepts[k], within(1e-5));
        }
    }

    /// Each row many times at as small a cost: the same sum to make small, by the way of many rows.
    @ParameterizedTest
    @CsvSource({"svm_breast_cancer_squared_1, breast_cancer", "svm_iris_squared_1, iris"})
    void coefficients_agree_of_many_rows(String name, String data) {
        Dataset all = Reference.data(data);
        int times = 1;
        for (; all.count() < 5000; times *= 2) {
            all = all.union(all).collect();
        }
        Model model = Pipeline.classify("target")
                .scale()
                .learn(Learners.linearSvm().cost(1.0 / times))
                .fit(all);
        double[][] coefficients = Learnt.table(name, "coef");
        double[] intercepts = Learnt.numbers(name, "intercept");
        for (int k = 0; k < intercepts.length; k++) {
            assertThat(Reference.coefficients(model, k)).containsExactly(coefficients[k], within(1e-5));
            assertThat(Reference.intercept(model, k)).isCloseTo(intercepts[k], within(1e-5));
        }
    }

    @Test
    void probabilities_come_from_rows_not_seen() {
        Dataset cancer = Reference.data("breast_cancer");
        Metrics metrics = Pipeline.predict("target")
                .scale()
                .learn(Learners.linearSvm())
                .validate(Validation.crossValidation(5).stratified())
                .fit(cancer)
                .metrics();
        assertThat(metrics.accuracy()).isGreaterThan(0.96);
        assertThat(metrics.get("log_loss")).isLessThan(0.11);
    }

    @Test
    void several_classes_share_one_probability() {
        Dataset iris = Reference.data("iris");
        Model model = Pipeline.classify("target").scale().learn(Learners.linearSvm()).fit(iris);
        double[] sum = model.predict(iris).with("s = p_0 + p_1 + p_2").doubles("s");
        assertThat(Arrays.stream(sum).map(s -> Math.abs(s - 1)).max().orElseThrow()).isLessThan(1e-12);
        assertThat(model.evaluate(iris).metrics().accuracy()).isGreaterThan(0.93);
    }

    @Test
    void weights_count_as_repeated_rows_do() {
        Dataset data = Tables.numbered(Reference.data("breast_cancer")).with("w = n % 2 + 1").collect();
        Dataset twice = data.union(data.filter("w = 2")).collect();
        Pipeline pipeline = Pipeline.predict("target").ignore("n").learn(Learners.linearSvm().cost(1e-6));
        assertThat(Reference.coefficients(pipeline.weight("w").fit(data), 0))
                .containsExactly(Reference.coefficients(pipeline.ignore("w").fit(twice), 0), within(1e-8));
    }

    @Test
    void weights_count_as_repeated_rows_do_also_where_these_are_many() {
        Dataset data = Tables.numbered(Reference.data("breast_cancer")).with("w = n % 3").collect();
        Dataset repeated = data.filter("w > 0").union(data.filter("w = 2")).collect();
        for (int i = 0; i < 4; i++) {
            repeated = repeated.union(repeated).collect();
        }
        Pipeline pipeline = Pipeline.predict("target").ignore("n");
        Model many = pipeline.ignore("w").learn(Learners.linearSvm().cost(1e-6 / 16)).fit(repeated);
        Model few = pipeline.weight("w").learn(Learners.linearSvm().cost(1e-6)).fit(data);
        assertThat(repeated.count()).isGreaterThan(5000);
        assertThat(Reference.coefficients(many, 0)).containsExactly(Reference.coefficients(few, 0),
                within(1e-8));
    }

    @Test
    void any_number_of_threads_learns_the_same_of_many_rows() {
        Dataset data = Tables.numbered(Reference.data("breast_cancer"));
        for (int i = 0; i < 4; i++) {
            data = data.union(data).collect();
        }
        Pipeline pipeline = Pipeline.classify("target").learn(Learners.linearSvm());
        assertThat(Reference.coefficients(pipeline.threads(1).fit(data), 0))
                .containsExactly(Reference.coefficients(pipeline.threads(2).fit(data), 0));
    }

    @Test
    void an_interrupt_cancels() throws InterruptedException {
        Random random = new Random(5);
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int j = 0; j < 5; j++) {
            columns.put("x" + j, random.doubles(50_000).toArray());
        }
        columns.put("y", random.ints(50_000, 0, 2).toArray());
        Dataset noise = Dataset.of(columns);
        Pipeline pipeline = Pipeline.classify("y").learn(Learners.linearSvm().hinge().cost(1000));
        List<Throwable> thrown = new ArrayList<>();
        Thread thread = new Thread(() -> {
            try {
                pipeline.fit(noise);
            } catch (QueryCancelledException e) {
                thrown.add(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        Thread.sleep(500);
        thread.interrupt();
        thread.join(20_000);
        assertThat(thrown).hasSize(1);
    }

    @Test
    void a_cost_is_more_than_nothing() {
        assertThatThrownBy(() -> Learners.linearSvm().cost(0))
                .hasMessage("cost must be more than 0, got 0.0");
    }
}
