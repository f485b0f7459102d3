package dev.peso.ml;

/// How numbers are brought to like size.
public enum Scaling {
    /// Less their mean, divided by their standard deviation (of a population).
    STANDARD,
    /// Less their median, divided by the range of their middle half.
    ROBUST,
    /// To the range from 0 to 1.
    MIN_MAX
}
