package dev.peso.ml.spi;

import java.util.List;
import java.util.Map;

/// A step of preparation of one's own, for [dev.peso.ml.Pipeline#step].
///
/// A step that only lives in memory may be anything, a lambda too. One that is to be kept in the files of models and
/// pipelines is a record, and so is what it has learnt; a [StepProvider] gives both a name. Components of such records
/// may be numbers, booleans, texts, constants of enums, records, lists of these, and arrays of numbers and booleans. Steps
/// and what they have learnt must be immutable: models are shared between threads.
@FunctionalInterface
public interface CustomStep {
    /// Learns from rows of training; of each fold of a validation anew.
    ///
    /// @param training the rows
    /// @return what has been learnt
    Fitted fit(StepTraining training);

    /// What a step has learnt.
    @FunctionalInterface
    interface Fitted {
        /// Prepares rows, those of training too.
        ///
        /// @param features the features as they are in training; there may be no rows
        /// @return features with as many rows, the same ones for any rows
        Features apply(Features features);

        /// Which features each new one is made of, for explanations in the user's own columns. A feature that is not
        /// named counts as made of that of the same name, or of all features in equal parts where there is none.
        ///
        /// @return names of features before the step, by the name of the new one
        default Map<String, List<String>> sources() {
            return Map.of();
        }
    }
}
