package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.DataType;
import dev.peso.Dataset;

/// The linear regressions of NIST's Statistical Reference Datasets, to the digits that are certified.
@Tag("oracle")
class NistRegressionTest {

    @ParameterizedTest
    @CsvSource({"Norris, 1, true, 12", "NoInt1, 1, false, 14", "NoInt2, 1, false, 14", "Filip, 10, true, 7",
            "Longley, 1, true, 10", "Wampler2, 5, true, 12", "Wampler5, 5, true, 7"})
    void coefficients_have_enough_digits(String name, int degree, boolean intercept, int digits) {
        Dataset data = Dataset.read(SharedData.require("nist-strd/csv/" + name + ".csv"))
                .cast("y", DataType.FLOAT64);
        for (int power = 2; power <= degree; power++) {
            data = data.with("x" + power + " = " + "x * ".repeat(power - 1) + "x");
        }
        LinearRegression learner = intercept ? Learners.linear() : Learners.linear().withoutIntercept();
        Model model = Pipeline.regress("y").learn(learner).fit(data);
        double[] found = Reference.coefficients(model, 0);
        double least = intercept ? digits(Reference.intercept(model, 0), certified(name, 0)) : 15;
        for (int j = 0; j < found.length; j++) {
            least = Math.min(least, digits(found[j], certified(name, j + 1)));
        }
        assertThat(least).as("digits of " + name).isGreaterThanOrEqualTo(digits);
    }

    private static double certified(String name, int number) {
        return Reference.numbers(
                Reference.at("nist-strd/certified.json", "linear", name, "params", "B" + number))[0];
    }

    private static double digits(double found, double expected) {
        double error = Math.abs(found - expected) / (expected == 0 ? 1 : Math.abs(expected));
        return error == 0 ? 15 : Math.min(15, -Math.log10(error));
    }
}
