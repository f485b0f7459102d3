package dev.peso.ml.internal.linear;

import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Training;

/// Linear regression of a quantile: the least mean of check losses (Koenker and Bassett 1978) with `l1 |b|₁` added; the
/// intercept is free.
///
/// @param share which quantile, between 0 and 1
/// @param l1 0 or more
public record QuantileSpec(double share, double l1) implements LearnerSpec {
    public QuantileSpec {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("quantile must be between 0 and 1, got " + share);
        }
        if (!(l1 >= 0 && l1 < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("l1 must be 0 or more, got " + l1);
        }
    }

    @Override
    public String title() {
        return "quantile regression";
    }

    @Override
    public boolean classifies() {
        return false;
    }

    @Override
    public double predictedQuantile() {
        return share;
    }

    @Override
    public LinearModel fit(Training training) {
        double[][] columns = training.frame().finiteNumbers(title());
        QuantileSolver solver = new QuantileSolver(columns, training, share, l1);
        double[] solution = solver.solve();
        return new LinearModel(title(), LinearModel.Link.IDENTITY, training.frame().names(),
                List.of(Arrays.copyOf(solution, columns.length)), new double[]{solution[columns.length]},
                LinearModel.means(columns, training));
    }
}
