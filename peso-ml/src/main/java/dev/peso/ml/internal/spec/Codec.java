package dev.peso.ml.internal.spec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.peso.DataException;

/// Turns records into JSON and back: by the names of their components, which must all be there but those with a default,
/// and no others.
///
/// A component may be a number, boolean, text, constant, list, record, an interface whose records have registered kinds,
/// or an array of primitives, which is kept beside.
public final class Codec {
    private final Kinds kinds;
    private final Tensors tensors;
    private final String what;

    /// @param what the document, for messages
    public Codec(Kinds kinds, Tensors tensors, String what) {
        this.kinds = kinds;
        this.tensors = tensors;
        this.what = what;
    }

    /// A record as JSON, with its kind if `declared` is an interface.
    public Object write(Object value, Class<?> declared) {
        if (value instanceof Record record) {
            Map<String, Object> json = new LinkedHashMap<>();
            if (declared.isInterface()) {
                json.put("kind", kinds.name(record.getClass()));
            }
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object each = Records.get(record, component);
                if (!each.equals(kinds.defaultOf(record.getClass(), component.getName()))) {
                    json.put(component.getName(), write(each, component));
                }
            }
            return json;
        }
        if (declared.isInterface()) {
            kinds.name(value.getClass());
        }
        return switch (value) {
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            case Integer number -> number.longValue();
            case String _,Boolean _,Double _,Long _ -> value;
            case double[] _,int[] _,long[] _,boolean[] _ -> Map.of("array", (long) tensors.add(value));
            default ->
                throw new IllegalArgumentException("no document holds a " + value.getClass().getName());
        };
    }

    private Object write(Object value, RecordComponent component) {
        if (value instanceof List<?> list) {
            Class<?> element = element(component.getGenericType());
            List<Object> items = new ArrayList<>();
            for (Object each : list) {
                items.add(write(each, element));
            }
            return items;
        }
        return write(value, component.getType());
    }

    private static Class<?> element(Type list) {
        Type element = ((ParameterizedType) list).getActualTypeArguments()[0];
        return element instanceof Class<?> plain
                ? plain
                : (Class<?>) ((ParameterizedType) element).getRawType();
    }

    /// Reads what [#write] gave.
    public <T> T read(Object json, Class<T> declared) {
        return declared.cast(readAs(json, declared));
    }

    private Object readAs(Object json, Class<?> declared) {
        if (declared.isInterface()) {
            Map<?, ?> object = object(json);
            Object kind = object.get("kind");
            Class<? extends Record> type = kinds.type(String.valueOf(kind), what);
            if (!declared.isAssignableFrom(type)) {
                throw new DataException(what + " holds \"" + kind + "\" where it has no place");
            }
            return record(object, type, true);
        }
        if (declared.isRecord()) {
            return record(object(json), declared, false);
        }
        if (declared.isArray()) {
            Object number = object(json).get("array");
            if (number instanceof Long at) {
                return tensors.get(at, declared, what);
            }
        } else if (declared.isEnum() && json instanceof String name) {
            for (Object constant : declared.getEnumConstants()) {
                if (((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(name)) {
                    return constant;
                }
            }
        } else if (declared == String.class && json instanceof String
                || declared == boolean.class && json instanceof Boolean
                || declared == long.class && json instanceof Long) {
            return json;
        } else if (declared == int.class && json instanceof Long number && number == number.intValue()) {
            return number.intValue();
        } else if (declared == double.class || declared == Double.class) {
            if (json instanceof Number number) {
                return number.doubleValue();
            } else if (json instanceof String name
                    && List.of("NaN", "Infinity", "-Infinity").contains(name)) {
                return Double.valueOf(name);
            }
        }
        throw new DataException(
                what + " holds " + brief(json) + " where a " + declared.getSimpleName() + " belongs");
    }

    private Object record(Map<?, ?> object, Class<?> type, boolean hasKind) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        int known = hasKind ? 1 : 0;
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            Object given = object.get(name);
            Object json = given != null ? given : hasKind ? kinds.added(object.get("kind"), name) : null;
            Object byDefault = kinds.defaultOf(type, name);
            known += given != null ? 1 : 0;
            if (json != null) {
                values[i] = readComponent(json, components[i]);
            } else if (byDefault != null) {
                values[i] = byDefault;
            } else {
                throw new DataException(what + " has no \"" + name + "\" in "
                        + brief(object.keySet()));
            }
        }
        if (object.size() != known) {
            List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
            throw new DataException(what + " holds " + object.keySet()
                    .stream()
                    .filter(key -> !names.contains(key) && !(hasKind && key.equals("kind")))
                    .map(key -> "\"" + key + "\"")
                    .findFirst()
                    .orElse("a field") + ", which this version of Peso does not know");
        }
        return make(type, values);
    }

    private Object make(Class<?> type, Object[] values) {
        try {
            return Records.make(type, values);
        } catch (InvocationTargetException e) {
            throw new DataException(what + " is wrong: " + e.getTargetException().getMessage(), null, -1, e);
        }
    }

    private Object readComponent(Object json, RecordComponent component) {
        if (component.getType() != List.class) {
            return readAs(json, component.getType());
        }
        if (!(json instanceof List<?> list)) {
            throw new DataException(what + " holds " + brief(json) + " where a list belongs");
        }
        Class<?> element = element(component.getGenericType());
        List<Object> items = new ArrayList<>();
        for (Object each : list) {
            items.add(readAs(each, element));
        }
        return items;
    }

    private Map<?, ?> object(Object json) {
        if (json instanceof Map<?, ?> map) {
            return map;
        }
        throw new DataException(what + " holds " + brief(json) + " where an object belongs");
    }

    private static String brief(Object json) {
        String text = json.toString();
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
