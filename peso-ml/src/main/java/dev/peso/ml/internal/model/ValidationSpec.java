package dev.peso.ml.internal.model;

/// How a model is tried on rows it has not learnt from.
///
/// @param folds into how many parts rows are cut; 0 for none
/// @param repeats how often, each time cut anew
/// @param how how rows come into parts
public record ValidationSpec(int folds, int repeats, How how) {
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
    }

    /// How rows come into parts.
    public enum How {
        RANDOM, STRATIFIED, IN_TIME
    }
}
