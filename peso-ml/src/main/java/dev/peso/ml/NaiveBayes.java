package dev.peso.ml;

import dev.peso.ml.internal.bayes.BayesSpec;
import dev.peso.ml.internal.spec.Records;

/// Naive Bayes, for classes: takes features as independent of each other within each class. Categories and missing values
/// are refused; `prepare()` makes numbers of them.
public final class NaiveBayes extends Learner {
    private final BayesSpec spec;

    NaiveBayes(BayesSpec spec) {
        this.spec = spec;
    }

    @Override
    BayesSpec spec() {
        return spec;
    }

    /// What keeps the model from being sure: for measures the share of the largest variance of a feature that is added to
    /// all variances, for counts what is added to each.
    ///
    /// @param smoothing 0 or more, for counts more than 0; `1e-9` for measures and 1 for counts unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is out of range
    public NaiveBayes smoothing(double smoothing) {
        return new NaiveBayes(Records.with(spec, "smoothing", smoothing));
    }
}
