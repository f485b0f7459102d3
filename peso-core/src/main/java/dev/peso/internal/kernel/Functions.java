package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Function;

/// All scalar functions by name. A family registers a function under its own name and its aliases, once
/// a name is asked for that the families before have not: a program that starts pays for few.
public final class Functions {
    private static final Map<String, Function> ALL = new LinkedHashMap<>();

    private static int families;

    private Functions() {}

    /// Registers one more family; false when there is none.
    private static boolean registerMore() {
        switch (families++) {
            case 0 -> ArithmeticFunctions.register(Functions::add);
            case 1 -> ComparisonFunctions.register(Functions::add);
            case 2 -> MathFunctions.register(Functions::add);
            case 3 -> TextFunctions.register(Functions::add);
            case 4 -> TemporalFunctions.register(Functions::add);
            case 5 -> NestedFunctions.register(Functions::add);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Takes a function under its name and any number of further names.
    @FunctionalInterface
    public interface Registrar {
        void add(Function function, String... aliases);
    }

    private static void add(Function function, String... aliases) {
        put(function.name(), function);
        for (String alias : aliases) {
            put(alias, function);
        }
    }

    private static void put(String name, Function function) {
        if (ALL.putIfAbsent(name, function) != null) {
            throw new IllegalStateException("two functions have the name " + name);
        }
    }

    /// The function of a name, ignoring case, or null.
    public static synchronized @Nullable Function find(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        while (!ALL.containsKey(key) && registerMore()) {
            // the families after it are not needed
        }
        return ALL.get(key);
    }

    /// All names, for suggestions.
    public static synchronized List<String> names() {
        while (registerMore()) {
            // until all are there
        }
        return new ArrayList<>(ALL.keySet());
    }
}
