package dev.peso.viz.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;

/// The fields of a JSON object, taken one by one; what is left at the end was not known.
final class Fields {
    private final String where;
    private final Map<String, @Nullable Object> left;

    Fields(String where, Map<String, @Nullable Object> fields) {
        this.where = where;
        this.left = new LinkedHashMap<>(fields);
    }

    @SuppressWarnings("unchecked") // JsonTree makes no other maps
    static Map<String, @Nullable Object> object(String what, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new DataException(what + " is no JSON object");
    }

    String where() {
        return where;
    }

    boolean has(String name) {
        return left.get(name) != null;
    }

    @Nullable
    Object take(String name) {
        return left.remove(name);
    }

    @Nullable
    String text(String name) {
        Object value = take(name);
        if (value != null && !(value instanceof String)) {
            throw wrong(name, "a text");
        }
        return (String) value;
    }

    double number(String name, double usual) {
        Object value = take(name);
        if (value == null) {
            return usual;
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return number;
        }
        throw wrong(name, "a number");
    }

    /// A number above 0 and at most 1.
    double share(String name, double usual) {
        double value = number(name, usual);
        if (value != usual && !(value > 0 && value <= 1)) {
            throw wrong(name, "a number in (0, 1]");
        }
        return value;
    }

    int integer(String name, int usual) {
        double value = number(name, usual);
        if (value != Math.rint(value) || value < 0 || value > 1_000_000) {
            throw wrong(name, "a whole number");
        }
        return (int) value;
    }

    int size(String name, int usual) {
        int value = integer(name, usual);
        if (value < 60 || value > 10_000) {
            throw wrong(name, "a number from 60 to 10000");
        }
        return value;
    }

    boolean flag(String name, boolean usual) {
        Object value = take(name);
        if (value == null) {
            return usual;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    List<?> list(String name) {
        Object value = take(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(name, "a list");
    }

    List<Double> limits(String name) {
        List<Double> limits = new ArrayList<>();
        for (Object each : list(name)) {
            if (each instanceof Double number) {
                limits.add(number);
            }
        }
        if (!limits.isEmpty() && !(limits.size() == 2 && limits.get(0) < limits.get(1))) {
            throw wrong(name, "two numbers, the lower one first");
        }
        return limits;
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E usual) {
        String text = text(name);
        if (text == null) {
            return usual;
        }
        List<String> known = new ArrayList<>();
        for (E each : type.getEnumConstants()) {
            String own = each.name().toLowerCase(Locale.ROOT);
            if (own.equals(text)) {
                return each;
            }
            known.add(own);
        }
        throw wrong(name, "one of " + String.join(", ", known));
    }

    int color(String name, int usual) {
        String text = text(name);
        return text == null ? usual : color(name, (Object) text);
    }

    private int color(String name, Object value) {
        if (value instanceof String text && text.matches("#[0-9a-fA-F]{6}")) {
            return Integer.parseInt(text.substring(1), 16);
        }
        throw wrong(name, "a color such as \"#0072b2\"");
    }

    List<Integer> colors(String name, List<Integer> usual, int least) {
        List<Integer> colors = new ArrayList<>();
        for (Object each : list(name)) {
            colors.add(color(name, each == null ? "" : each));
        }
        if (colors.isEmpty()) {
            return usual;
        }
        if (colors.size() < least) {
            throw wrong(name, "at least " + least + " colors");
        }
        return colors;
    }

    private DataException wrong(String name, String wanted) {
        return new DataException(where + ": \"" + name + "\" is not " + wanted);
    }

    /// Refuses what nobody asked for.
    void requireAllRead() {
        if (!left.isEmpty()) {
            throw new DataException(where + " has the field \"" + left.keySet().iterator().next()
                    + "\", which this Peso does not know; install a newer peso-viz");
        }
    }
}
