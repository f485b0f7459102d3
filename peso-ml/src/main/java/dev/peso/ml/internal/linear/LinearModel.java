package dev.peso.ml.internal.linear;

import java.util.List;

import dev.peso.ml.internal.frame.Csr;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Unit;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Exp;
import dev.peso.ml.internal.numeric.Probabilities;

/// Weighted sums of features, and what they stand for.
///
/// @param who the learner, for messages
/// @param link what a sum becomes
/// @param features names of the features
/// @param coefficients for each sum one array of a factor for each feature
/// @param intercepts what each sum starts with
/// @param means of the features in training
public record LinearModel(String who, Link link, List<String> features, List<double[]> coefficients,
        double[] intercepts, double[] means) implements Sums {
    private static final int BLOCK = 4_096;

    public LinearModel {
        features = List.copyOf(features);
        coefficients = List.copyOf(coefficients);
        boolean fits = coefficients.size() == intercepts.length && means.length == features.size();
        for (double[] factors : coefficients) {
            fits &= factors.length == features.size();
        }
        if (!fits || intercepts.length == 0) {
            throw new IllegalArgumentException("the coefficients do not fit the features");
        }
    }

    /// What a sum becomes.
    public enum Link {
        /// The sum itself.
        IDENTITY,
        /// Its exponential.
        LOG,
        /// The probability of the second of two classes.
        LOGIT,
        /// One sum a class, made probabilities together.
        SOFTMAX
    }

    @Override
    public LinearModel sums() {
        return this;
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        double[][] columns = frame.finiteColumns(who);
        double[][] sums = new double[intercepts.length][frame.rows()];
        workers.forBlocks(frame.rows(), BLOCK, (from, to) -> {
            for (int k = 0; k < sums.length; k++) {
                sum(columns, k, sums[k], from, to);
                Design.addSparse(frame.sparse(), coefficients.get(k), columns.length, sums[k], from, to);
            }
        });
        return finish(sums);
    }

    private void sum(double[][] columns, int k, double[] sums, int from, int to) {
        double[] factors = coefficients.get(k);
        for (int i = from; i < to; i++) {
            sums[i] = intercepts[k];
        }
        for (int j = 0; j < columns.length; j++) {
            double factor = factors[j];
            double[] column = columns[j];
            for (int i = from; i < to; i++) {
                sums[i] += factor * column[i];
            }
        }
    }

    /// A feature adds its coefficient times what it is beyond its mean: its Shapley value if features are independent.
    @Override
    public Additions explain(Frame frame, Workers workers) {
        double[][] columns = frame.finiteNumbers(who);
        double[][][] added = new double[intercepts.length][frame.rows()][columns.length];
        double[] base = intercepts.clone();
        for (int k = 0; k < base.length; k++) {
            for (int j = 0; j < columns.length; j++) {
                double factor = coefficients.get(k)[j];
                base[k] += factor * means[j];
                for (int i = 0; i < frame.rows(); i++) {
                    added[k][i][j] = factor * (columns[j][i] - means[j]);
                }
            }
        }
        return new Additions(added, base);
    }

    @Override
    public Unit unit() {
        return switch (link) {
            case IDENTITY -> Unit.PREDICTION;
            case LOG -> Unit.LOG;
            case LOGIT -> Unit.LOG_ODDS;
            case SOFTMAX -> Unit.LOG_PROBABILITY;
        };
    }

    /// The means of columns, and of the sparse ones after them.
    public static double[] meansOf(double[][] columns, Training training) {
        Csr sparse = training.frame().sparse();
        return new Design(columns, sparse, sparse.byColumn()).means(training);
    }

    /// The means of columns.
    public static double[] means(double[][] columns, Training training) {
        double[] means = new double[columns.length];
        double total = 0;
        for (int i = 0; i < training.rows(); i++) {
            total += training.weight(i);
        }
        for (int j = 0; j < means.length; j++) {
            for (int i = 0; i < training.rows(); i++) {
                means[j] += training.weight(i) / total * columns[j][i];
            }
        }
        return means;
    }

    private double[][] finish(double[][] sums) {
        switch (link) {
            case IDENTITY -> {
            }
            case LOG -> apply(sums[0], Link.LOG);
            case LOGIT -> {
                apply(sums[0], Link.LOGIT);
                return Probabilities.pair(sums[0]);
            }
            case SOFTMAX -> Probabilities.softmax(sums);
        }
        return sums;
    }

    private static void apply(double[] sums, Link link) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = link == Link.LOG ? Exp.exp(sums[i]) : Exp.sigmoid(sums[i]);
        }
    }
}
