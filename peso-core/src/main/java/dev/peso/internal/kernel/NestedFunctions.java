package dev.peso.internal.kernel;

/// Lists, structs and maps: each family of functions has a class of its own.
final class NestedFunctions {
    private NestedFunctions() {}

    static void register(Functions.Registrar registrar) {
        ListElements.register(registrar);
        ListOrders.register(registrar);
        ListSets.register(registrar);
        ListAggregates.register(registrar);
        ListMakers.register(registrar);
        StructFunctions.register(registrar);
        MapFunctions.register(registrar);
    }
}
