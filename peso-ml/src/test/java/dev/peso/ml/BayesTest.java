package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.Dataset;
import dev.peso.QueryException;

@Tag("oracle")
class BayesTest {
    @ParameterizedTest
    @CsvSource({"bayes_gaussian_iris, gaussian, false", "bayes_gaussian_iris_weights, gaussian, true",
            "bayes_multinomial_iris_weights, multinomial, true",
            "bayes_bernoulli_iris_weights, bernoulli, true"})
    void probabilities_agree(String name, String kind, boolean hasWeights) {
        Dataset iris = Tables.numbered(Reference.data("iris")).with("w = 1 + n % 3").collect();
        Pipeline pipeline = Pipeline.classify("target").ignore("n", hasWeights ? "n" : "w");
        Pipeline weighted = hasWeights ? pipeline.weight("w") : pipeline;
        Pipeline whole = switch (kind) {
            case "gaussian" -> weighted.learn(Learners.naiveBayes());
            case "multinomial" -> weighted.learn(Learners.multinomialBayes());
            default -> weighted.scale().learn(Learners.bernoulliBayes());
        };
        Dataset predicted = whole.fit(iris).predict(iris);
        double[][] expected = Learnt.table(name);
        for (int k = 0; k < 3; k++) {
            double[] found = predicted.doubles("p_" + k);
            for (int i = 0; i < expected.length; i++) {
                assertThat(found[7 * i]).as("row %d, class %d", 7 * i, k)
                        .isCloseTo(expected[i][k], within(1e-9));
            }
        }
    }

    @Test
    void counts_are_a_linear_model_that_explains_itself() {
        Dataset iris = Reference.data("iris");
        Model model = Pipeline.classify("target").learn(Learners.multinomialBayes()).fit(iris);
        assertThat(model.coefficients().count()).isEqualTo(15);
        assertThat(model.explain(iris.limit(2)).toDataset().count()).isEqualTo(2 * 3 * 4);
    }

    @Test
    void what_is_no_count_is_refused() {
        Dataset data = Dataset.of(Map.of("x", new double[]{1, -2, 3}, "y", new String[]{"a", "b", "a"}));
        assertThatThrownBy(() -> Pipeline.predict("y").learn(Learners.multinomialBayes()).fit(data))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "multinomial naive Bayes needs counts, 0 or more, and column \"x\" holds -2.0 in row 1; "
                                + "use naiveBayes() for measures");
        assertThatThrownBy(() -> Pipeline.regress("x").learn(Learners.naiveBayes()).fit(data.with("z = 1")))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("naive Bayes predicts classes, and \"x\" is a number");
        assertThatThrownBy(() -> Learners.multinomialBayes().smoothing(0))
                .hasMessage("smoothing must be more than 0, got 0.0");
    }
}
