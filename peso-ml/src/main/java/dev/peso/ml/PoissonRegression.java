package dev.peso.ml;

import dev.peso.ml.internal.linear.GlmSpec;
import dev.peso.ml.internal.spec.Records;

/// Poisson regression of counts with a logarithmic link.
///
/// It finds the least half mean deviance with `l1 |b|₁ + l2 / 2 |b|²` added; the intercept is free of the penalty.
public final class PoissonRegression extends Learner {
    private final GlmSpec spec;

    PoissonRegression(GlmSpec spec) {
        this.spec = spec;
    }

    @Override
    GlmSpec spec() {
        return spec;
    }

    /// The penalty on absolute coefficients, which makes some of them 0.
    ///
    /// @param l1 0 or more; 0 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is negative
    public PoissonRegression l1(double l1) {
        return new PoissonRegression(Records.with(spec, "l1", l1));
    }

    /// The penalty on squared coefficients.
    ///
    /// @param l2 0 or more; 1 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is negative
    public PoissonRegression l2(double l2) {
        return new PoissonRegression(Records.with(spec, "l2", l2));
    }
}
