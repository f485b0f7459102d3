package dev.peso.ml.internal.spec;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;

/// The names by which documents call classes of records. Nothing else can be read.
public final class Kinds {
    private final Map<String, Class<? extends Record>> classes = new LinkedHashMap<>();
    /// Of kinds that were once written: what components that came later are.
    private final Map<String, Map<String, Object>> older = new LinkedHashMap<>();
    private final Map<Class<? extends Record>, Map<String, Object>> defaults = new LinkedHashMap<>();
    private final Supplier<Map<String, Class<? extends Record>>> others;
    private volatile @Nullable Map<String, Class<? extends Record>> found;

    /// @param others the kinds that others have named, looked for when they are first needed
    public Kinds(Supplier<Map<String, Class<? extends Record>>> others) {
        this.others = others;
    }

    /// Adds a name, such as `peso.impute/1`.
    public Kinds with(String name, Class<? extends Record> type) {
        requireNoKind(type);
        classes.put(name, type);
        return this;
    }

    /// Adds a name that is read but no longer written.
    ///
    /// @param added what components are that came later, as JSON
    public Kinds withOlder(String name, Class<? extends Record> type, Map<String, Object> added) {
        older.put(name, Map.copyOf(added));
        classes.put(name, type);
        return this;
    }

    private static void requireNoKind(Class<? extends Record> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getName().equals("kind")) {
                throw new IllegalArgumentException(
                        type + " has a component \"kind\", which is where its own name stands");
            }
        }
    }

    private Map<String, Class<? extends Record>> others() {
        Map<String, Class<? extends Record>> known = found;
        if (known == null) {
            known = Map.copyOf(others.get());
            known.values().forEach(Kinds::requireNoKind);
            found = known;
        }
        return known;
    }

    private @Nullable String nameIn(Map<String, Class<? extends Record>> among, Class<?> type) {
        return among.entrySet()
                .stream()
                .filter(entry -> entry.getValue() == type && !older.containsKey(entry.getKey()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /// Says what a component is that a document does not have, which is how a record gains one without a new kind:
    /// older documents do not know it, and newer ones leave it out where it is this.
    public Kinds withDefault(Class<? extends Record> type, String component, Object value) {
        defaults.computeIfAbsent(type, _ -> new LinkedHashMap<>()).put(component, value);
        return this;
    }

    @Nullable
    Object defaultOf(Class<?> type, String component) {
        return defaults.getOrDefault(type, Map.of()).get(component);
    }

    String name(Class<?> type) {
        String name = nameIn(classes, type);
        if (name == null) {
            name = nameIn(others(), type);
        }
        if (name == null) {
            throw new IllegalStateException(
                    type.getName() + " has no registered kind and cannot be saved; make it a "
                            + "record and name it with a StepProvider, such as \"acme.winsor/1\"");
        }
        return name;
    }

    Class<? extends Record> type(String name, String what) {
        Class<? extends Record> type = classes.get(name);
        if (type == null) {
            type = others().get(name);
        }
        if (type == null) {
            throw new DataException(what + " holds \"" + name
                    + "\", which this version of Peso does not know; it may come from a newer version or a provider");
        }
        return type;
    }

    /// What a component is that a document of an older kind does not have, or null.
    @Nullable
    Object added(@Nullable Object name, String component) {
        return name instanceof String kind && older.containsKey(kind)
                ? older.getOrDefault(kind, Map.of()).get(component)
                : null;
    }
}
