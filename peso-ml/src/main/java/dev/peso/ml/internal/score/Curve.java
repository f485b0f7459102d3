package dev.peso.ml.internal.score;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// How many rows of either class stand at or above each score, the highest score first. Rows of equal score count as one
/// step.
///
/// @param thresholds the scores, falling
/// @param hits weight of positive rows at or above
/// @param alarms weight of other rows at or above
public record Curve(double[] thresholds, double[] hits, double[] alarms) {

    public static Curve of(double[] scores, double[] target, int positive, double @Nullable [] weights) {
        return of(order(scores), scores, target, positive, weights);
    }

    /// @param order rows by falling score
    static Curve of(int[] order, double[] scores, double[] target, int positive,
            double @Nullable [] weights) {
        int n = scores.length;
        double[] thresholds = new double[n];
        double[] hits = new double[n];
        double[] alarms = new double[n];
        int steps = 0;
        double hit = 0;
        double alarm = 0;
        for (int i = 0; i < n; i++) {
            int row = order[i];
            double weight = weights == null ? 1 : weights[row];
            if (target[row] == positive) {
                hit += weight;
            } else {
                alarm += weight;
            }
            boolean isStep = i + 1 == n || scores[order[i + 1]] != scores[row];
            double before = steps == 0 ? 0 : hits[steps - 1] + alarms[steps - 1];
            if (isStep && hit + alarm > before) {
                thresholds[steps] = scores[row];
                hits[steps] = hit;
                alarms[steps] = alarm;
                steps++;
            }
        }
        return new Curve(Arrays.copyOf(thresholds, steps), Arrays.copyOf(hits, steps),
                Arrays.copyOf(alarms, steps));
    }

    /// Rows by falling score, equal ones in their order.
    static int[] order(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    public double positives() {
        return hits.length == 0 ? 0 : hits[hits.length - 1];
    }

    public double negatives() {
        return alarms.length == 0 ? 0 : alarms[alarms.length - 1];
    }

    /// The area under the ROC curve; NaN where one class is absent.
    public double auc() {
        double area = 0;
        double lastHit = 0;
        double lastAlarm = 0;
        for (int i = 0; i < hits.length; i++) {
            area += (alarms[i] - lastAlarm) * (hits[i] + lastHit) / 2;
            lastHit = hits[i];
            lastAlarm = alarms[i];
        }
        return area / (positives() * negatives());
    }

    /// The precision at each step, weighed by the recall it adds; NaN where there is no positive row.
    public double averagePrecision() {
        double sum = 0;
        double last = 0;
        for (int i = 0; i < hits.length; i++) {
            sum += (hits[i] - last) * hits[i] / (hits[i] + alarms[i]);
            last = hits[i];
        }
        return sum / positives();
    }
}
