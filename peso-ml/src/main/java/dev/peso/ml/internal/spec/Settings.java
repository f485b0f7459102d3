package dev.peso.ml.internal.spec;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.peso.QueryException;

/// Settings of records by their way from a record on, such as `learner.leaves` or `steps.0.how`: names of components, and
/// numbers of elements where a list has several. Values are texts, as documents have them.
public final class Settings {
    private Settings() {}

    /// The record with another value for a setting.
    ///
    /// @throws QueryException if there is no such setting, or it cannot have the value
    public static <T extends Record> T with(T record, String path, String value) {
        @SuppressWarnings("unchecked")
        T changed = (T) with(record, record.getClass(), new ArrayList<>(List.of(path.split("\\."))), path,
                value);
        return changed;
    }

    /// The value of a setting.
    ///
    /// @throws QueryException if there is no such setting
    public static String get(Record record, String path) {
        Object now = record;
        List<String> names = new ArrayList<>(List.of(path.split("\\.")));
        while (!names.isEmpty()) {
            now = now instanceof List<?> list
                    ? list.get(position(list, names, path))
                    : Records.get((Record) now, component(now, names.removeFirst(), path));
        }
        return now instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : now.toString();
    }

    private static Object with(Object now, Class<?> type, List<String> names, String path, String value) {
        if (names.isEmpty()) {
            return parse(value, type, path);
        }
        if (now instanceof List<?> list) {
            List<Object> changed = new ArrayList<>(list);
            int at = position(list, names, path);
            changed.set(at, with(list.get(at), list.get(at).getClass(), names, path, value));
            return changed;
        }
        RecordComponent component = component(now, names.removeFirst(), path);
        Record record = (Record) now;
        Object changed = with(Records.get(record, component), component.getType(), names, path, value);
        try {
            return Records.with(record, component.getName(), changed);
        } catch (IllegalArgumentException e) {
            throw new QueryException("parameter \"" + path + "\" cannot be " + value + ": " + e.getMessage());
        }
    }

    /// The element that the next name is the number of; the only one needs no number.
    private static int position(List<?> list, List<String> names, String path) {
        boolean isNumber = !names.isEmpty() && names.getFirst().matches("[0-9]{1,6}");
        int at = isNumber ? Integer.parseInt(names.removeFirst()) : 0;
        if (at >= list.size() || !isNumber && list.size() > 1) {
            throw new QueryException(
                    "parameter \"" + path + "\" needs the number of an element, and there are "
                            + list.size());
        }
        return at;
    }

    private static RecordComponent component(Object now, String name, String path) {
        if (!(now instanceof Record record)) {
            throw new QueryException("parameter \"" + path + "\" goes on with \"" + name
                    + "\" after a value that has no settings");
        }
        RecordComponent[] all = record.getClass().getRecordComponents();
        return Arrays.stream(all)
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new QueryException("parameter \"" + path + "\": there is no setting \""
                        + name
                        + "\"; settings: "
                        + String.join(", ", Arrays.stream(all).map(RecordComponent::getName).toList())));
    }

    private static Object parse(String value, Class<?> type, String path) {
        try {
            if (type == int.class) {
                return Integer.valueOf(value);
            } else if (type == long.class) {
                return Long.valueOf(value);
            } else if (type == double.class) {
                return Double.valueOf(value);
            } else if (type == String.class) {
                return value;
            } else if (type == boolean.class && (value.equals("true") || value.equals("false"))) {
                return Boolean.valueOf(value);
            } else if (type.isEnum()) {
                return Arrays.stream(type.getEnumConstants())
                        .filter(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT).equals(value))
                        .findFirst()
                        .orElseThrow(() -> wrong(value, type, path));
            }
        } catch (NumberFormatException e) {
            throw wrong(value, type, path);
        }
        throw wrong(value, type, path);
    }

    private static QueryException wrong(String value, Class<?> type, String path) {
        String wanted = type.isEnum()
                ? "one of " + String.join(", ",
                        Arrays.stream(type.getEnumConstants())
                                .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT))
                                .toList())
                : type == int.class || type == long.class
                        ? "a whole number"
                        : type == double.class
                                ? "a number"
                                : type == boolean.class ? "true or false" : "set one by one";
        return new QueryException(
                "parameter \"" + path + "\" is " + wanted + ", and cannot be \"" + value + "\"");
    }
}
