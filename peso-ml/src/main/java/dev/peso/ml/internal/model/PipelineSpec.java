package dev.peso.ml.internal.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.ml.internal.learn.Finding;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.prepare.Step;

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
public record PipelineSpec(String target, Purpose purpose, String positive, Roles roles, List<Step> steps,
        List<LearnerSpec> learner, ValidationSpec validation, long seed) {
    public PipelineSpec {
        steps = List.copyOf(steps);
        learner = List.copyOf(learner);
    }

    /// What to predict.
    public enum Purpose {
        /// Whatever the column's type tells.
        PREDICT(null), CLASSIFY(null), REGRESS(null),
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
