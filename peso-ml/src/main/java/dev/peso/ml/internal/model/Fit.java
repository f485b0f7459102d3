package dev.peso.ml.internal.model;

import java.util.List;

import dev.peso.ml.internal.calibrate.CalibratedModel;
import dev.peso.ml.internal.calibrate.CalibrationCurve;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Blocks;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.prepare.FittedStep;

/// What was learnt from some rows.
///
/// @param target what it predicts, and how classes are chosen
/// @param steps how columns are prepared
/// @param features the names of the prepared columns
/// @param predictor what the learner has learnt
record Fit(Target target, List<FittedStep> steps, List<String> features, Predictor predictor) {
    Frame prepare(Frame frame) {
        Frame now = frame;
        for (FittedStep step : steps) {
            now = step.apply(now);
        }
        return now;
    }

    double[][] predict(Frame frame, Workers workers) {
        return Blocks.predict(predictor, prepare(frame), workers);
    }

    /// With corrected probabilities and another way to choose.
    ///
    /// @param curves of calibration, or none
    Fit with(List<CalibrationCurve> curves, Target other) {
        return new Fit(other, steps, features,
                curves.isEmpty() ? predictor : new CalibratedModel(predictor, curves));
    }
}
