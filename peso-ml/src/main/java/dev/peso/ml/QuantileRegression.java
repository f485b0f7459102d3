package dev.peso.ml;

import dev.peso.ml.internal.linear.QuantileSpec;
import dev.peso.ml.internal.spec.Records;

/// Linear regression of a quantile, such as the median (Koenker and Bassett 1978).
///
/// It finds the least mean of check losses with `l1 |b|₁` added; the intercept is free of the penalty. The solution is
/// exact, a vertex: an interior point method (Portnoy and Koenker 1997) comes near it, and the rows it passes through
/// give it to rounding. Categories and missing values are refused.
public final class QuantileRegression extends Learner {
    private final QuantileSpec spec;

    QuantileRegression(QuantileSpec spec) {
        this.spec = spec;
    }

    @Override
    QuantileSpec spec() {
        return spec;
    }

    /// The penalty on absolute coefficients, which makes some of them 0; scikit-learn calls it `alpha`.
    ///
    /// @param l1 0 or more; 0 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is negative
    public QuantileRegression l1(double l1) {
        return new QuantileRegression(Records.with(spec, "l1", l1));
    }
}
