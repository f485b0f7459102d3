package dev.peso.internal.kernel;

/// Arithmetic on numbers, and on dates and durations.
final class ArithmeticFunctions {
    private ArithmeticFunctions() {}

    static void register(Functions.Registrar registrar) {}
}
