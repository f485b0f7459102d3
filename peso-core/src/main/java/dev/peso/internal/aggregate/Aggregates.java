package dev.peso.internal.aggregate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// All aggregate functions by name.
public final class Aggregates {
    private static final Map<String, AggregateFunction> ALL = new LinkedHashMap<>();

    private Aggregates() {}

    /// The aggregate of a name, ignoring case, or null.
    public static @Nullable AggregateFunction find(String name) {
        return ALL.get(name.toLowerCase(Locale.ROOT));
    }

    /// All names, for suggestions.
    public static List<String> names() {
        return new ArrayList<>(ALL.keySet());
    }
}
