package dev.peso.ml.internal.linear;

/// The step of an L1 penalty.
final class Shrink {
    private Shrink() {}

    /// A number brought nearer to 0 by a threshold, and no further than 0.
    static double soft(double value, double threshold) {
        return value > threshold ? value - threshold : value < -threshold ? value + threshold : 0;
    }
}
