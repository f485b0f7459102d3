package dev.peso.ml.internal.score;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Predictions beside what was true, which can be counted under several weights.
public interface Scored {
    /// How many rows there are.
    int rows();

    /// The figures by name, in the order they are shown.
    ///
    /// @param weights of rows, or null where each counts 1
    Map<String, Double> scores(double @Nullable [] weights);
}
