package dev.peso.ml.internal.spec;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.peso.DataException;

/// The names by which documents call classes of records. Nothing else can be read.
public final class Kinds {
    private final Map<String, Class<? extends Record>> classes = new LinkedHashMap<>();

    /// Adds a name, such as `peso.impute/1`.
    public Kinds with(String name, Class<? extends Record> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getName().equals("kind")) {
                throw new IllegalArgumentException(
                        type + " has a component \"kind\", which is where its own name stands");
            }
        }
        classes.put(name, type);
        return this;
    }

    String name(Class<?> type) {
        return classes.entrySet()
                .stream()
                .filter(entry -> entry.getValue() == type)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        type.getName() + " has no registered kind and cannot be written"));
    }

    Class<? extends Record> type(String name, String what) {
        Class<? extends Record> type = classes.get(name);
        if (type == null) {
            throw new DataException(what + " holds \"" + name
                    + "\", which this version of Peso does not know; it may come from a newer version or a provider");
        }
        return type;
    }
}
