package dev.peso.ml.internal.bayes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.frame.Csr;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.linear.LinearModel;

/// Naive Bayes of counts, which is a linear model: logarithms of shares are its coefficients.
final class CountBayes {
    private CountBayes() {}

    static LinearModel multinomial(String who, Training training, double[][] columns, ClassSums sums,
            double smoothing) {
        List<double[]> logs = new ArrayList<>();
        double[] intercepts = new double[training.classes()];
        double[][] counts = withSparse(training, counts(training, columns), columns.length);
        int width = training.frame().width();
        for (int k = 0; k < intercepts.length; k++) {
            double total = Arrays.stream(counts[k]).sum() + smoothing * width;
            double[] log = new double[width];
            for (int j = 0; j < log.length; j++) {
                log[j] = StrictMath.log((counts[k][j] + smoothing) / total);
            }
            logs.add(log);
            intercepts[k] = sums.logShare(k);
        }
        return new LinearModel(who, LinearModel.Link.SOFTMAX, training.frame().names(), logs, intercepts,
                LinearModel.meansOf(columns, training));
    }

    static PresenceModel bernoulli(String who, Training training, double[][] columns, ClassSums sums,
            double smoothing) {
        double[][] there = PresenceModel.presence(columns);
        List<double[]> logs = new ArrayList<>();
        double[] intercepts = new double[training.classes()];
        double[][] counts = counts(training, there);
        for (int k = 0; k < intercepts.length; k++) {
            double[] log = new double[columns.length];
            intercepts[k] = sums.logShare(k);
            for (int j = 0; j < log.length; j++) {
                double total = sums.totals()[k] + 2 * smoothing;
                double absent = StrictMath.log((sums.totals()[k] - counts[k][j] + smoothing) / total);
                log[j] = StrictMath.log((counts[k][j] + smoothing) / total) - absent;
                intercepts[k] += absent;
            }
            logs.add(log);
        }
        return new PresenceModel(model(who, training, there, logs, intercepts));
    }

    private static double[][] counts(Training training, double[][] columns) {
        double[][] counts = new double[training.classes()][columns.length];
        for (int j = 0; j < columns.length; j++) {
            double[] sums = ClassSums.of(training, columns[j]);
            for (int k = 0; k < sums.length; k++) {
                counts[k][j] = sums[k];
            }
        }
        return counts;
    }

    private static double[][] withSparse(Training training, double[][] counts, int dense) {
        Csr sparse = training.frame().sparse();
        double[][] all = new double[counts.length][];
        for (int k = 0; k < all.length; k++) {
            all[k] = Arrays.copyOf(counts[k], dense + sparse.width());
        }
        for (int i = 0; i < sparse.rows(); i++) {
            double[] own = all[(int) training.target()[i]];
            for (int at = sparse.starts()[i]; at < sparse.starts()[i + 1]; at++) {
                own[dense + sparse.columns()[at]] += training.weight(i) * sparse.values()[at];
            }
        }
        return all;
    }

    private static LinearModel model(String who, Training training, double[][] columns, List<double[]> logs,
            double[] intercepts) {
        return new LinearModel(who, LinearModel.Link.SOFTMAX, training.frame().names(), logs, intercepts,
                LinearModel.means(columns, training));
    }
}
