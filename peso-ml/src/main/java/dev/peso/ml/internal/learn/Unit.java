package dev.peso.ml.internal.learn;

/// What the outputs of a predictor measure before they become predictions.
public enum Unit {
    /// Predictions themselves: numbers, or probabilities of classes.
    PREDICTION,
    /// Logarithms of predicted numbers.
    LOG,
    /// Logarithms of odds, of a class or of a number between 0 and 1.
    LOG_ODDS,
    /// Logarithms of the probabilities of classes, up to a number that all classes of a row share.
    LOG_PROBABILITY,
    /// How far a row is on the side of a class.
    MARGIN,
    /// Square roots of predicted numbers, with their signs.
    SIGNED_ROOT,
    /// Numbers of which log(1 + exp(x)) is predicted.
    INVERSE_SOFTPLUS
}
