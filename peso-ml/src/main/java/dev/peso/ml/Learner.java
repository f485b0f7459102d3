package dev.peso.ml;

import dev.peso.ml.internal.learn.LearnerSpec;

/// A way to learn, with its settings. Learners are immutable values; [Learners] makes them.
public abstract sealed class Learner permits BoostedTrees, DecisionTree, DensityClusters, GaussianMixture,
        HierarchicalClusters, IsolationForest, KMeans, LinearRegression, LinearSvm, LocalOutlierFactor,
        LogisticRegression, NaiveBayes, NearestNeighbors, NeuralNetwork, PoissonRegression,
        PrincipalComponents, ProvidedLearner,
        QuantileRegression, RandomForest {
    Learner() {}

    abstract LearnerSpec spec();

    @Override
    public final boolean equals(Object other) {
        return other instanceof Learner learner && spec().equals(learner.spec());
    }

    @Override
    public final int hashCode() {
        return spec().hashCode();
    }

    /// What it is called and its settings.
    @Override
    public final String toString() {
        String settings = spec().toString();
        return spec().title() + " " + settings.substring(settings.indexOf('['));
    }
}
