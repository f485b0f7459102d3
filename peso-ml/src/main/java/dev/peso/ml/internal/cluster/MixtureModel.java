package dev.peso.ml.internal.cluster;

import java.util.ArrayList;
import java.util.List;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Found;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Exp;

/// Normal distributions.
///
/// @param features names of the features
/// @param shares of the distributions
/// @param means one a distribution
/// @param factors for each distribution what makes deviations from its mean independent and of variance 1: one number a
///   feature, or the lower half of a square matrix
/// @param sizes the weight of the rows of training in each
/// @param notes about the training
public record MixtureModel(List<String> features, double[] shares, List<double[]> means,
        List<double[]> factors, double[] sizes, List<String> notes) implements Found {
    private static final int BLOCK = 512;

    public MixtureModel {
        features = List.copyOf(features);
        means = List.copyOf(means);
        factors = List.copyOf(factors);
        notes = List.copyOf(notes);
        int p = features.size();
        boolean fits = shares.length > 0 && means.size() == shares.length && factors.size() == shares.length
                && sizes.length == shares.length;
        for (double[] mean : means) {
            fits &= mean.length == p;
        }
        for (double[] factor : factors) {
            fits &= factor.length == p || factor.length == (long) p * p;
        }
        if (!fits) {
            throw new IllegalArgumentException("the distributions do not fit the features");
        }
    }

    @Override
    public List<String> outputs() {
        List<String> outputs = new ArrayList<>(List.of("cluster", "log_density"));
        for (int k = 0; k < shares.length; k++) {
            outputs.add("p_" + k);
        }
        return outputs;
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        double[][] columns = frame.finiteNumbers("Gaussian mixture");
        double[][] outputs = new double[2 + shares.length][frame.rows()];
        double[] starts = starts();
        workers.forBlocks(frame.rows(), BLOCK, (from, to) -> {
            double[] row = new double[shares.length];
            for (int i = from; i < to; i++) {
                outputs[1][i] = share(columns, i, starts, row);
                for (int k = 0; k < row.length; k++) {
                    outputs[2 + k][i] = row[k];
                    outputs[0][i] = row[k] > row[(int) outputs[0][i]] ? k : outputs[0][i];
                }
            }
        });
        return outputs;
    }

    /// What the logarithm of each distribution's part in the density starts with.
    public double[] starts() {
        int p = features.size();
        double[] starts = new double[shares.length];
        for (int k = 0; k < starts.length; k++) {
            double[] factor = factors.get(k);
            int step = factor.length == p ? 1 : p + 1;
            starts[k] = (shares[k] > 0 ? StrictMath.log(shares[k]) : -1e300)
                    - p * StrictMath.log(2 * Math.PI) / 2;
            for (int j = 0; j < p; j++) {
                starts[k] += StrictMath.log(factor[j * step]);
            }
        }
        return starts;
    }

    /// Fills in the probability of each distribution, and gives the logarithm of the density.
    double share(double[][] columns, int row, double[] starts, double[] shareOf) {
        for (int k = 0; k < shareOf.length; k++) {
            shareOf[k] = starts[k] - squared(columns, row, means.get(k), factors.get(k)) / 2;
        }
        return Exp.softmax(shareOf);
    }

    private static double squared(double[][] columns, int row, double[] mean, double[] factor) {
        int p = mean.length;
        double sum = 0;
        if (factor.length == p) {
            for (int j = 0; j < p; j++) {
                double part = (columns[j][row] - mean[j]) * factor[j];
                sum += part * part;
            }
            return sum;
        }
        for (int i = 0; i < p; i++) {
            double part = 0;
            for (int j = 0; j <= i; j++) {
                part += factor[i * p + j] * (columns[j][row] - mean[j]);
            }
            sum += part * part;
        }
        return sum;
    }

    @Override
    public Summary summary() {
        return CentersModel.summary(features, means, sizes);
    }
}
