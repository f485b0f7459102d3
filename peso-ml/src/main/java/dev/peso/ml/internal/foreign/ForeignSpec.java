package dev.peso.ml.internal.foreign;

import dev.peso.QueryException;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Training;

/// Says which library trained a model; it cannot train another.
///
/// @param library which
/// @param objective what the model was trained for, as the library calls it
public record ForeignSpec(String library, String objective) implements LearnerSpec {
    @Override
    public String title() {
        return library + (objective.isEmpty() ? "" : " " + objective);
    }

    @Override
    public boolean takesRawColumns() {
        return true;
    }

    @Override
    public Predictor fit(Training training) {
        throw new QueryException("a model read from " + library
                + " cannot be trained again here; choose a learner with learn(Learners...)");
    }
}
