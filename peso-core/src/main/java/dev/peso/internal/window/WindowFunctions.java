package dev.peso.internal.window;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Function;

/// The functions that exist only over a window, by name; every aggregate may be used over one too.
public final class WindowFunctions {
    private static final Map<String, Function.Resolver> ALL = new LinkedHashMap<>();

    private WindowFunctions() {}

    /// How the window function of a name types its arguments, or null when there is none of that name.
    public static Function.@Nullable Resolver find(String name) {
        return ALL.get(name.toLowerCase(Locale.ROOT));
    }

    /// All names, for suggestions.
    public static List<String> names() {
        return new ArrayList<>(ALL.keySet());
    }
}
