package dev.peso.ml;

import dev.peso.ml.internal.linear.LinearSpec;
import dev.peso.ml.internal.spec.Records;

/// Linear regression by least squares: plain, ridge, lasso or elastic net; see [Learners].
public final class LinearRegression extends Learner {
    private final LinearSpec spec;

    LinearRegression(LinearSpec spec) {
        this.spec = spec;
    }

    @Override
    LinearSpec spec() {
        return spec;
    }

    /// Makes predictions start at 0 instead of a learnt intercept.
    ///
    /// @return a new learner
    public LinearRegression withoutIntercept() {
        return new LinearRegression(Records.with(spec, "intercept", false));
    }
}
