package dev.peso.ml.internal.calibrate;

/// What a probability is corrected to: a record that a model keeps.
public interface CalibrationCurve {
    double at(double probability);
}
