package dev.peso.ml.internal.near;

import java.util.Arrays;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.RowMajor;

/// The rows of training.
///
/// @param neighbors how many count
/// @param byDistance whether near ones count more, by one through their distance
/// @param classes how many classes there are, 0 for numbers
/// @param points the features
/// @param target of each point
/// @param weights of each point
public record NearestModel(int neighbors, boolean byDistance, int classes, Points points, double[] target,
        double[] weights) implements Predictor {
    private static final int BLOCK = 64;

    public NearestModel {
        boolean fits = classes >= 0 && classes != 1 && classes <= MOST_CLASSES && neighbors >= 1
                && neighbors <= target.length
                && weights.length == target.length && points.count() == target.length;
        for (double value : target) {
            fits &= classes == 0 || value >= 0 && value < classes;
        }
        if (!fits) {
            throw new IllegalArgumentException("the rows of training do not fit together");
        }
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        double[][] columns = frame.finiteNumbers("nearest neighbors");
        double[][] outputs = new double[Math.max(1, classes)][frame.rows()];
        workers.forBlocks(frame.rows(), BLOCK, (from, to) -> {
            Nearest[] found = new Nearest[to - from];
            Arrays.setAll(found, _ -> new Nearest(neighbors));
            points.nearest(RowMajor.of(columns, from, to), found);
            for (int i = from; i < to; i++) {
                vote(found[i - from], outputs, i);
            }
        });
        return outputs;
    }

    private void vote(Nearest found, double[][] outputs, int row) {
        boolean isThere = byDistance && found.squared(0) == 0;
        double total = 0;
        for (int k = 0; k < found.count(); k++) {
            double share = !byDistance
                    ? 1
                    : isThere ? found.squared(k) == 0 ? 1 : 0 : 1 / Math.sqrt(found.squared(k));
            double weight = weights[found.place(k)] * share;
            double value = target[found.place(k)];
            total += weight;
            if (classes == 0) {
                outputs[0][row] += weight * value;
            } else {
                outputs[(int) value][row] += weight;
            }
        }
        for (double[] output : outputs) {
            output[row] = total > 0 ? output[row] / total : classes == 0 ? mean(found) : 1.0 / classes;
        }
    }

    /// Of neighbors that all weigh nothing.
    private double mean(Nearest found) {
        double sum = 0;
        for (int k = 0; k < found.count(); k++) {
            sum += target[found.place(k)];
        }
        return sum / found.count();
    }
}
