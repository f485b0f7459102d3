package dev.peso.ml;

import dev.peso.ml.internal.calibrate.CalibrationSpec;
import dev.peso.ml.internal.spec.Records;

/// How probabilities are corrected, so that of rows with 0.3 three in ten are of the class.
///
/// The curve is learnt from predictions of rows that were not learnt from, by cutting the rows of training into parts
/// (stratified, with groups kept together, in time if the validation is); the model itself learns from all rows. Of more than
/// two classes each has its own curve, and probabilities are divided by their sum then.
public final class Calibration {
    private final CalibrationSpec spec;

    private Calibration(CalibrationSpec spec) {
        this.spec = spec;
    }

    /// A logistic curve over the logarithm of the odds (Platt 1999); for few rows.
    ///
    /// @return with 5 parts
    public static Calibration platt() {
        return new Calibration(new CalibrationSpec(CalibrationSpec.How.PLATT, 5));
    }

    /// Any rising curve (Zadrozny and Elkan 2002); for a thousand rows and more.
    ///
    /// @return with 5 parts
    public static Calibration isotonic() {
        return new Calibration(new CalibrationSpec(CalibrationSpec.How.ISOTONIC, 5));
    }

    /// Into how many parts rows are cut.
    ///
    /// @param folds 2 or more; 5 unless given
    /// @return a new calibration
    /// @throws IllegalArgumentException if there are fewer
    public Calibration folds(int folds) {
        return new Calibration(Records.with(spec, "folds", folds));
    }

    CalibrationSpec spec() {
        return spec;
    }
}
