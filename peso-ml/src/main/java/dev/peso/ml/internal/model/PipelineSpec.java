package dev.peso.ml.internal.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.ml.internal.calibrate.CalibrationSpec;
import dev.peso.ml.internal.learn.Finding;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.prepare.Step;
import dev.peso.ml.internal.search.SearchSpec;

/// A pipeline as a value.
///
/// @param target the column to predict; empty where something is found without one
/// @param purpose what to predict of it
/// @param positive the label of the positive class; empty for the last
/// @param roles columns that are no features
/// @param steps preparation
/// @param learner one, or none yet
/// @param validation how the model is tried
/// @param seed where random numbers start
/// @param search how the best settings are searched for, or none
/// @param calibration how probabilities are corrected, or none
/// @param choice how classes are chosen, or none for the likeliest
public record PipelineSpec(String target, Purpose purpose, String positive, Roles roles, List<Step> steps,
        List<LearnerSpec> learner, ValidationSpec validation, long seed, List<SearchSpec> search,
        List<CalibrationSpec> calibration, List<ChoiceSpec> choice) {
    public PipelineSpec {
        steps = List.copyOf(steps);
        learner = List.copyOf(learner);
        search = List.copyOf(search);
        calibration = List.copyOf(calibration);
        choice = List.copyOf(choice);
    }

    public PipelineSpec(String target, Purpose purpose, String positive, Roles roles, List<Step> steps,
            List<LearnerSpec> learner, ValidationSpec validation, long seed) {
        this(target, purpose, positive, roles, steps, learner, validation, seed, List.of(), List.of(),
                List.of());
    }

    PipelineSpec with(List<Step> otherSteps, LearnerSpec otherLearner) {
        return new PipelineSpec(target, purpose, positive, roles, otherSteps, List.of(otherLearner),
                validation,
                seed, search, calibration, choice);
    }

    /// Which quantile the learner predicts; NaN for the mean, for classes, or while there is none.
    public double quantile() {
        return learner.isEmpty() ? Double.NaN : learner.getFirst().predictedQuantile();
    }

    /// How probabilities are corrected and classes chosen, which needs predictions of rows not learnt from.
    boolean wantsUnseen() {
        return !calibration.isEmpty() || !choice.isEmpty() && choice.getFirst().isTuned();
    }

    /// What to predict.
    public enum Purpose {
        /// Whatever the column's type tells.
        PREDICT(null), CLASSIFY(null), REGRESS(null),
        /// Scores that order the rows of each group.
        RANK(null),
        /// What is found without a target.
        CLUSTER(Finding.CLUSTERS), ANOMALIES(Finding.ANOMALIES), PROJECT(Finding.AXES);

        private final @Nullable Finding finding;

        Purpose(@Nullable Finding finding) {
            this.finding = finding;
        }

        /// What is found; null where there is a target.
        public @Nullable Finding finding() {
            return finding;
        }
    }
}
