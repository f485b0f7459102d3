package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.Dataset;

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
    void a_cost_is_more_than_nothing() {
        assertThatThrownBy(() -> Learners.linearSvm().cost(0))
                .hasMessage("cost must be more than 0, got 0.0");
    }
}
