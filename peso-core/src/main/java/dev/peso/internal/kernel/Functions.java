package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Function;

/// All scalar functions by name. A family registers a function under its own name and its aliases.
public final class Functions {
    private static final Map<String, Function> ALL = new LinkedHashMap<>();

    static {
        ArithmeticFunctions.register(Functions::add);
        ComparisonFunctions.register(Functions::add);
        MathFunctions.register(Functions::add);
        TextFunctions.register(Functions::add);
        TemporalFunctions.register(Functions::add);
        NestedFunctions.register(Functions::add);
    }

    private Functions() {}

    /// Takes a function under its name and any number of further names.
    @FunctionalInterface
    public interface Registrar {
        void add(Function function, String... aliases);
    }

    private static void add(Function function, String... aliases) {
        ALL.put(function.name(), function);
        for (String alias : aliases) {
            ALL.put(alias, function);
        }
    }

    /// The function of a name, ignoring case, or null.
    public static @Nullable Function find(String name) {
        return ALL.get(name.toLowerCase(Locale.ROOT));
    }

    /// All names, for suggestions.
    public static List<String> names() {
        return new ArrayList<>(ALL.keySet());
    }
}
