package dev.peso.ml;

/// What a model predicts.
public enum Task {
    /// One of some classes.
    CLASSIFICATION,
    /// A number.
    REGRESSION
}
