package dev.peso.ml.internal.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// The figures of predictions, by name, in the order they are shown.
public final class Scores {
    private static final double LEAST_PROBABILITY = 1e-15;

    private Scores() {}

    /// @param weights of rows, or null
    /// @param positive which of two classes is the positive one, or -1
    public static Map<String, Double> ofClasses(double[][] probabilities, double[] target,
            double @Nullable [] weights, int positive) {
        double[][] table = confusion(probabilities, target, weights);
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("accuracy", accuracy(table));
        scores.put("balanced_accuracy", balancedAccuracy(table));
        if (positive >= 0) {
            Curve curve = Curve.of(probabilities[positive], target, positive, weights);
            scores.put("auc", curve.auc());
            scores.put("average_precision", curve.averagePrecision());
            scores.put("precision", precision(table, positive));
            scores.put("recall", recall(table, positive));
            scores.put("f1", f1(table, positive));
            scores.put("brier", brier(probabilities[positive], target, weights, positive));
        }
        double f1 = 0;
        for (int k = 0; k < table.length; k++) {
            f1 += f1(table, k) / table.length;
        }
        scores.put("f1_macro", f1);
        scores.put("mcc", correlation(table));
        scores.put("log_loss", logLoss(probabilities, target, weights));
        return scores;
    }

    /// @param weights of rows, or null
    public static Map<String, Double> ofNumbers(double[] predicted, double[] target,
            double @Nullable [] weights) {
        double total = 0;
        double mean = 0;
        for (int i = 0; i < target.length; i++) {
            total += weight(weights, i);
            mean += weight(weights, i) * target[i];
        }
        mean /= total;
        double squares = 0;
        double absolute = 0;
        double spread = 0;
        double[] errors = new double[target.length];
        for (int i = 0; i < target.length; i++) {
            double error = predicted[i] - target[i];
            errors[i] = Math.abs(error);
            squares += weight(weights, i) * error * error;
            absolute += weight(weights, i) * Math.abs(error);
            spread += weight(weights, i) * (target[i] - mean) * (target[i] - mean);
        }
        Arrays.sort(errors);
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("rmse", Math.sqrt(squares / total));
        scores.put("mae", absolute / total);
        scores.put("r2", 1 - squares / spread);
        int middle = errors.length / 2;
        scores.put("median_absolute_error",
                errors.length % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2);
        return scores;
    }

    private static double weight(double @Nullable [] weights, int row) {
        return weights == null ? 1 : weights[row];
    }

    /// Weights by actual class, then by predicted class.
    public static double[][] confusion(double[][] probabilities, double[] target,
            double @Nullable [] weights) {
        double[][] table = new double[probabilities.length][probabilities.length];
        for (int i = 0; i < target.length; i++) {
            table[(int) target[i]][likeliest(probabilities, i)] += weight(weights, i);
        }
        return table;
    }

    /// The class of the highest probability, of several the first.
    public static int likeliest(double[][] probabilities, int row) {
        int best = 0;
        for (int k = 1; k < probabilities.length; k++) {
            best = probabilities[k][row] > probabilities[best][row] ? k : best;
        }
        return best;
    }

    private static double accuracy(double[][] table) {
        double right = 0;
        double all = 0;
        for (int k = 0; k < table.length; k++) {
            right += table[k][k];
            all += rowSum(table, k);
        }
        return right / all;
    }

    /// The mean recall of the classes that there are.
    private static double balancedAccuracy(double[][] table) {
        double sum = 0;
        int classes = 0;
        for (int k = 0; k < table.length; k++) {
            if (rowSum(table, k) > 0) {
                sum += table[k][k] / rowSum(table, k);
                classes++;
            }
        }
        return sum / classes;
    }

    private static double rowSum(double[][] table, int actual) {
        double sum = 0;
        for (double count : table[actual]) {
            sum += count;
        }
        return sum;
    }

    private static double columnSum(double[][] table, int predicted) {
        double sum = 0;
        for (double[] row : table) {
            sum += row[predicted];
        }
        return sum;
    }

    /// 0 where nothing was predicted to be of the class.
    public static double precision(double[][] table, int k) {
        double predicted = columnSum(table, k);
        return predicted == 0 ? 0 : table[k][k] / predicted;
    }

    /// 0 where nothing is of the class.
    public static double recall(double[][] table, int k) {
        double actual = rowSum(table, k);
        return actual == 0 ? 0 : table[k][k] / actual;
    }

    /// 0 where nothing of the class was found.
    public static double f1(double[][] table, int k) {
        double both = columnSum(table, k) + rowSum(table, k);
        return both == 0 ? 0 : 2 * table[k][k] / both;
    }

    /// Matthews' correlation of actual and predicted classes (Gorodkin 2004); 0 where one of them is always the same.
    private static double correlation(double[][] table) {
        double all = 0;
        double right = 0;
        double crossed = 0;
        double actual = 0;
        double predicted = 0;
        for (int k = 0; k < table.length; k++) {
            double row = rowSum(table, k);
            double column = columnSum(table, k);
            all += row;
            right += table[k][k];
            crossed += row * column;
            actual += row * row;
            predicted += column * column;
        }
        double scale = Math.sqrt((all * all - actual) * (all * all - predicted));
        return scale == 0 ? 0 : (right * all - crossed) / scale;
    }

    private static double brier(double[] probability, double[] target, double @Nullable [] weights,
            int positive) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < target.length; i++) {
            double error = probability[i] - (target[i] == positive ? 1 : 0);
            sum += weight(weights, i) * error * error;
            total += weight(weights, i);
        }
        return sum / total;
    }

    private static double logLoss(double[][] probabilities, double[] target, double @Nullable [] weights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < target.length; i++) {
            double probability = probabilities[(int) target[i]][i];
            sum -= weight(weights, i)
                    * StrictMath
                            .log(Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probability)));
            total += weight(weights, i);
        }
        return sum / total;
    }
}
