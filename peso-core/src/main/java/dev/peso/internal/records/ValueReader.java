package dev.peso.internal.records;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.text.Suggestions;

/// Reads a value of a column as an object of a Java type.
@FunctionalInterface
public interface ValueReader {
    /// The value of a row, or null.
    ///
    /// @throws IllegalArgumentException if the value does not fit the Java type
    @Nullable
    Object read(Vector v, int row);

    /// The reader for a column and a Java type.
    ///
    /// @param where what has the Java type, for the error
    /// @throws QueryException if values of the column are no values of the Java type
    static ValueReader of(Field field, Type java, String where) {
        ValueReader reader = find(field.type(), java, where);
        if (reader == null) {
            throw new QueryException(
                    "column \"" + field.name() + "\" is " + field.type() + ", but " + where + " is "
                            + simple(java) + "; use " + natural(field.type()) + hint(field, java));
        }
        return reader;
    }

    /// The reader for an argument of the user's code.
    ///
    /// @param where which argument, for the error
    /// @throws QueryException if values of the type are no values of the Java type
    static ValueReader of(DataType type, Class<?> java, String where) {
        ValueReader reader = find(type, java, where);
        if (reader == null) {
            throw new QueryException(where + " is " + type + ", but its function takes " + simple(java)
                    + "; take " + natural(type) + cast(java));
        }
        return reader;
    }

    private static String cast(Type java) {
        try {
            return ", or cast the argument to " + JavaTypes.of(java, "");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String hint(Field field, Type java) {
        try {
            return ", or cast(\"" + field.name() + "\", \"" + JavaTypes.of(java, "") + "\") first";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String simple(Type java) {
        return java instanceof Class<?> c
                ? c.getSimpleName()
                : java.getTypeName().replaceAll("[a-z0-9]+\\.", "");
    }

    private static @Nullable ValueReader find(DataType type, Type java, String where) {
        Class<?> raw = JavaTypes.raw(java);
        if (raw == Object.class) {
            return Scalars::get;
        }
        if (raw == Optional.class) {
            Type inner = JavaTypes.argument(java, 0);
            return then(find(type, inner == null ? Object.class : inner, where), Optional::of,
                    Optional.empty());
        }
        return switch (type) {
            case DataType.ListOf list -> list(list, java, raw, where);
            case DataType.MapOf map -> map(map, java, raw, where);
            case DataType.Struct struct -> struct(struct, raw, where);
            case DataType.Simple _,DataType.Decimal _,DataType.Time _,DataType.Timestamp _,DataType.Duration _,DataType.Categorical _ ->
                simple(type, raw);
        };
    }

    private static @Nullable ValueReader simple(DataType type, Class<?> raw) {
        if (type == DataType.NULL) {
            return (_, _) -> null;
        }
        if (type.isText()) {
            return text(raw);
        }
        if (type == DataType.BINARY) {
            return raw == byte[].class
                    ? Scalars::get
                    : raw == ByteBuffer.class
                            ? then(Scalars::get, b -> ByteBuffer.wrap((byte[]) b), null)
                            : null;
        }
        if (type.isNumeric()) {
            return number(type, raw);
        }
        return temporal(type, raw);
    }

    private static @Nullable ValueReader text(Class<?> raw) {
        if (raw == String.class || raw == CharSequence.class) {
            return Scalars::get;
        }
        if (raw.isEnum()) {
            Map<String, Object> constants = new HashMap<>();
            for (Object constant : raw.getEnumConstants()) {
                constants.put(((Enum<?>) constant).name(), constant);
            }
            return then(Scalars::get, value -> constant(constants, (String) value, raw), null);
        }
        if (raw == char.class || raw == Character.class) {
            return then(Scalars::get, value -> character((String) value), null);
        }
        return raw == UUID.class ? then(Scalars::get, value -> UUID.fromString((String) value), null) : null;
    }

    private static Object constant(Map<String, Object> constants, String name, Class<?> raw) {
        Object constant = constants.get(name);
        if (constant == null) {
            List<String> names = constants.keySet().stream().sorted().toList();
            throw new IllegalArgumentException("\"" + name + "\" is no constant of " + raw.getSimpleName()
                    + suggestion(name, names) + " constants: " + Suggestions.list(names));
        }
        return constant;
    }

    private static String suggestion(String name, List<String> names) {
        String clause = Suggestions.didYouMean(name, names);
        return clause.isEmpty() ? ";" : clause;
    }

    private static Object character(String value) {
        if (value.length() != 1) {
            throw new IllegalArgumentException("\"" + value + "\" is not one char");
        }
        return value.charAt(0);
    }

    private static @Nullable ValueReader number(DataType type, Class<?> raw) {
        if (type.isInteger()) {
            return integer(raw);
        }
        if (type.isFloat()) {
            if (raw == double.class || raw == Double.class) {
                return then(Scalars::get, v -> ((Number) v).doubleValue(), null);
            }
            if (raw == OptionalDouble.class) {
                return then(Scalars::get, v -> OptionalDouble.of(((Number) v).doubleValue()),
                        OptionalDouble.empty());
            }
            return type == DataType.FLOAT32 && (raw == float.class || raw == Float.class)
                    || raw == Number.class
                            ? Scalars::get
                            : null;
        }
        if (raw == BigInteger.class) {
            return then(Scalars::get, v -> ((BigDecimal) v).toBigIntegerExact(), null);
        }
        return raw == BigDecimal.class || raw == Number.class ? Scalars::get : null;
    }

    private static @Nullable ValueReader integer(Class<?> raw) {
        Class<?> box = MethodType.methodType(raw).wrap().returnType();
        Function<Object, @Nullable Object> convert = switch (box.getSimpleName()) {
            case "Number" -> v -> v;
            case "Long" -> v -> ((Number) v).longValue();
            case "Integer" -> v -> Math.toIntExact(((Number) v).longValue());
            case "Short" -> v -> (short) within((Number) v, Short.MIN_VALUE, Short.MAX_VALUE);
            case "Byte" -> v -> (byte) within((Number) v, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case "Double" -> v -> (double) ((Number) v).longValue();
            case "BigDecimal" -> v -> BigDecimal.valueOf(((Number) v).longValue());
            case "BigInteger" -> v -> BigInteger.valueOf(((Number) v).longValue());
            case "OptionalLong" -> v -> OptionalLong.of(((Number) v).longValue());
            case "OptionalInt" -> v -> OptionalInt.of(Math.toIntExact(((Number) v).longValue()));
            default -> v -> null;
        };
        if (convert.apply(1L) == null) {
            return null;
        }
        Object empty = raw == OptionalLong.class
                ? OptionalLong.empty()
                : raw == OptionalInt.class ? OptionalInt.empty() : null;
        return then(Scalars::get, convert, empty);
    }

    private static long within(Number value, long least, long most) {
        long number = value.longValue();
        if (number < least || number > most) {
            throw new ArithmeticException(number + " is out of the range " + least + " to " + most);
        }
        return number;
    }

    private static @Nullable ValueReader temporal(DataType type, Class<?> raw) {
        Class<?> natural = switch (type) {
            case DataType.Time _ -> LocalTime.class;
            case DataType.Timestamp t -> t.zone() == null ? LocalDateTime.class : ZonedDateTime.class;
            case DataType.Duration _ -> Duration.class;
            default -> type == DataType.DATE ? LocalDate.class : Boolean.class;
        };
        if (raw == natural || natural == Boolean.class && raw == boolean.class) {
            return Scalars::get;
        }
        if (natural != ZonedDateTime.class) {
            return null;
        }
        if (raw == Instant.class) {
            return then(Scalars::get, v -> ((ZonedDateTime) v).toInstant(), null);
        }
        if (raw == Date.class) {
            return then(Scalars::get, v -> Date.from(((ZonedDateTime) v).toInstant()), null);
        }
        return raw == OffsetDateTime.class
                ? then(Scalars::get, v -> ((ZonedDateTime) v).toOffsetDateTime(), null)
                : null;
    }

    private static @Nullable ValueReader list(DataType.ListOf list, Type java, Class<?> raw, String where) {
        if (raw.isArray()) {
            Type component = java instanceof GenericArrayType g
                    ? g.getGenericComponentType()
                    : raw.componentType();
            ValueReader element = find(list.element(), component, where);
            return element == null
                    ? null
                    : (v, row) -> array((ListVector) v, row, element, raw.componentType());
        }
        if (!raw.isAssignableFrom(List.class) && !raw.isAssignableFrom(Set.class)) {
            return null;
        }
        Type argument = JavaTypes.argument(java, 0);
        ValueReader element = find(list.element(), argument == null ? Object.class : argument, where);
        boolean set = !raw.isAssignableFrom(List.class);
        return element == null ? null : (v, row) -> list((ListVector) v, row, element, set);
    }

    private static @Nullable Object list(ListVector l, int row, ValueReader element, boolean set) {
        if (l.isNull(row)) {
            return null;
        }
        Collection<@Nullable Object> values = set
                ? new LinkedHashSet<>()
                : new ArrayList<>(l.to(row) - l.from(row));
        for (int i = l.from(row); i < l.to(row); i++) {
            values.add(element.read(l.child, i));
        }
        return set
                ? Collections.unmodifiableSet((Set<?>) values)
                : Collections.unmodifiableList((List<?>) values);
    }

    private static @Nullable Object array(ListVector l, int row, ValueReader element, Class<?> component) {
        if (l.isNull(row)) {
            return null;
        }
        Object array = Array.newInstance(component, l.to(row) - l.from(row));
        for (int i = 0; i < Array.getLength(array); i++) {
            Object value = element.read(l.child, l.from(row) + i);
            if (value == null && component.isPrimitive()) {
                throw new IllegalArgumentException("an element is null, but the array is of " + component);
            }
            Array.set(array, i, value);
        }
        return array;
    }

    private static @Nullable ValueReader map(DataType.MapOf map, Type java, Class<?> raw, String where) {
        if (!raw.isAssignableFrom(Map.class)) {
            return null;
        }
        Type keyType = JavaTypes.argument(java, 0);
        Type valueType = JavaTypes.argument(java, 1);
        ValueReader key = find(map.key(), keyType == null ? Object.class : keyType, where);
        ValueReader value = find(map.value(), valueType == null ? Object.class : valueType, where);
        return key == null || value == null ? null : (v, row) -> map((ListVector) v, row, key, value);
    }

    private static @Nullable Object map(ListVector l, int row, ValueReader key, ValueReader value) {
        if (l.isNull(row)) {
            return null;
        }
        List<Vector> entries = ((StructVector) l.child).children;
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = l.from(row); i < l.to(row); i++) {
            map.put(key.read(entries.get(0), i), value.read(entries.get(1), i));
        }
        return Collections.unmodifiableMap(map);
    }

    private static @Nullable ValueReader struct(DataType.Struct struct, Class<?> raw, String where) {
        if (raw.isAssignableFrom(Map.class)) {
            return Scalars::get;
        }
        if (!raw.isRecord()) {
            return null;
        }
        Shape shape = Shape.of(raw);
        List<String> names = struct.fields().stream().map(Field::name).toList();
        int[] children = new int[shape.properties().size()];
        List<ValueReader> readers = new ArrayList<>();
        for (int i = 0; i < children.length; i++) {
            Shape.Property property = shape.properties().get(i);
            children[i] = names.indexOf(property.name());
            if (children[i] < 0) {
                throw new QueryException(where + " needs a field \"" + property.name() + "\" in its struct"
                        + suggestion(property.name(), names) + " fields: " + Suggestions.list(names));
            }
            readers.add(
                    of(struct.fields().get(children[i]), property.type(), Shape.where(property.name(), raw)));
        }
        MethodHandle make = shape.constructor()
                .asSpreader(Object[].class, children.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
        return (v,
                row) -> v.isNull(row) ? null : record((StructVector) v, row, shape, children, readers, make);
    }

    private static Object record(StructVector s, int row, Shape shape, int[] children,
            List<ValueReader> readers,
            MethodHandle make) {
        @Nullable
        Object[] values = new @Nullable Object[children.length];
        for (int i = 0; i < children.length; i++) {
            values[i] = readers.get(i).read(s.children.get(children[i]), row);
            Shape.Property property = shape.properties().get(i);
            if (values[i] == null && property.raw().isPrimitive()) {
                throw new IllegalArgumentException(
                        Shape.where(property.name(), shape.owner()) + " is a " + property.raw()
                                + ", but the field is null");
            }
        }
        try {
            return make.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("could not make a " + shape.owner().getSimpleName(), e);
        }
    }

    private static @Nullable ValueReader then(@Nullable ValueReader first,
            Function<Object, ? extends @Nullable Object> convert, @Nullable Object ofNull) {
        if (first == null) {
            return null;
        }
        return (v, row) -> {
            Object value = first.read(v, row);
            return value == null ? ofNull : convert.apply(value);
        };
    }

    private static String natural(DataType type) {
        return switch (type) {
            case DataType.Simple s -> switch (s) {
                case NULL -> "Object";
                case BOOLEAN -> "boolean";
                case INT8, INT16, INT32 -> "int";
                case INT64 -> "long";
                case FLOAT32 -> "float";
                case FLOAT64 -> "double";
                case UTF8 -> "String";
                case BINARY -> "byte[]";
                case DATE -> "LocalDate";
            };
            case DataType.Decimal _ -> "BigDecimal";
            case DataType.Time _ -> "LocalTime";
            case DataType.Timestamp t -> t.zone() == null ? "LocalDateTime" : "Instant or ZonedDateTime";
            case DataType.Duration _ -> "Duration";
            case DataType.Categorical _ -> "String or an enum";
            case DataType.ListOf _ -> "a List";
            case DataType.Struct _ -> "a record or a Map";
            case DataType.MapOf _ -> "a Map";
        };
    }
}
