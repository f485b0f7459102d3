package dev.peso.ml.internal.search;

import java.util.List;

/// How the best settings are searched for.
///
/// @param how what proposes them
/// @param candidates learners to try; the pipeline's own if there are none
/// @param parameters settings that all candidates have
/// @param trials how many are tried at most; 0 for no limit but time or the grid's end
/// @param millis how long to search; 0 for no limit
/// @param metric the figure that counts; empty for the usual one
/// @param members of how many trials the model is made at most
/// @param recorded trials that are repeated, for [How#RECORDED]
public record SearchSpec(How how, List<Candidate> candidates, List<ParameterSpec> parameters, int trials,
        long millis, String metric, int members, List<RecordedTrial> recorded) {
    public SearchSpec {
        candidates = List.copyOf(candidates);
        parameters = List.copyOf(parameters);
        recorded = List.copyOf(recorded);
        if (trials < 0) {
            throw new IllegalArgumentException("trials must be 1 or more, got " + trials);
        }
        if (millis < 0) {
            throw new IllegalArgumentException("the time must be more than 0, got " + millis + " ms");
        }
        if (members < 1) {
            throw new IllegalArgumentException("an ensemble has 1 member or more, got " + members);
        }
    }

    /// What proposes settings.
    public enum How {
        /// All combinations.
        GRID,
        /// Each drawn by chance.
        RANDOM,
        /// More of what did well.
        TPE,
        /// Many on few rows, the best of them on more.
        HALVING,
        /// Learners of all kinds and their settings, first as they are, then more of what did well.
        AUTOMATIC,
        /// What another search tried.
        RECORDED
    }

    /// The candidates with the settings that all have.
    ///
    /// @param own the candidates if there are none
    public List<Candidate> all(List<Candidate> own) {
        List<Candidate> chosen = candidates.isEmpty() ? own : candidates;
        return chosen.stream().map(candidate -> candidate.with(parameters)).toList();
    }
}
