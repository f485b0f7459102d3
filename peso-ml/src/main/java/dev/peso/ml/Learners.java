package dev.peso.ml;

import dev.peso.ml.internal.linear.GlmSpec;
import dev.peso.ml.internal.linear.LinearSpec;

/// Makes learners.
public final class Learners {
    private Learners() {}

    /// Linear regression by least squares (Householder QR with column pivoting). Of columns that depend on others to
    /// rounding one gets the coefficient 0.
    ///
    /// @return a learner
    public static LinearRegression linear() {
        return new LinearRegression(new LinearSpec(0, LinearSpec.RIDGE, true));
    }

    /// Ridge regression: the least sum of squared errors plus `penalty · |b|²`.
    ///
    /// @param penalty 0 or more
    /// @return a learner
    /// @throws IllegalArgumentException if the penalty is negative
    public static LinearRegression ridge(double penalty) {
        return new LinearRegression(new LinearSpec(penalty, LinearSpec.RIDGE, true));
    }

    /// The lasso: the least half mean squared error plus `penalty · |b|₁` (Tibshirani 1996).
    ///
    /// @param penalty 0 or more
    /// @return a learner
    /// @throws IllegalArgumentException if the penalty is negative
    public static LinearRegression lasso(double penalty) {
        return elasticNet(penalty, 1);
    }

    /// The elastic net: the least half mean squared error plus `penalty · (l1Share |b|₁ + (1 - l1Share) / 2 · |b|²)` (Zou
    /// and Hastie 2005).
    ///
    /// @param penalty 0 or more
    /// @param l1Share from 0 to 1
    /// @return a learner
    /// @throws IllegalArgumentException if a number is out of range
    public static LinearRegression elasticNet(double penalty, double l1Share) {
        if (!(l1Share >= 0 && l1Share <= 1)) {
            throw new IllegalArgumentException("l1Share must be in [0, 1], got " + l1Share);
        }
        return new LinearRegression(new LinearSpec(penalty, l1Share, true));
    }

    /// Logistic regression with an L2 penalty of 1.
    ///
    /// @return a learner
    public static LogisticRegression logistic() {
        return new LogisticRegression(new GlmSpec(GlmSpec.Family.LOGISTIC, 0, 1));
    }

    /// Poisson regression with an L2 penalty of 1.
    ///
    /// @return a learner
    public static PoissonRegression poisson() {
        return new PoissonRegression(new GlmSpec(GlmSpec.Family.POISSON, 0, 1));
    }
}
