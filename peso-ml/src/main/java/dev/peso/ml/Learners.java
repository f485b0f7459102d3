package dev.peso.ml;

import java.util.List;

import dev.peso.ml.internal.linear.GlmSpec;
import dev.peso.ml.internal.linear.LinearSpec;
import dev.peso.ml.internal.tree.BoostingSpec;
import dev.peso.ml.internal.tree.ForestSpec;

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

    /// Gradient boosting with 100 trees of 31 leaves.
    ///
    /// @return a learner
    public static BoostedTrees boostedTrees() {
        return new BoostedTrees(new BoostingSpec(100, 0.1, 31, 0, 20, 0, 255, 0,
                BoostingSpec.Objective.SQUARED_ERROR, 0.5, List.of()));
    }

    /// One tree of questions that grows until its leaves are pure.
    ///
    /// @return a learner
    public static DecisionTree decisionTree() {
        return new DecisionTree(new ForestSpec(ForestSpec.Style.TREE, 1, 0, 1, 0));
    }

    /// A random forest of 100 trees (Breiman 2001).
    ///
    /// @return a learner
    public static RandomForest randomForest() {
        return new RandomForest(new ForestSpec(ForestSpec.Style.FOREST, 100, 0, 1, 0));
    }

    /// 100 extremely randomized trees (Geurts, Ernst, Wehenkel 2006).
    ///
    /// @return a learner
    public static RandomForest extraTrees() {
        return new RandomForest(new ForestSpec(ForestSpec.Style.EXTRA, 100, 0, 1, 0));
    }
}
