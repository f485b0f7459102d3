package dev.peso.ml;

/// What happens to a category that training has not seen.
public enum Unknown {
    /// It counts as no value: all columns of a one-hot encoding are 0.
    MISSING,
    /// The prediction fails and names it.
    FAIL
}
