package dev.peso.ml.internal.learn;

/// A way to learn: an immutable record of its settings.
public interface LearnerSpec {
    /// What messages call it.
    String title();

    default boolean classifies() {
        return true;
    }

    default boolean regresses() {
        return true;
    }

    /// Whether it learns from categories and missing values as they are.
    default boolean takesRawColumns() {
        return false;
    }

    /// Whether the size of numbers matters to it, so that preparing scales them.
    default boolean wantsScaled() {
        return !takesRawColumns();
    }

    /// Whether it learns from sparse columns as they are.
    default boolean takesSparse() {
        return false;
    }

    /// Whether rows may count differently.
    default boolean takesWeights() {
        return true;
    }

    /// Whether it tells more than two classes apart.
    default boolean takesSeveralClasses() {
        return classifies();
    }

    /// Whether it learns scores by which the rows of each group are ordered.
    default boolean ranks() {
        return false;
    }

    /// Which quantile of numbers it predicts; NaN for their mean.
    default double predictedQuantile() {
        return Double.NaN;
    }

    Predictor fit(Training training);

    /// @param what what is counted
    /// @throws IllegalArgumentException if there are less than 1
    static void requireOne(String what, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(what + " must be 1 or more, got " + count);
        }
    }
}
