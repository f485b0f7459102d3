package dev.peso.ml.spi;

import java.util.Map;

/// Names the steps of a vendor, so that models and pipelines that hold them can be saved and read.
///
/// Providers are found by [java.util.ServiceLoader]: a library names its class in
/// `META-INF/services/dev.peso.ml.spi.StepProvider`. A file names kinds, never classes, so that reading one makes nothing
/// but what is built in or named here.
public interface StepProvider {
    /// The records of steps and of what they have learnt, by names such as `acme.winsor/1`: the vendor, the kind, and the
    /// version, which rises when the record's components change. The vendor `peso` is taken.
    ///
    /// @return record classes by name
    Map<String, Class<? extends Record>> kinds();
}
