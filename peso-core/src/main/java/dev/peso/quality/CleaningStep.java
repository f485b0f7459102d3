package dev.peso.quality;

import java.util.Map;

/// A step of a [Cleaning]: looks at the data as the steps before have left it, and says what is to change.
///
/// Implement it for steps of your own, and add them by [Cleaning#step]; `peso-ml` brings steps that ask models. A step
/// holds no state of a run: it may be asked again, for other data.
///
/// {@snippet file="dev/peso/quality/QualitySnippets.java" region="step"}
public interface CleaningStep {
    /// What the step is called in reports, for example `trim`.
    ///
    /// @return a short name
    String name();

    /// What was chosen, for the text and JSON forms of a plan.
    ///
    /// @return names and values: texts, numbers, booleans, or lists and maps of these
    default Map<String, Object> settings() {
        return Map.of();
    }

    /// Decides what to change.
    ///
    /// @param input the data so far
    /// @return the change, perhaps [CleaningChange#NONE]
    /// @throws dev.peso.PesoException if the data is not what the step needs
    CleaningChange change(CleaningInput input);
}
