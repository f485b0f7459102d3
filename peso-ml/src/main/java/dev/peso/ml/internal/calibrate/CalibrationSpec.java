package dev.peso.ml.internal.calibrate;

/// How probabilities are corrected.
///
/// @param how by which curve
/// @param folds into how many parts rows are cut to get predictions of rows not learnt from
public record CalibrationSpec(How how, int folds) {
    public CalibrationSpec {
        if (folds < 2) {
            throw new IllegalArgumentException("folds must be 2 or more, got " + folds);
        }
    }

    /// The form of the curve.
    public enum How {
        PLATT, ISOTONIC
    }

    /// The curve from probabilities to shares that are true.
    ///
    /// @param isTrue whether each row is of the class
    /// @param weights of rows
    CalibrationCurve curve(double[] probabilities, boolean[] isTrue, double[] weights) {
        return switch (how) {
            case PLATT -> Platt.of(probabilities, isTrue, weights);
            case ISOTONIC -> Isotonic.of(probabilities, isTrue, weights);
        };
    }
}
