package dev.peso.internal.kernel;

/// Comparison, null tests and logic.
final class ComparisonFunctions {
    private ComparisonFunctions() {}

    static void register(Functions.Registrar registrar) {}
}
