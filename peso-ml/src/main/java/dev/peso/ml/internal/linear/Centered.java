package dev.peso.ml.internal.linear;

import java.util.Arrays;

import dev.peso.ml.internal.learn.Training;

/// Columns and target less their means, each row times the root of its weight; without an intercept as they are.
///
/// @param columns the columns
/// @param target the target
/// @param means of the columns, 0 without an intercept
/// @param targetMean of the target, 0 without an intercept
/// @param totalWeight the sum of the weights
record Centered(double[][] columns, double[] target, double[] means, double targetMean, double totalWeight) {

    static Centered of(Training training, double[][] columns, boolean intercept) {
        double total = 0;
        for (int i = 0; i < training.rows(); i++) {
            total += training.weight(i);
        }
        double[] means = new double[columns.length];
        double[][] centered = new double[columns.length][];
        for (int j = 0; j < columns.length; j++) {
            means[j] = intercept ? mean(training, columns[j], total) : 0;
            centered[j] = centered(training, columns[j], means[j]);
        }
        double targetMean = intercept ? mean(training, training.target(), total) : 0;
        return new Centered(centered, centered(training, training.target(), targetMean), means, targetMean,
                total);
    }

    private static double mean(Training training, double[] values, double total) {
        double first = 0;
        for (int i = 0; i < values.length; i++) {
            first += training.weight(i) * values[i];
        }
        first /= total;
        double rest = 0;
        for (int i = 0; i < values.length; i++) {
            rest += training.weight(i) * (values[i] - first);
        }
        return first + rest / total;
    }

    private static double[] centered(Training training, double[] values, double mean) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (values[i] - mean) * Math.sqrt(training.weight(i));
        }
        return result;
    }

    /// The columns with one more row for each that holds the number in its diagonal.
    double[][] withRows(double diagonal) {
        double[][] longer = new double[columns.length][];
        for (int j = 0; j < longer.length; j++) {
            longer[j] = Arrays.copyOf(columns[j], target.length + columns.length);
            longer[j][target.length + j] = diagonal;
        }
        return longer;
    }

    /// The rows with one more column for each that holds the number in its diagonal.
    double[][] rowsWith(double diagonal) {
        double[][] rows = new double[target.length][columns.length + target.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                rows[i][j] = columns[j][i];
            }
            rows[i][columns.length + i] = diagonal;
        }
        return rows;
    }

    double[] targetWithRows() {
        return Arrays.copyOf(target, target.length + columns.length);
    }

    double intercept(double[] factors) {
        double sum = targetMean;
        for (int j = 0; j < factors.length; j++) {
            sum -= factors[j] * means[j];
        }
        return sum;
    }
}
