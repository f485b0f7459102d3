package dev.peso.ml.internal.bayes;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Csr;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Training;

/// Naive Bayes: features are taken as independent of each other within each class.
///
/// @param style how features are distributed
/// @param smoothing for [Style#GAUSSIAN] the share of the largest variance that is added to all variances, else what is
///   added to all counts
public record BayesSpec(Style style, double smoothing) implements LearnerSpec {
    public BayesSpec {
        boolean holds = style == Style.GAUSSIAN ? smoothing >= 0 : smoothing > 0;
        if (!holds || !(smoothing < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("smoothing must be " + (style == Style.GAUSSIAN
                    ? "0 or more"
                    : "more than 0") + ", got " + smoothing);
        }
    }

    /// How features are distributed.
    public enum Style {
        /// Normally.
        GAUSSIAN,
        /// As counts of things, of which each row is some.
        MULTINOMIAL,
        /// As things that are there, above 0, or not.
        BERNOULLI
    }

    @Override
    public String title() {
        return switch (style) {
            case GAUSSIAN -> "naive Bayes";
            case MULTINOMIAL -> "multinomial naive Bayes";
            case BERNOULLI -> "Bernoulli naive Bayes";
        };
    }

    @Override
    public boolean regresses() {
        return false;
    }

    @Override
    public boolean wantsScaled() {
        return false;
    }

    @Override
    public boolean takesSparse() {
        return style == Style.MULTINOMIAL;
    }

    @Override
    public Predictor fit(Training training) {
        double[][] columns = takesSparse()
                ? training.frame().finiteColumns(title())
                : training.frame().finiteNumbers(title());
        ClassSums sums = ClassSums.of(training);
        return switch (style) {
            case GAUSSIAN -> GaussianModel.fit(training, columns, sums, smoothing);
            case MULTINOMIAL -> {
                requireCounts(training, columns);
                yield CountBayes.multinomial(title(), training, columns, sums, smoothing);
            }
            case BERNOULLI -> CountBayes.bernoulli(title(), training, columns, sums, smoothing);
        };
    }

    private void requireCounts(Training training, double[][] columns) {
        Csr sparse = training.frame().sparse();
        for (int at = 0; at < sparse.values().length; at++) {
            if (sparse.values()[at] < 0) {
                throw new QueryException(title() + " needs counts, 0 or more, and column \""
                        + sparse.names().get(sparse.columns()[at]) + "\" holds " + sparse.values()[at]
                        + "; use Text.tfidf() or Text.counts() rather than hashes, or Learners.logistic()");
            }
        }
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < columns[j].length; i++) {
                if (columns[j][i] < 0) {
                    throw new QueryException(title() + " needs counts, 0 or more, and column \""
                            + training.frame().names().get(j) + "\" holds " + columns[j][i] + " in row " + i
                            + "; use naiveBayes() for measures");
                }
            }
        }
    }
}
