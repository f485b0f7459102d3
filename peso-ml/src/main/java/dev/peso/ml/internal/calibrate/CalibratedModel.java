package dev.peso.ml.internal.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Probabilities;

/// A predictor whose probabilities are corrected: of two classes that of the second by one curve, of more each by its
/// own, divided by their sum then.
///
/// @param learnt the predictor
/// @param curves one, or one for each class
public record CalibratedModel(Predictor learnt, List<CalibrationCurve> curves) implements Predictor {
    public CalibratedModel {
        curves = List.copyOf(curves);
        if (curves.isEmpty() || curves.size() == 2) {
            throw new IllegalArgumentException("there are " + curves.size() + " curves of calibration");
        }
    }

    /// Curves for predictions of rows that were not learnt from.
    ///
    /// @param predicted for each class the probabilities of all rows
    /// @param actual the class of each row
    /// @param weights of rows, or null
    public static List<CalibrationCurve> curves(CalibrationSpec spec, double[][] predicted, double[] actual,
            double @Nullable [] weights) {
        double[] counts = new double[actual.length];
        Arrays.setAll(counts, i -> weights == null ? 1 : weights[i]);
        List<CalibrationCurve> curves = new ArrayList<>();
        for (int k = predicted.length == 2 ? 1 : 0; k < predicted.length; k++) {
            boolean[] isTrue = new boolean[actual.length];
            for (int i = 0; i < isTrue.length; i++) {
                isTrue[i] = actual[i] == k;
            }
            curves.add(spec.curve(predicted[k], isTrue, counts));
        }
        return curves;
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        return correct(curves, learnt.predict(frame, workers));
    }

    /// Corrects probabilities in place.
    public static double[][] correct(List<CalibrationCurve> curves, double[][] predicted) {
        int classes = predicted.length;
        if (curves.size() == 1 ? classes != 2 : classes != curves.size()) {
            throw new IllegalArgumentException(
                    "there are " + curves.size() + " curves of calibration for " + classes + " classes");
        }
        if (classes == 2) {
            return Probabilities.pair(corrected(curves.getFirst(), predicted[1]));
        }
        for (int k = 0; k < classes; k++) {
            corrected(curves.get(k), predicted[k]);
        }
        return Probabilities.shares(predicted);
    }

    private static double[] corrected(CalibrationCurve curve, double[] probabilities) {
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = curve.at(probabilities[i]);
        }
        return probabilities;
    }
}
