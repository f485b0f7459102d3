package dev.peso.internal.records;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// The named values that make up the objects of a class: a record's components or a bean's properties.
///
/// Reached through method handles, so that records and beans need not be public.
///
/// @param owner the class
/// @param properties in order of declaration
record Shape(Class<?> owner, List<Property> properties) {

    /// One component or property.
    ///
    /// @param getter `(owner) -> raw`
    record Property(String name, Type type, Class<?> raw, MethodHandle getter) {}

    static Shape of(Class<?> owner) {
        Objects.requireNonNull(owner, "type");
        if (owner.isInterface() || owner.isPrimitive() || owner.isArray() || owner.isEnum()
                || owner.getName().startsWith("java.")) {
            throw nameless(owner);
        }
        List<Property> properties = owner.isRecord() ? components(owner) : getters(owner);
        if (properties.isEmpty()) {
            throw nameless(owner);
        }
        return new Shape(owner, properties);
    }

    private static IllegalArgumentException nameless(Class<?> owner) {
        return new IllegalArgumentException(Map.class.isAssignableFrom(owner)
                ? "rows given as maps have no class that names the columns; use ofMaps(rows)"
                : owner.getName() + " has no named values; give a record or a class with getters");
    }

    /// `component "qty" of Sale`, for messages.
    static String where(String name, Class<?> owner) {
        return (owner.isRecord() ? "component \"" : "property \"") + name + "\" of " + owner.getSimpleName();
    }

    private static List<Property> components(Class<?> owner) {
        MethodHandles.Lookup lookup = lookup(owner);
        List<Property> properties = new ArrayList<>();
        for (RecordComponent component : owner.getRecordComponents()) {
            properties.add(new Property(component.getName(), component.getGenericType(), component.getType(),
                    unreflect(lookup, component.getAccessor(), owner)));
        }
        return properties;
    }

    private static List<Property> getters(Class<?> owner) {
        MethodHandles.Lookup lookup = lookup(owner);
        Map<String, Property> byName = new LinkedHashMap<>();
        Arrays.stream(owner.getDeclaredFields()).forEach(field -> {
            Method getter = getter(owner, field.getName());
            if (getter != null) {
                byName.put(field.getName(), new Property(field.getName(), getter.getGenericReturnType(),
                        getter.getReturnType(), unreflect(lookup, getter, owner)));
            }
        });
        return List.copyOf(byName.values());
    }

    private static @Nullable Method getter(Class<?> owner, String name) {
        String upper = capitalized(name);
        for (Method method : owner.getMethods()) {
            boolean named = method.getName().equals("get" + upper)
                    || method.getName().equals("is" + upper) && method.getReturnType() == boolean.class;
            if (named && method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers())
                    && !method.isBridge()) {
                return method;
            }
        }
        return null;
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /// The canonical constructor of a record: `(raw...) -> owner`.
    MethodHandle constructor() {
        MethodType type = MethodType.methodType(void.class, properties.stream().map(Property::raw).toList());
        try {
            return lookup(owner).findConstructor(owner, type);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw inaccessible(owner, e);
        }
    }

    /// The constructor of a bean without arguments: `() -> owner`.
    MethodHandle emptyConstructor() {
        try {
            return lookup(owner).findConstructor(owner, MethodType.methodType(void.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalArgumentException("rows cannot become " + owner.getName()
                    + ": it is no record and has no constructor without arguments that can be called", e);
        }
    }

    /// The setter of a bean's property: `(owner, raw) -> void`.
    MethodHandle setter(Property property) {
        try {
            Method setter = owner.getMethod("set" + capitalized(property.name()), property.raw());
            return unreflect(lookup(owner), setter, owner).asType(
                    MethodType.methodType(void.class, owner, property.raw()));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "rows cannot become " + owner.getName() + ": it is no record and "
                            + where(property.name(), owner) + " has no public setter",
                    e);
        }
    }

    private static MethodHandle unreflect(MethodHandles.Lookup lookup, Method method, Class<?> owner) {
        try {
            return lookup.unreflect(method);
        } catch (IllegalAccessException e) {
            throw inaccessible(owner, e);
        }
    }

    private static MethodHandles.Lookup lookup(Class<?> owner) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            return MethodHandles.publicLookup(); // enough for public classes of exported packages
        }
    }

    private static IllegalArgumentException inaccessible(Class<?> owner, Exception cause) {
        return new IllegalArgumentException(
                "cannot reach the values of " + owner.getName() + ": add \"opens " + owner.getPackageName()
                        + ";\" to the module-info of module " + owner.getModule().getName()
                        + ", or make the class public in an exported package",
                cause);
    }
}
