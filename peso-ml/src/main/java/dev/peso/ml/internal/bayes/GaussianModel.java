package dev.peso.ml.internal.bayes;

import java.util.ArrayList;
import java.util.List;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Probabilities;

/// The normal distributions of features within classes.
///
/// @param logShares logarithms of the shares of the classes
/// @param means for each class one of each feature
/// @param variances for each class one of each feature, more than 0
public record GaussianModel(double[] logShares, List<double[]> means,
        List<double[]> variances) implements Predictor {
    private static final int BLOCK = 1_024;
    private static final double LEAST_VARIANCE = 1e-300;

    public GaussianModel {
        means = List.copyOf(means);
        variances = List.copyOf(variances);
        boolean fits = logShares.length >= 2 && means.size() == logShares.length
                && variances.size() == logShares.length;
        for (int k = 0; fits && k < logShares.length; k++) {
            fits = means.get(k).length == means.getFirst().length
                    && variances.get(k).length == means.getFirst().length;
        }
        if (!fits) {
            throw new IllegalArgumentException("the means and variances do not fit the classes");
        }
    }

    static GaussianModel fit(Training training, double[][] columns, ClassSums sums, double smoothing) {
        int classes = training.classes();
        List<double[]> means = new ArrayList<>();
        List<double[]> variances = new ArrayList<>();
        double[] logShares = new double[classes];
        for (int k = 0; k < classes; k++) {
            means.add(new double[columns.length]);
            variances.add(new double[columns.length]);
            logShares[k] = sums.logShare(k);
        }
        double largest = 0;
        for (int j = 0; j < columns.length; j++) {
            moments(training, columns[j], j, sums, means, variances);
            largest = Math.max(largest, variance(training, columns[j], sums.all()));
        }
        for (double[] variance : variances) {
            for (int j = 0; j < variance.length; j++) {
                variance[j] = Math.max(variance[j] + smoothing * largest, LEAST_VARIANCE);
            }
        }
        return new GaussianModel(logShares, means, variances);
    }

    private static double variance(Training training, double[] column, double total) {
        double mean = 0;
        for (int i = 0; i < column.length; i++) {
            mean += training.weight(i) * column[i] / total;
        }
        double variance = 0;
        for (int i = 0; i < column.length; i++) {
            variance += training.weight(i) * (column[i] - mean) * (column[i] - mean) / total;
        }
        return variance;
    }

    private static void moments(Training training, double[] column, int j, ClassSums sums,
            List<double[]> means,
            List<double[]> variances) {
        double[] first = ClassSums.of(training, column);
        for (int k = 0; k < first.length; k++) {
            means.get(k)[j] = sums.totals()[k] > 0 ? first[k] / sums.totals()[k] : 0;
        }
        double[] squares = new double[column.length];
        for (int i = 0; i < squares.length; i++) {
            double difference = column[i] - means.get((int) training.target()[i])[j];
            squares[i] = difference * difference;
        }
        double[] second = ClassSums.of(training, squares);
        for (int k = 0; k < second.length; k++) {
            variances.get(k)[j] = sums.totals()[k] > 0 ? second[k] / sums.totals()[k] : 1;
        }
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        double[][] columns = frame.finiteNumbers("naive Bayes");
        double[][] outputs = new double[logShares.length][frame.rows()];
        double[] starts = starts();
        workers.forBlocks(frame.rows(), BLOCK, (from, to) -> {
            for (int k = 0; k < outputs.length; k++) {
                score(columns, k, starts[k], outputs[k], from, to);
            }
            Probabilities.softmax(outputs, from, to);
        });
        return outputs;
    }

    /// What the scores of each class start with, before distances from means are subtracted.
    public double[] starts() {
        double[] starts = logShares.clone();
        for (int k = 0; k < starts.length; k++) {
            for (double variance : variances.get(k)) {
                starts[k] -= StrictMath.log(2 * Math.PI * variance) / 2;
            }
        }
        return starts;
    }

    /// The logarithm of the density of rows in a class times the share of the class.
    private void score(double[][] columns, int k, double start, double[] scores, int from, int to) {
        for (int i = from; i < to; i++) {
            scores[i] = start;
        }
        for (int j = 0; j < columns.length; j++) {
            double mean = means.get(k)[j];
            double half = 0.5 / variances.get(k)[j];
            double[] column = columns[j];
            for (int i = from; i < to; i++) {
                double difference = column[i] - mean;
                scores[i] -= difference * difference * half;
            }
        }
    }
}
