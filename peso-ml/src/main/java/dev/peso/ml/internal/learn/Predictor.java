package dev.peso.ml.internal.learn;

import dev.peso.ml.internal.frame.Frame;

/// What a learner has learnt: a record of what it takes to predict.
public interface Predictor {
    /// The most classes that are told apart.
    int MOST_CLASSES = 10_000;

    /// Predictions for rows with the features of training.
    ///
    /// @return one array for a regression, else one of probabilities for each class
    double[][] predict(Frame frame, Workers workers);
}
