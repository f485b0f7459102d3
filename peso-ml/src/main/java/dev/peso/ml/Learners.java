package dev.peso.ml;

import java.util.List;
import java.util.Objects;

import dev.peso.Dataset;
import dev.peso.ml.internal.bayes.BayesSpec;
import dev.peso.ml.internal.cluster.DensitySpec;
import dev.peso.ml.internal.cluster.HierarchySpec;
import dev.peso.ml.internal.cluster.KMeansSpec;
import dev.peso.ml.internal.cluster.MixtureSpec;
import dev.peso.ml.internal.linear.GlmSpec;
import dev.peso.ml.internal.linear.LinearSpec;
import dev.peso.ml.internal.linear.QuantileSpec;
import dev.peso.ml.internal.linear.SvmSpec;
import dev.peso.ml.internal.near.NearestSpec;
import dev.peso.ml.internal.near.OutlierSpec;
import dev.peso.ml.internal.net.NetSpec;
import dev.peso.ml.internal.provided.ProvidedSpec;
import dev.peso.ml.internal.provided.Providers;
import dev.peso.ml.internal.reduce.PcaSpec;
import dev.peso.ml.internal.tree.BoostingSpec;
import dev.peso.ml.internal.tree.ForestSpec;
import dev.peso.ml.internal.tree.IsolationSpec;

/// Makes learners.
public final class Learners {
    private Learners() {}

    /// What each learner can do, as a table `learners/1` with a row for each, those of LightGBM and XGBoost too: learner,
    /// predicts, weights (of rows), missing (values), categories, several_classes (more than two), orders
    /// ([Pipeline#rank]), sparse (columns of texts and wide encodings), importance (of columns), onnx, file. Cells hold for
    /// all that a learner predicts; of orders weights are of whole groups. They say `yes`; `prepared` where [Pipeline#prepare] or a step before makes it possible; `dense`
    /// where sparse columns take the memory of all their values, up to 1 GB; or `refused`, with an exception that says why.
    ///
    /// @return a dataset in memory
    public static Dataset matrix() {
        return LearnerMatrix.table();
    }

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

    /// Linear regression of a quantile, such as the median with 0.5, without a penalty.
    ///
    /// @param share which one, between 0 and 1
    /// @return a learner
    /// @throws IllegalArgumentException if it is out of range
    public static QuantileRegression quantile(double share) {
        return new QuantileRegression(new QuantileSpec(share, 0));
    }

    /// The mean, or for classes the shares, of the nearest rows of training.
    ///
    /// @param neighbors how many rows, 1 or more
    /// @return a learner
    /// @throws IllegalArgumentException if it is less
    public static NearestNeighbors nearest(int neighbors) {
        return new NearestNeighbors(new NearestSpec(neighbors, false));
    }

    /// Naive Bayes of measures: features are normally distributed within each class.
    ///
    /// @return a learner
    public static NaiveBayes naiveBayes() {
        return new NaiveBayes(new BayesSpec(BayesSpec.Style.GAUSSIAN, 1e-9));
    }

    /// Naive Bayes of counts, such as those of words: a linear model.
    ///
    /// @return a learner
    public static NaiveBayes multinomialBayes() {
        return new NaiveBayes(new BayesSpec(BayesSpec.Style.MULTINOMIAL, 1));
    }

    /// Naive Bayes of things that are there or not: values above 0 count as there.
    ///
    /// @return a learner
    public static NaiveBayes bernoulliBayes() {
        return new NaiveBayes(new BayesSpec(BayesSpec.Style.BERNOULLI, 1));
    }

    /// A linear support vector machine with squared hinge losses at a cost of 1.
    ///
    /// @return a learner
    public static LinearSvm linearSvm() {
        return new LinearSvm(new SvmSpec(1, true));
    }

    /// A neural network with one hidden layer of 100 units.
    ///
    /// @return a learner
    public static NeuralNetwork neuralNetwork() {
        return new NeuralNetwork(
                new NetSpec(List.of(new NetSpec.Width(100)), NetSpec.Activation.RELU, 1e-3, 1e-4,
                        32, 200, 10, false));
    }

    // ---------------------------------------------------------------- without a target

    /// K-means with starts by k-means++, for [Pipeline#cluster].
    ///
    /// @param clusters how many, 1 or more
    /// @return a learner
    /// @throws IllegalArgumentException if it is less
    public static KMeans kMeans(int clusters) {
        return new KMeans(new KMeansSpec(clusters, 10, 300, List.of()));
    }

    /// DBSCAN, clusters where rows are dense, for [Pipeline#cluster].
    ///
    /// @param reach how far neighbors are at most, more than 0
    /// @param rows how many neighbors, the row itself included, make a place dense
    /// @return a learner
    /// @throws IllegalArgumentException if a number is out of range
    public static DensityClusters dbscan(double reach, int rows) {
        return new DensityClusters(new DensitySpec(reach, rows));
    }

    /// A mixture of normal distributions, for [Pipeline#cluster].
    ///
    /// @param clusters how many, 1 or more
    /// @return a learner
    /// @throws IllegalArgumentException if it is less
    public static GaussianMixture gaussianMixture(int clusters) {
        return new GaussianMixture(new MixtureSpec(clusters, false, 1, 500, 1e-6));
    }

    /// Hierarchical clusters by Ward's method, for [Pipeline#cluster].
    ///
    /// @param clusters how many, 1 or more
    /// @return a learner
    /// @throws IllegalArgumentException if it is less
    public static HierarchicalClusters hierarchical(int clusters) {
        return new HierarchicalClusters(new HierarchySpec(clusters, HierarchySpec.Linkage.WARD));
    }

    /// An isolation forest of 100 trees, for [Pipeline#anomalies].
    ///
    /// @return a learner
    public static IsolationForest isolationForest() {
        return new IsolationForest(new IsolationSpec(100, 256, 0));
    }

    /// The local outlier factor by 20 neighbors, for [Pipeline#anomalies].
    ///
    /// @return a learner
    public static LocalOutlierFactor localOutlierFactor() {
        return new LocalOutlierFactor(new OutlierSpec(20, 0));
    }

    /// Principal components, for [Pipeline#project].
    ///
    /// @param components how many, 1 or more
    /// @return a learner
    /// @throws IllegalArgumentException if it is less
    public static PrincipalComponents principalComponents(int components) {
        return new PrincipalComponents(new PcaSpec(components, false));
    }

    /// A learner that another library brings. `"xgboost"` and `"lightgbm"` need `ml.dmlc:xgboost4j_2.12` (without its
    /// Scala) and `io.github.metarank:lightgbm4j`, which run native code; their parameters are settings, `rounds` says how
    /// many rounds (100 unless set), and their models are Peso's own as soon as they are trained. They learn classes and
    /// numbers; orders ([Pipeline#rank]) are refused, and [#boostedTrees] learns those. Others come with a
    /// [dev.peso.ml.spi.LearnerProvider].
    ///
    /// {@snippet file="dev/peso/ml/ExchangeSnippets.java" region="provided"}
    ///
    /// @param name what the provider calls it
    /// @return a learner
    /// @throws dev.peso.QueryException if no provider brings it
    public static ProvidedLearner provided(String name) {
        Providers.get(Objects.requireNonNull(name, "name"));
        return new ProvidedLearner(new ProvidedSpec(name, List.of()));
    }
}
