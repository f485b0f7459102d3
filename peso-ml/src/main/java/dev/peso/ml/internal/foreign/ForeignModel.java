package dev.peso.ml.internal.foreign;

import java.util.List;

import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.prepare.FittedStep;

/// A model that another library trained.
///
/// @param library which
/// @param objective what it was trained for, as the library calls it
/// @param features names of the features in order
/// @param levels for each feature its categories in the order of their codes; none for numbers
/// @param steps what happens to features first
/// @param predictor what was learnt
/// @param classes how many classes it tells apart, 0 if it predicts numbers
/// @param rows how many rows it was trained on, 0 if that is not known
public record ForeignModel(String library, String objective, List<String> features, List<List<String>> levels,
        List<FittedStep> steps, Predictor predictor, int classes, long rows) {
    public ForeignModel {
        features = List.copyOf(features);
        levels = List.copyOf(levels);
        steps = List.copyOf(steps);
    }
}
