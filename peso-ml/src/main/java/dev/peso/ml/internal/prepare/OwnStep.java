package dev.peso.ml.internal.prepare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.peso.ColumnNotFoundException;
import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.Origin;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.spi.CustomStep;
import dev.peso.ml.spi.Features;
import dev.peso.ml.spi.StepTraining;

/// A step of somebody else.
///
/// @param step theirs
public record OwnStep(CustomStep step) implements Step {
    @Override
    public boolean readsTexts(Feature.Codes column) {
        return true;
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        CustomStep.Fitted fitted = step.fit(new StepTraining(new FrameFeatures(training.frame()),
                training.target().clone(), setting.classes(), training.allWeights(), training.seed()));
        if (fitted == null) {
            throw new QueryException(
                    "step " + step.getClass().getName() + " has learnt nothing: fit gave null");
        }
        return new Fitted(fitted);
    }

    /// What a step of somebody else has learnt.
    ///
    /// @param step theirs
    public record Fitted(CustomStep.Fitted step) implements FittedStep {
        @Override
        public Frame apply(Frame frame) {
            Features applied = step.apply(new FrameFeatures(frame));
            if (!(applied instanceof FrameFeatures(Frame changed)) || changed.rows() != frame.rows()) {
                throw new QueryException(
                        "step " + step.getClass().getName() + " must return the features it got, "
                                + "with columns changed by with and without");
            }
            return changed;
        }

        @Override
        public Map<String, Origin> origins(Frame empty, Map<String, Origin> before) {
            Map<String, List<String>> sources = step.sources();
            Map<String, Origin> after = new HashMap<>();
            for (String name : apply(empty).names()) {
                List<String> named = sources.get(name);
                if (named == null) {
                    Origin own = before.get(name);
                    after.put(name, own != null ? own : Origin.equally(before.values()));
                } else {
                    after.put(name,
                            Origin.equally(named.stream().map(source -> origin(source, before)).toList()));
                }
            }
            return after;
        }

        private static Origin origin(String source, Map<String, Origin> before) {
            Origin origin = before.get(source);
            if (origin == null) {
                throw new ColumnNotFoundException(source, List.copyOf(before.keySet()), "features");
            }
            return origin;
        }
    }
}
