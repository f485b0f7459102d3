package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.DataType;
import dev.peso.Dataset;

/// Coefficients are those that scikit-learn finds for the same objective.
@Tag("oracle")
class LinearExactTest {
    private static final String EXACT = "ml-reference/exact.json";
    private static final Offset<Double> NEAR = within(1e-6);

    @Test
    void least_squares_agree_on_columns_of_unit_length() {
        Dataset diabetes = Reference.data("diabetes");
        Model model = Pipeline.predict("target").learn(Learners.linear()).fit(diabetes);
        double[] expected = Reference.numbers(Reference.at(EXACT, "ols_diabetes_sklearn_scaled", "coef"));
        double[] raw = Reference.coefficients(model, 0);
        for (int j = 0; j < expected.length; j++) {
            double[] column = diabetes.doubles(model.features().get(j));
            double mean = Arrays.stream(column).average().orElseThrow();
            double length = Math.sqrt(Arrays.stream(column).map(v -> (v - mean) * (v - mean)).sum());
            assertThat(raw[j] * length).as(model.features().get(j)).isCloseTo(expected[j], NEAR);
        }
    }

    @ParameterizedTest
    @CsvSource({"ridge_diabetes_std_a1, ridge, 1", "ridge_diabetes_std_a10, ridge, 10",
            "lasso_diabetes_std_a0.5, lasso, 0.5", "enet_diabetes_std_a0.5, net, 0.5",
            "poisson_diabetes_std_a0.1, poisson, 0.1"})
    void penalized_regressions_agree(String name, String kind, double penalty) {
        Learner learner = switch (kind) {
            case "ridge" -> Learners.ridge(penalty);
            case "lasso" -> Learners.lasso(penalty);
            case "net" -> Learners.elasticNet(penalty, 0.5);
            default -> Learners.poisson().l2(penalty);
        };
        Model model = Pipeline.predict("target").scale().learn(learner).fit(Reference.data("diabetes"));
        assertThat(Reference.coefficients(model, 0))
                .containsExactly(Reference.numbers(Reference.at(EXACT, name, "coef")), NEAR);
        assertThat(Reference.intercept(model, 0))
                .isCloseTo(Reference.number(Reference.at(EXACT, name, "intercept")), NEAR);
    }

    /// Where columns nearly depend on each other, steps of single coefficients hardly move. That nothing can be better is
    /// told by the derivatives.
    @ParameterizedTest
    @CsvSource({"0.3, true", "0.3, false", "5, true", "0.001, false"})
    void the_lasso_ends_where_nothing_is_better_even_of_columns_like_each_other(double penalty,
            boolean intercept) {
        Dataset data = Dataset.read(SharedData.require("nist-strd/csv/Longley.csv"))
                .cast("y", DataType.FLOAT64)
                .collect();
        LinearRegression lasso = Learners.lasso(penalty);
        Model model = Pipeline.regress("y")
                .learn(intercept ? lasso : lasso.withoutIntercept())
                .fit(data);
        double[] residuals = model.evaluate(data).residuals().doubles("residual");
        double[] coefficients = Reference.coefficients(model, 0);
        for (int j = 0; j < coefficients.length; j++) {
            String name = model.features().get(j);
            double[] column = data.cast(name, DataType.FLOAT64).doubles(name);
            double fall = 0;
            for (int i = 0; i < column.length; i++) {
                fall += column[i] * residuals[i] / column.length;
            }
            double expected = coefficients[j] == 0
                    ? Math.clamp(fall, -penalty, penalty)
                    : penalty * Math.signum(coefficients[j]);
            assertThat(fall).as(name).isCloseTo(expected, within(1e-3 * penalty + 1e-4));
        }
    }

    /// The derivatives are 0, for columns of any size and weights.
    @ParameterizedTest
    @CsvSource({"30, 80", "30, 31", "30, 29", "1, 3"})
    void ridge_regression_ends_where_nothing_is_better_of_more_columns_than_rows(int rows, int width) {
        Random random = new Random(4);
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int j = 0; j < width; j++) {
            double size = Math.pow(10, j % 7 - 3);
            columns.put("x" + j, random.doubles(rows).map(v -> v * size).toArray());
        }
        columns.put("y", random.doubles(rows).toArray());
        columns.put("w",
                IntStream.range(0, rows).mapToDouble(i -> i % 5).map(v -> rows == 1 ? 1 : v).toArray());
        Dataset data = Dataset.of(columns);
        Model model = Pipeline.regress("y").weight("w").learn(Learners.ridge(0.3)).fit(data);
        double[] coefficients = Reference.coefficients(model, 0);
        double[] residuals = model.evaluate(data).residuals().doubles("residual");
        double[] weights = data.doubles("w");
        for (int j = 0; j < width; j++) {
            double[] column = data.doubles("x" + j);
            double fall = 0;
            for (int i = 0; i < rows; i++) {
                fall += weights[i] * column[i] * residuals[i];
            }
            assertThat(fall).as("x" + j)
                    .isCloseTo(0.3 * coefficients[j], within(1e-10 * Math.pow(10, j % 7 - 3)));
        }
    }

    @Test
    void logistic_regression_agrees() {
        Model model = Pipeline.predict("target")
                .scale()
                .learn(Learners.logistic())
                .fit(Reference.data("breast_cancer"));
        String name = "logistic_breast_cancer_std_C1";
        assertThat(Reference.coefficients(model, 0))
                .containsExactly(Reference.numbers(Reference.at(EXACT, name, "coef")), NEAR);
        assertThat(Reference.intercept(model, 0))
                .isCloseTo(Reference.number(Reference.at(EXACT, name, "intercept")), NEAR);
    }

    @Test
    void multinomial_regression_agrees() {
        Model model = Pipeline.classify("target")
                .scale()
                .learn(Learners.logistic())
                .fit(Reference.data("iris"));
        String name = "multinomial_iris_std_C1";
        var coefficients = (List<?>) Reference.at(EXACT, name, "coef");
        double[] intercepts = Reference.numbers(Reference.at(EXACT, name, "intercept"));
        double shift = Reference.intercept(model, 0) - intercepts[0];
        for (int k = 0; k < 3; k++) {
            assertThat(Reference.coefficients(model, k))
                    .containsExactly(Reference.numbers(coefficients.get(k)), NEAR);
            // Intercepts of all classes may rise together without a change of any prediction.
            assertThat(Reference.intercept(model, k) - shift).isCloseTo(intercepts[k], NEAR);
        }
    }

    @Test
    void an_l1_penalty_fulfils_the_conditions_of_its_least() {
        Dataset data = Reference.data("breast_cancer");
        Model model = Pipeline.predict("target").scale().learn(Learners.logistic().l1(5).l2(0)).fit(data);
        double[] found = Reference.coefficients(model, 0);
        double[] probability = model.predict(data).doubles("p_1");
        double[] target = data.doubles("target");
        int zeros = 0;
        for (int j = 0; j < found.length; j++) {
            double[] column = data.doubles(model.features().get(j));
            double mean = Arrays.stream(column).average().orElseThrow();
            double deviation = Math
                    .sqrt(Arrays.stream(column).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
            double slope = 0;
            for (int i = 0; i < column.length; i++) {
                slope += (column[i] - mean) / deviation * (probability[i] - target[i]);
            }
            if (found[j] == 0) {
                zeros++;
                assertThat(Math.abs(slope)).isLessThan(5 + 1e-6);
            } else {
                assertThat(slope).isCloseTo(-5 * Math.signum(found[j]), within(1e-5));
            }
        }
        assertThat(zeros).isBetween(10, 29);
    }

    @Test
    void weights_count_as_repeated_rows_do() {
        Dataset data = Reference.data("diabetes").with("w = sex - 1");
        Dataset twice = data.filter("w = 1");
        Model weighted = Pipeline.predict("target")
                .weight("w")
                .learn(Learners.ridge(3))
                .fit(data.drop("sex"));
        Model repeated = Pipeline.predict("target")
                .ignore("w")
                .learn(Learners.ridge(3))
                .fit(twice.drop("sex"));
        assertThat(Reference.coefficients(weighted, 0))
                .containsExactly(Reference.coefficients(repeated, 0), within(1e-9));
    }

    @Test
    void of_two_equal_columns_one_gets_nothing() {
        Dataset data = Reference.data("diabetes").with("again = bmi");
        Model model = Pipeline.predict("target").learn(Learners.linear()).fit(data);
        Model plain = Pipeline.predict("target").ignore("again").learn(Learners.linear()).fit(data);
        assertThat(model.predict(data).doubles("prediction"))
                .containsExactly(plain.predict(data).doubles("prediction"), within(1e-8));
        assertThat(Reference.coefficients(model, 0)).contains(0.0);
    }

    @Test
    void many_columns_that_depend_on_others_get_nothing_however_rounding_adds_up() {
        Random random = new Random(7);
        int rows = 3_000;
        String[][] levels = new String[16][rows];
        double[] target = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < levels.length; j++) {
                int level = (int) (30 * Math.pow(random.nextDouble(), 3));
                levels[j][i] = "l"
                        + (j % 2 == 1 && random.nextInt(50) > 0 ? levels[j - 1][i].substring(1) : level);
                target[i] += level * (j + 1);
            }
            target[i] += random.nextGaussian();
        }
        for (String[] column : levels) {
            column[rows / 2] = "rare";
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int j = 0; j < levels.length; j++) {
            columns.put("c" + j, levels[j]);
        }
        columns.put("y", target);
        Model model = Pipeline.predict("y").oneHot().learn(Learners.linear()).fit(Dataset.of(columns));
        assertThat(Arrays.stream(Reference.coefficients(model, 0)).map(Math::abs).max().orElseThrow())
                .isLessThan(1e6);
    }

    @Test
    void many_features_and_classes_reach_the_least_too() {
        // 3 classes x 151 parameters is beyond Newton's method.
        Dataset data = Reference.data("iris");
        for (int j = 0; j < 146; j++) {
            data = data
                    .with("c" + j + " = sepal_length_cm * " + (j % 7 - 3) + " + petal_width_cm * " + (j % 5)
                            + " + " + j);
        }
        Dataset wide = data.collect();
        Model model = Pipeline.classify("target").scale().learn(Learners.logistic()).fit(wide);
        double[] target = wide.doubles("target");
        Dataset predicted = model.predict(wide);
        for (int k = 0; k < 3; k++) {
            double[] probability = predicted.doubles("p_" + k);
            double[] found = Reference.coefficients(model, k);
            for (int j = 0; j < found.length; j++) {
                double[] column = wide.doubles(model.features().get(j));
                double mean = Arrays.stream(column).average().orElseThrow();
                double deviation = Math
                        .sqrt(Arrays.stream(column)
                                .map(v -> (v - mean) * (v - mean))
                                .average()
                                .orElseThrow());
                double slope = found[j];
                for (int i = 0; i < column.length && deviation > 1e-9; i++) {
                    slope += (column[i] - mean) / deviation * (probability[i] - (target[i] == k ? 1 : 0));
                }
                assertThat(slope).isCloseTo(0, within(1e-4));
            }
        }
    }
}
