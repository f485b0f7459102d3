package dev.peso.ml;

/// What an encoding makes of a missing value.
public enum Missing {
    /// A category of its own, if training has any.
    CATEGORY,
    /// No category: all columns of a one-hot encoding are 0, a position is missing, a mean is that of all rows.
    NONE,
    /// The training or prediction fails and names the row.
    FAIL
}
