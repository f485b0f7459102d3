package dev.peso.ml.spi;

import java.util.List;
import java.util.Objects;

/// What a step learns from.
///
/// @param features the features
/// @param target for each row a number, or the position of its class from 0; a copy
/// @param classes the labels of the classes in order, none where numbers are predicted
/// @param weights how much each row counts; a copy
/// @param seed where random numbers start
public record StepTraining(Features features, double[] target, List<String> classes, double[] weights,
        long seed) {
    /// Takes everything as it is.
    public StepTraining {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(target, "target");
        classes = List.copyOf(classes);
        Objects.requireNonNull(weights, "weights");
    }
}
