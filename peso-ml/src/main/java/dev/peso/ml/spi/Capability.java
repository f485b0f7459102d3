package dev.peso.ml.spi;

/// What a learner can do. What it cannot do is refused before it is asked; so are orders ([dev.peso.ml.Pipeline#rank]), which
/// only Peso's own boosted trees learn.
public enum Capability {
    /// It predicts one of two classes.
    CLASSIFICATION,
    /// It predicts one of more than two classes.
    MULTICLASS,
    /// It predicts numbers.
    REGRESSION,
    /// It heeds how much rows count.
    WEIGHTS,
    /// It takes missing values as they are.
    MISSING,
    /// It takes categories as they are, as codes.
    CATEGORIES,
    /// The size of numbers matters to it, so that preparing scales them.
    SCALED
}
