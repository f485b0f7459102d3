package dev.peso.internal.aggregate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Java values whose `equals` is the equality of groups.
public final class Canonical {
    private Canonical() {}

    public static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case Double d -> d + 0.0;
            case Float f -> f + 0.0f;
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(v -> copy.add(of(v)));
                yield copy;
            }
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((k, v) -> copy.put(of(k), of(v)));
                yield copy.entrySet().stream().toList();
            }
            case null, default -> value;
        };
    }
}
