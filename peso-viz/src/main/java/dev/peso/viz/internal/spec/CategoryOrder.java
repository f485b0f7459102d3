package dev.peso.viz.internal.spec;

/// How the names of a category axis are ordered.
public enum CategoryOrder {
    /// As they first appear; numbers and booleans from low to high.
    DATA,
    /// The largest value first.
    DESCENDING,
    /// The smallest value first.
    ASCENDING,
    /// By their characters.
    NAME
}
