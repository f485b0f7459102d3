package dev.peso.ml.internal.search;

import java.util.ArrayList;
import java.util.List;

import dev.peso.ml.internal.learn.LearnerSpec;

/// A learner to try, with the settings that only it has.
///
/// @param learner one, or none for that of the pipeline
/// @param parameters its settings
public record Candidate(List<LearnerSpec> learner, List<ParameterSpec> parameters) {
    public Candidate {
        learner = List.copyOf(learner);
        parameters = List.copyOf(parameters);
    }

    /// With the settings that all candidates have first.
    Candidate with(List<ParameterSpec> common) {
        List<ParameterSpec> all = new ArrayList<>(common);
        all.addAll(parameters);
        return new Candidate(learner, all);
    }
}
