package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.QueryException;
import dev.peso.ml.internal.learn.Training;

/// Makes rows of some classes count more in training.
///
/// @param weights by class; if empty, such that all classes count the same together
public record ClassWeightStep(List<ClassWeight> weights) implements Step {
    public ClassWeightStep {
        weights = List.copyOf(weights);
    }

    /// The weight of a class.
    ///
    /// @param label the class
    /// @param weight what the weights of its rows are multiplied with
    public record ClassWeight(String label, double weight) {
        public ClassWeight {
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the weight of class \"" + label + "\" must be more than 0, got "
                                + weight);
            }
        }
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        return new OnlyTraining(List.of());
    }

    @Override
    public Prepared prepare(Training training, Setting setting) {
        Step.requireTarget(setting, "a weight of classes");
        if (training.classes() == 0) {
            throw new QueryException(
                    "class weights need classes, and a number is predicted; use weight(\"column\")");
        }
        double[] factors = weights.isEmpty() ? balanced(training) : given(setting.classes());
        double[] rows = new double[training.rows()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = training.weight(i) * factors[(int) training.target()[i]];
        }
        return new Prepared(fit(training, setting), new Training(training.frame(), training.target(),
                training.classes(), rows, training.seed(), training.workers()));
    }

    private static double[] balanced(Training training) {
        double[] totals = new double[training.classes()];
        double all = 0;
        for (int i = 0; i < training.rows(); i++) {
            totals[(int) training.target()[i]] += training.weight(i);
            all += training.weight(i);
        }
        for (int k = 0; k < totals.length; k++) {
            totals[k] = totals[k] == 0 ? 1 : all / (totals.length * totals[k]);
        }
        return totals;
    }

    private double[] given(List<String> classes) {
        double[] factors = new double[classes.size()];
        Arrays.fill(factors, 1);
        List<String> unknown = new ArrayList<>();
        for (ClassWeight each : weights) {
            int at = classes.indexOf(each.label);
            if (at < 0) {
                unknown.add("\"" + each.label + "\"");
            } else {
                factors[at] = each.weight;
            }
        }
        if (!unknown.isEmpty()) {
            throw new QueryException(
                    "there is no class " + String.join(", ", unknown) + " to weigh; classes: "
                            + String.join(", ", classes.subList(0, Math.min(8, classes.size()))));
        }
        return factors;
    }
}
