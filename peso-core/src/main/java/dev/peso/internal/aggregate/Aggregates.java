package dev.peso.internal.aggregate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;

/// All aggregate functions by name. A family registers a function under its own name and its aliases.
public final class Aggregates {
    private static final Map<String, AggregateFunction> ALL = new LinkedHashMap<>();

    static {
        SumFunctions.register(Aggregates::add);
        PickFunctions.register(Aggregates::add);
        MomentFunctions.register(Aggregates::add);
        RankFunctions.register(Aggregates::add);
        CollectFunctions.register(Aggregates::add);
    }

    private Aggregates() {}

    /// Takes a function and any number of further names for it.
    @FunctionalInterface
    interface Registrar {
        void add(AggregateFunction function, String... aliases);
    }

    private static void add(AggregateFunction function, String... aliases) {
        ALL.put(function.name(), function);
        for (String alias : aliases) {
            ALL.put(alias, function);
        }
    }

    /// The aggregate of a name, ignoring case, or null.
    public static @Nullable AggregateFunction find(String name) {
        return ALL.get(name.toLowerCase(Locale.ROOT));
    }

    /// The function that a node names or brings, or null.
    public static @Nullable AggregateFunction find(Node.Aggregate node) {
        return node.user() == null ? find(node.function()) : UserFold.function(node.function(), node.user());
    }

    /// All names, for suggestions.
    public static List<String> names() {
        return new ArrayList<>(ALL.keySet());
    }
}
