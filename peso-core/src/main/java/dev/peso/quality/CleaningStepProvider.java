package dev.peso.quality;

import java.util.List;

/// Makes the steps of a library from the JSON form of a [Cleaning], so that [Cleaning#parse] can read plans with them.
///
/// Providers are found by [java.util.ServiceLoader]: a library names its class in
/// `META-INF/services/dev.peso.quality.CleaningStepProvider`.
public interface CleaningStepProvider {
    /// The names of its steps, as [CleaningStep#name] gives them; those of Peso's own steps are taken.
    ///
    /// @return names
    List<String> names();

    /// Makes a step again.
    ///
    /// @param name one of the names
    /// @param settings what [CleaningStep#settings] gave. Those that are not asked for are refused
    /// @return the step
    /// @throws IllegalArgumentException if the settings will not do
    CleaningStep step(String name, CleaningSettings settings);
}
