package dev.peso.ml.internal.linear;

import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.LeastSquares;

/// Linear regression: the least `sum of w (y - Xb)²`, with `penalty · (l1Share |b|₁ + (1 - l1Share) / 2 · |b|²)` added.
///
/// Without an L1 part the penalty counts against the sum of squares, as ridge regression is usually written; with one,
/// against half their mean, as the elastic net is.
///
/// @param penalty 0 or more
/// @param l1Share how much of the penalty is L1, from 0 to 1; -1 says ridge
/// @param intercept whether the sums start anywhere but at 0
public record LinearSpec(double penalty, double l1Share, boolean intercept) implements LearnerSpec {
    public static final double RIDGE = -1;
    /// Of so many sparse columns it is not worth the room to spell out the zeros.
    private static final int MOST_DENSE = 400;

    public LinearSpec {
        if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("penalty must be 0 or more, got " + penalty);
        }
        if (!(l1Share == RIDGE || l1Share >= 0 && l1Share <= 1)) {
            throw new IllegalArgumentException("l1Share must be in [0, 1], got " + l1Share);
        }
    }

    @Override
    public String title() {
        return penalty == 0
                ? "linear regression"
                : l1Share == RIDGE ? "ridge regression" : l1Share == 1 ? "lasso" : "elastic net";
    }

    @Override
    public boolean classifies() {
        return false;
    }

    @Override
    public boolean takesSparse() {
        return true;
    }

    @Override
    public LinearModel fit(Training training) {
        if (penalty > 0 && training.frame().sparse().width() > MOST_DENSE) {
            return WideLinear.fit(this, training);
        }
        double[][] columns = training.frame().dense(title()).finiteNumbers(title());
        if (penalty == 0) {
            return plain(training, columns);
        }
        Centered data = Centered.of(training, columns, intercept);
        double[] factors;
        if (l1Share == RIDGE) {
            factors = ridge(data);
        } else {
            double total = data.totalWeight();
            Gram gram = Gram.of(data, total, training.workers());
            factors = gram.descend(penalty * l1Share, penalty * (1 - l1Share));
        }
        return new LinearModel(title(), LinearModel.Link.IDENTITY, training.frame().names(), List.of(factors),
                new double[]{data.intercept(factors)}, LinearModel.means(columns, training));
    }

    /// Of more columns than rows, factors and errors together are the shortest that give the target.
    private double[] ridge(Centered data) {
        double root = Math.sqrt(penalty);
        int p = data.columns().length;
        return p <= data.target().length
                ? LeastSquares.solve(data.withRows(root), data.targetWithRows())
                : Arrays.copyOf(LeastSquares.shortest(data.rowsWith(root), data.target()), p);
    }

    /// Without a penalty the intercept is one more column. The others are moved near to 0 by numbers of few digits, so
    /// that data of few digits stay exact.
    private LinearModel plain(Training training, double[][] columns) {
        int p = columns.length;
        double[][] moved = new double[intercept ? p + 1 : p][];
        double[] shifts = new double[p];
        for (int j = 0; j < p; j++) {
            shifts[j] = intercept ? shift(columns[j]) : 0;
            moved[j] = moved(training, columns[j], shifts[j]);
        }
        double start = intercept ? shift(training.target()) : 0;
        if (intercept) {
            double[] ones = new double[training.rows()];
            Arrays.fill(ones, 1);
            moved[p] = moved(training, ones, 0);
        }
        double[] solution = LeastSquares.solve(moved, moved(training, training.target(), start));
        double sum = intercept ? start + solution[p] : 0;
        for (int j = 0; j < p; j++) {
            sum -= solution[j] * shifts[j];
        }
        return new LinearModel(title(), LinearModel.Link.IDENTITY, training.frame().names(),
                List.of(Arrays.copyOf(solution, p)), new double[]{sum}, LinearModel.means(columns, training));
    }

    /// About the mean: a number that takes few digits away from the values.
    private static double shift(double[] values) {
        double sum = 0;
        double largest = 0;
        for (double value : values) {
            sum += value;
            largest = Math.max(largest, Math.abs(value));
        }
        double grain = Math.scalb(1.0, Math.max(-1_000, Math.getExponent(largest) - 16));
        return Math.rint(sum / values.length / grain) * grain;
    }

    private static double[] moved(Training training, double[] values, double shift) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (values[i] - shift) * Math.sqrt(training.weight(i));
        }
        return result;
    }
}
