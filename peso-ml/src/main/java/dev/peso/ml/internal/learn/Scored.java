package dev.peso.ml.internal.learn;

import java.util.Arrays;
import java.util.List;

/// What finds anomalies by a score that is higher for stranger rows.
public interface Scored extends Found {
    /// Above which score a row is an anomaly.
    double threshold();

    @Override
    default List<String> outputs() {
        return List.of("score", "anomaly");
    }

    @Override
    default Summary summary() {
        return new Summary("anomalies/1", "model", List.of("threshold"), List.of(new double[]{threshold()}));
    }

    /// The outputs of such scores.
    default double[][] judged(double[] scores) {
        return new double[][]{scores,
                Arrays.stream(scores).map(score -> score > threshold() ? 1 : 0).toArray()};
    }

    /// @throws IllegalArgumentException if no share of anomalies is such a number
    static void requireShare(double share) {
        if (!(share >= 0 && share <= 0.5)) {
            throw new IllegalArgumentException("the share of anomalies must be in [0, 0.5], got " + share);
        }
    }

    /// Above which score that share of the rows of training lies; for a share of 0 the threshold as it is.
    default double threshold(Training training, double share) {
        return share == 0
                ? threshold()
                : threshold(predict(training.frame(), training.workers())[0], share);
    }

    private static double threshold(double[] scores, double share) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        int above = Math.clamp(Math.round(share * sorted.length), 0, sorted.length - 1);
        int at = sorted.length - above;
        return above == 0 ? sorted[at - 1] : (sorted[at - 1] + sorted[at]) / 2;
    }
}
