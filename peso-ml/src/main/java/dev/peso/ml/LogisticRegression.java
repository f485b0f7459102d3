package dev.peso.ml;

import dev.peso.ml.internal.linear.GlmSpec;
import dev.peso.ml.internal.spec.Records;

/// Logistic regression for two classes, multinomial for more.
///
/// It finds the least sum of log losses with `l1 |b|₁ + l2 / 2 |b|²` added; intercepts are free of the penalty. What
/// scikit-learn calls `C` is `1 / l2`.
public final class LogisticRegression extends Learner {
    private final GlmSpec spec;

    LogisticRegression(GlmSpec spec) {
        this.spec = spec;
    }

    @Override
    GlmSpec spec() {
        return spec;
    }

    /// The penalty on absolute coefficients, which makes some of them 0; of at most 2,000 features times classes.
    ///
    /// @param l1 0 or more; 0 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is negative
    public LogisticRegression l1(double l1) {
        return new LogisticRegression(Records.with(spec, "l1", l1));
    }

    /// The penalty on squared coefficients.
    ///
    /// @param l2 0 or more; 1 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is negative
    public LogisticRegression l2(double l2) {
        return new LogisticRegression(Records.with(spec, "l2", l2));
    }
}
