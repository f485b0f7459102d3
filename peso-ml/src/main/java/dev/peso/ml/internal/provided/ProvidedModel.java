package dev.peso.ml.internal.provided;

import dev.peso.PesoException;
import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.prepare.FrameFeatures;
import dev.peso.ml.spi.LearntModel;

/// What a learner of somebody else has learnt.
///
/// @param provider the name of the provider
/// @param classes how many classes there are, 0 for numbers
/// @param model theirs
public record ProvidedModel(String provider, int classes, LearntModel.Own model) implements Predictor {
    @Override
    public double[][] predict(Frame frame, Workers workers) {
        double[][] predicted;
        try {
            predicted = model.predict(new FrameFeatures(ProvidedSpec.numbers(frame.dense(provider))));
        } catch (PesoException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new QueryException(provider + " failed to predict: " + e.getMessage(), e);
        }
        int wanted = Math.max(1, classes);
        boolean fits = predicted != null && predicted.length == wanted;
        for (int k = 0; fits && k < wanted; k++) {
            fits = predicted[k] != null && predicted[k].length == frame.rows();
        }
        if (!fits) {
            throw new QueryException(provider + " must predict " + wanted + " arrays of " + frame.rows()
                    + " numbers, and did not");
        }
        return predicted;
    }
}
