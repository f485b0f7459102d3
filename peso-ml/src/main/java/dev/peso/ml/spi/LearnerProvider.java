package dev.peso.ml.spi;

import java.util.Map;
import java.util.Set;

/// Brings a learner to Peso, for `Learners.provided(name)`.
///
/// Providers are found by [java.util.ServiceLoader]: name the class in `META-INF/services/dev.peso.ml.spi.LearnerProvider`
/// and give it a public constructor without arguments, which must not fail and should be cheap. Providers are shared
/// between threads.
///
/// {@snippet file="dev/peso/ml/MedianProvider.java" region="provider"}
public interface LearnerProvider {
    /// What users and documents call the learner: the name of its maker, a dot, its own, such as `acme.median`; lower-case
    /// letters, digits, `-` and `_`. Peso's own names have no dot.
    ///
    /// @return the name
    String name();

    /// What messages call it.
    ///
    /// @return the name unless overridden
    default String title() {
        return name();
    }

    /// What the learner can do.
    ///
    /// @return always the same
    Set<Capability> capabilities();

    /// Learns.
    ///
    /// @param task what to learn from; nothing in it is beyond the capabilities
    /// @return what was learnt
    /// @throws IllegalArgumentException if a setting is wrong or not known
    LearntModel learn(LearningTask task);

    /// The records of [models of its own][LearntModel.Own], by names such as `acme.median/1`: the vendor, the kind, and the
    /// version, which rises when the record's components change.
    ///
    /// @return record classes by name; none unless overridden
    default Map<String, Class<? extends Record>> kinds() {
        return Map.of();
    }
}
