package dev.peso.internal.kernel;

/// Dates, times, timestamps and durations.
final class TemporalFunctions {
    private TemporalFunctions() {}

    static void register(Functions.Registrar registrar) {}
}
