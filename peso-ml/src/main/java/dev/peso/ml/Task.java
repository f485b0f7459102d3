package dev.peso.ml;

/// What a model predicts.
public enum Task {
    /// One of some classes.
    CLASSIFICATION,
    /// A number.
    REGRESSION,
    /// A score that orders the rows of a group.
    RANKING,
    /// The group of rows that a row is like.
    CLUSTERING,
    /// How strange a row is.
    ANOMALIES,
    /// Where a row lies along few axes.
    PROJECTION
}
