package dev.peso.ml.internal.numeric;

/// Outputs, one array each, that become probabilities of classes in place.
public final class Probabilities {
    private Probabilities() {}

    /// Those of two classes by that of the second.
    public static double[][] pair(double[] second) {
        double[] first = new double[second.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = 1 - second[i];
        }
        return new double[][]{first, second};
    }

    /// Exponentials of scores divided by their sum.
    public static double[][] softmax(double[][] scores) {
        softmax(scores, 0, scores[0].length);
        return scores;
    }

    /// The same for some rows.
    public static void softmax(double[][] scores, int from, int to) {
        double[] row = new double[scores.length];
        for (int i = from; i < to; i++) {
            for (int k = 0; k < row.length; k++) {
                row[k] = scores[k][i];
            }
            Exp.softmax(row);
            for (int k = 0; k < row.length; k++) {
                scores[k][i] = row[k];
            }
        }
    }

    /// Values of 0 or more divided by their sum; equal shares where that is 0.
    public static double[][] shares(double[][] values) {
        for (int i = 0; i < values[0].length; i++) {
            double sum = 0;
            for (double[] each : values) {
                sum += each[i];
            }
            for (double[] each : values) {
                each[i] = sum > 0 ? each[i] / sum : 1.0 / values.length;
            }
        }
        return values;
    }
}
