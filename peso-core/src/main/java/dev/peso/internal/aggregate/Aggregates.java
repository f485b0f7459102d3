package dev.peso.internal.aggregate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;

/// All aggregate functions by name. A family registers a function under its own name and its aliases,
/// once a name is asked for that the families before have not: a program that starts pays for few.
public final class Aggregates {
    private static final Map<String, AggregateFunction> ALL = new LinkedHashMap<>();

    private static int families;

    private Aggregates() {}

    /// Registers one more family; false when there is none.
    private static boolean registerMore() {
        switch (families++) {
            case 0 -> SumFunctions.registerFirst(Aggregates::add);
            case 1 -> SumFunctions.register(Aggregates::add);
            case 2 -> PickFunctions.register(Aggregates::add);
            case 3 -> MomentFunctions.register(Aggregates::add);
            case 4 -> RankFunctions.register(Aggregates::add);
            case 5 -> CollectFunctions.register(Aggregates::add);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Takes a function and any number of further names for it.
    @FunctionalInterface
    interface Registrar {
        void add(AggregateFunction function, String... aliases);
    }

    private static void add(AggregateFunction function, String... aliases) {
        put(function.name(), function);
        for (String alias : aliases) {
            put(alias, function);
        }
    }

    private static void put(String name, AggregateFunction function) {
        if (ALL.putIfAbsent(name, function) != null) {
            throw new IllegalStateException("two functions have the name " + name);
        }
    }

    /// The aggregate of a name, ignoring case, or null.
    public static synchronized @Nullable AggregateFunction find(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        while (!ALL.containsKey(key) && registerMore()) {
            // the families after it are not needed
        }
        return ALL.get(key);
    }

    /// The function that a node names or brings, or null.
    public static @Nullable AggregateFunction find(Node.Aggregate node) {
        return node.user() == null ? find(node.function()) : UserFold.function(node.function(), node.user());
    }

    /// All names, for suggestions.
    public static synchronized List<String> names() {
        while (registerMore()) {
            // until all are there
        }
        return new ArrayList<>(ALL.keySet());
    }
}
