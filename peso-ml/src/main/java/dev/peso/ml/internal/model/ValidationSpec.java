package dev.peso.ml.internal.model;

import java.util.List;

/// How a model is tried on rows it has not learnt from.
///
/// @param folds into how many parts rows are cut; 0 for none
/// @param repeats how often, each time cut anew
/// @param how how rows come into parts
/// @param inner by which validation a search compares its trials inside each fold; none for the same folds
public record ValidationSpec(int folds, int repeats, How how, List<ValidationSpec> inner) {
    public static final ValidationSpec NONE = new ValidationSpec(0, 0, How.RANDOM);

    public ValidationSpec {
        if (folds == 1 || folds < 0) {
            throw new IllegalArgumentException("folds must be 2 or more, got " + folds);
        }
        if (folds > 0 && repeats < 1) {
            throw new IllegalArgumentException("repeats must be 1 or more, got " + repeats);
        }
        if (repeats > 1 && how == How.IN_TIME) {
            throw new IllegalArgumentException(
                    "folds in order of time are the same each time; leave out repeated");
        }
        inner = List.copyOf(inner);
        if (!inner.isEmpty() && (!inner.getFirst().inner.isEmpty() || inner.getFirst().folds == 0)) {
            throw new IllegalArgumentException(
                    "the validation inside of another one has no third one inside");
        }
    }

    public ValidationSpec(int folds, int repeats, How how) {
        this(folds, repeats, how, List.of());
    }

    /// How rows come into parts.
    public enum How {
        RANDOM, STRATIFIED, IN_TIME
    }
}
