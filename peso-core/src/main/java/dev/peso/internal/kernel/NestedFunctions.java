package dev.peso.internal.kernel;

/// Lists, structs and maps.
final class NestedFunctions {
    private NestedFunctions() {}

    static void register(Functions.Registrar registrar) {}
}
