package dev.peso.internal.kernel;

/// Text and binary.
final class TextFunctions {
    private TextFunctions() {}

    static void register(Functions.Registrar registrar) {}
}
