package dev.peso.ml.internal.score;

import org.jspecify.annotations.Nullable;

/// How often each class was taken for each.
///
/// @param counts weights by actual class, then by chosen class
public record Confusion(double[][] counts) {

    /// @param chosen the chosen class of each row
    /// @param actual the true class of each row
    public static Confusion of(int classes, int[] chosen, double[] actual, double @Nullable [] weights) {
        double[][] counts = new double[classes][classes];
        for (int i = 0; i < chosen.length; i++) {
            counts[(int) actual[i]][chosen[i]] += weights == null ? 1 : weights[i];
        }
        return new Confusion(counts);
    }

    public int classes() {
        return counts.length;
    }

    /// The weight of rows of a class.
    public double actual(int k) {
        double sum = 0;
        for (double count : counts[k]) {
            sum += count;
        }
        return sum;
    }

    /// The weight of rows taken for a class.
    public double chosen(int k) {
        double sum = 0;
        for (double[] row : counts) {
            sum += row[k];
        }
        return sum;
    }

    public double total() {
        double sum = 0;
        for (int k = 0; k < classes(); k++) {
            sum += actual(k);
        }
        return sum;
    }

    private double right() {
        double right = 0;
        for (int k = 0; k < classes(); k++) {
            right += counts[k][k];
        }
        return right;
    }

    public double accuracy() {
        return right() / total();
    }

    /// The mean recall of the classes that there are.
    public double balancedAccuracy() {
        double sum = 0;
        int there = 0;
        for (int k = 0; k < classes(); k++) {
            if (actual(k) > 0) {
                sum += recall(k);
                there++;
            }
        }
        return sum / there;
    }

    /// 0 where nothing was taken for the class.
    public double precision(int k) {
        double chosen = chosen(k);
        return chosen == 0 ? 0 : counts[k][k] / chosen;
    }

    /// 0 where nothing is of the class.
    public double recall(int k) {
        double actual = actual(k);
        return actual == 0 ? 0 : counts[k][k] / actual;
    }

    /// 0 where nothing of the class was found.
    public double f1(int k) {
        return f(k, 1);
    }

    /// Precision and recall together, recall counting `beta` times as much (van Rijsbergen 1979); 0 where nothing of the
    /// class was found.
    public double f(int k, double beta) {
        double both = chosen(k) + beta * beta * actual(k);
        return both == 0 ? 0 : (1 + beta * beta) * counts[k][k] / both;
    }

    /// Rows rightly taken for the class by those that are of it or were taken for it; 0 where there are none.
    public double jaccard(int k) {
        double either = chosen(k) + actual(k) - counts[k][k];
        return either == 0 ? 0 : counts[k][k] / either;
    }

    /// The share of rows of other classes that were not taken for this one; 0 where there are none.
    public double specificity(int k) {
        double others = total() - actual(k);
        return others == 0 ? 0 : (others - chosen(k) + counts[k][k]) / others;
    }

    /// The mean of a figure over the classes that there are or that were chosen.
    ///
    /// @param byWeight whether classes count by their rows
    public double mean(ByClass figure, boolean byWeight) {
        double sum = 0;
        double total = 0;
        for (int k = 0; k < classes(); k++) {
            double weight = byWeight ? actual(k) : actual(k) + chosen(k) > 0 ? 1 : 0;
            sum += weight * figure.of(k);
            total += weight;
        }
        return sum / total;
    }

    /// A figure of one class.
    @FunctionalInterface
    public interface ByClass {
        double of(int k);
    }

    /// Matthews' correlation of actual and chosen classes (Gorodkin 2004); 0 where one of them is always the same.
    public double correlation() {
        double all = total();
        double crossed = 0;
        double actual = 0;
        double chosen = 0;
        for (int k = 0; k < classes(); k++) {
            crossed += actual(k) * chosen(k);
            actual += actual(k) * actual(k);
            chosen += chosen(k) * chosen(k);
        }
        double scale = Math.sqrt((all * all - actual) * (all * all - chosen));
        return scale == 0 ? 0 : (right() * all - crossed) / scale;
    }

    /// Agreement beyond chance (Cohen 1960); NaN where chance alone would agree always.
    public double kappa() {
        double all = total();
        double byChance = 0;
        for (int k = 0; k < classes(); k++) {
            byChance += actual(k) / all * (chosen(k) / all);
        }
        return byChance == 1 ? Double.NaN : (accuracy() - byChance) / (1 - byChance);
    }
}
