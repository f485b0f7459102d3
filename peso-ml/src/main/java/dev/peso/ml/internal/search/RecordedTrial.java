package dev.peso.ml.internal.search;

import java.util.List;

import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.prepare.Step;

/// What was tried.
///
/// @param steps the preparation
/// @param learner the learner
/// @param settings what was set in it, in words
/// @param share on which share of the rows
/// @param status how it ended
/// @param score the figure that counts, NaN if there is none
/// @param deviation of the score over folds, NaN if there is none
/// @param weight what its predictions count in the model; 0 if they are not in it
/// @param note why it has no score; empty if it has
public record RecordedTrial(List<Step> steps, LearnerSpec learner, String settings, double share,
        Status status,
        double score, double deviation, double weight, String note) {
    public RecordedTrial {
        steps = List.copyOf(steps);
    }

    /// How a trial ended.
    public enum Status {
        DONE, FAILED, CANCELLED
    }

    /// With another weight.
    public RecordedTrial weighing(double other) {
        return new RecordedTrial(steps, learner, settings, share, status, score, deviation, other, note);
    }
}
