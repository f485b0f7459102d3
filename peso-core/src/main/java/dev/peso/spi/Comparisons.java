package dev.peso.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// Compares single values as queries do.
final class Comparisons {
    private Comparisons() {}

    static boolean test(Predicate predicate, @Nullable Object value) {
        return switch (predicate) {
            case Predicate.IsNull _ -> value == null;
            case Predicate.IsNotNull _ -> value != null;
            case Predicate.OneOf(_, var values) ->
                value != null && values.stream().anyMatch(other -> compare(value, other) == 0);
            case Predicate.Compare(_, var comparison, Object other) ->
                value != null && holds(comparison, compare(value, other));
        };
    }

    private static boolean holds(Predicate.Comparison comparison, int order) {
        return switch (comparison) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    private static int compare(Object a, Object b) {
        return switch (a) {
            case String text -> Arrays.compareUnsigned(text.getBytes(StandardCharsets.UTF_8),
                    b.toString().getBytes(StandardCharsets.UTF_8));
            case Double number -> Double.compare(number + 0.0, ((Number) b).doubleValue() + 0.0);
            case Float number -> Float.compare(number + 0.0f, ((Number) b).floatValue() + 0.0f);
            case byte[] bytes -> Arrays.compareUnsigned(bytes, (byte[]) b);
            case Comparable<?> comparable -> natural(comparable, b);
            default -> a.equals(b) ? 0 : 1;
        };
    }

    @SuppressWarnings("unchecked") // both values are of the column's class
    private static int natural(Comparable<?> a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }
}
