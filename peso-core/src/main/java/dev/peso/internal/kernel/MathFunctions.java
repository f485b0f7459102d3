package dev.peso.internal.kernel;

/// Rounding, roots, logarithms, trigonometry, bits, hash.
final class MathFunctions {
    private MathFunctions() {}

    static void register(Functions.Registrar registrar) {}
}
