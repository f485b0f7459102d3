package dev.peso.ml.internal.learn;

import dev.peso.ml.internal.frame.Frame;

/// A predictor that knows what each feature adds to its outputs, which are those before probabilities are made.
public interface Explained extends Predictor {
    /// What features add.
    ///
    /// @param added for each output, for each row, what each feature adds
    /// @param base what each output is without any
    record Additions(double[][][] added, double[] base) {}

    Additions explain(Frame frame, Workers workers);

    /// What the outputs measure to which features add.
    Unit unit();
}
