package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.Dataset;

@Tag("oracle")
class QuantileRegressionTest {
    @ParameterizedTest
    @CsvSource({"quantile_diabetes_0.1_0, 0.1, 0, false", "quantile_diabetes_0.5_0, 0.5, 0, false",
            "quantile_diabetes_0.9_0.1, 0.9, 0.1, false", "quantile_diabetes_0.5_0_weights, 0.5, 0, true"})
    void coefficients_agree(String name, double share, double l1, boolean hasWeights) {
        Dataset data = Tables.numbered(Reference.data("diabetes")).with("w = 1 + n % 3").collect();
        Pipeline pipeline = Pipeline.predict("target").ignore("n", hasWeights ? "n" : "w").scale();
        Model model = (hasWeights ? pipeline.weight("w") : pipeline).learn(Learners.quantile(share).l1(l1))
                .fit(data);
        assertThat(Reference.coefficients(model, 0)).containsExactly(Learnt.numbers(name, "coef"),
                within(1e-6));
        assertThat(Reference.intercept(model, 0)).isCloseTo(Learnt.number(name, "intercept"), within(1e-6));
    }

    @Test
    void the_solution_passes_through_as_many_rows_as_it_has_coefficients() {
        Dataset data = Reference.data("friedman1");
        double[] predicted = Pipeline.predict("target")
                .learn(Learners.quantile(0.3))
                .fit(data)
                .predict(data)
                .doubles("prediction");
        double[] target = data.doubles("target");
        long on = 0;
        long below = 0;
        for (int i = 0; i < target.length; i++) {
            on += Math.abs(target[i] - predicted[i]) < 1e-9 ? 1 : 0;
            below += target[i] < predicted[i] - 1e-9 ? 1 : 0;
        }
        assertThat(on).isEqualTo(11);
        assertThat(below).isBetween(300 - on, 300L);
    }

    @Test
    void equal_columns_and_few_rows_do_no_harm() {
        double[] x = {1, 2, 3, 4, 5};
        Dataset data = Dataset
                .of(Map.of("a", x, "b", x, "c", new double[5], "y", new double[]{1, 2, 3, 4, 50}));
        double[] predicted = Pipeline.regress("y")
                .learn(Learners.quantile(0.5))
                .fit(data)
                .predict(data)
                .doubles("prediction");
        assertThat(Arrays.copyOf(predicted, 4)).containsExactly(new double[]{1, 2, 3, 4}, within(1e-6));
    }

    @Test
    void a_quantile_is_between_0_and_1() {
        assertThatThrownBy(() -> Learners.quantile(1))
                .hasMessage("quantile must be between 0 and 1, got 1.0");
    }
}
