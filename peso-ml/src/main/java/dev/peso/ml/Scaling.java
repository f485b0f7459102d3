package dev.peso.ml;

/// How numbers are brought to like size.
public enum Scaling {
    /// Less their mean, divided by their standard deviation (of a population).
    STANDARD,
    /// Less their median, divided by the range of their middle half.
    ROBUST,
    /// To the range from 0 to 1.
    MIN_MAX,
    /// By the power that makes them most like a normal distribution (Yeo and Johnson 2000), then to mean 0 and deviation 1.
    YEO_JOHNSON,
    /// The same for numbers above 0 (Box and Cox 1964); others are refused.
    BOX_COX
}
