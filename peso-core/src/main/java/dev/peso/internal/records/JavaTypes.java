package dev.peso.internal.records;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;

/// Column types of Java types.
///
/// | Java | column |
/// |---|---|
/// | `boolean`, `byte`, `short`, `int`, `long`, `float`, `double` and their boxes | boolean, int8 ... float64 |
/// | `String`, `char`, `UUID` | utf8 |
/// | enum | categorical |
/// | `BigDecimal`, `BigInteger` | decimal(38,9), decimal(38,0) |
/// | `LocalDate`, `LocalTime`, `LocalDateTime` | date, time, timestamp |
/// | `Instant`, `ZonedDateTime`, `OffsetDateTime`, `java.util.Date` | timestamp with zone UTC |
/// | `Duration` | duration |
/// | `byte[]`, `ByteBuffer` | binary |
/// | `List<T>` and other collections, `T[]` | list |
/// | record | struct |
/// | `Map<K, V>` | map |
/// | `Optional<T>` | the type of `T` |
public final class JavaTypes {
    private static final Map<Class<?>, DataType> SIMPLE = Map.ofEntries(
            Map.entry(boolean.class, DataType.BOOLEAN), Map.entry(Boolean.class, DataType.BOOLEAN),
            Map.entry(byte.class, DataType.INT8), Map.entry(Byte.class, DataType.INT8),
            Map.entry(short.class, DataType.INT16), Map.entry(Short.class, DataType.INT16),
            Map.entry(int.class, DataType.INT32), Map.entry(Integer.class, DataType.INT32),
            Map.entry(OptionalInt.class, DataType.INT32), Map.entry(long.class, DataType.INT64),
            Map.entry(Long.class, DataType.INT64), Map.entry(OptionalLong.class, DataType.INT64),
            Map.entry(float.class, DataType.FLOAT32), Map.entry(Float.class, DataType.FLOAT32),
            Map.entry(double.class, DataType.FLOAT64), Map.entry(Double.class, DataType.FLOAT64),
            Map.entry(OptionalDouble.class, DataType.FLOAT64), Map.entry(char.class, DataType.UTF8),
            Map.entry(Character.class, DataType.UTF8), Map.entry(String.class, DataType.UTF8),
            Map.entry(CharSequence.class, DataType.UTF8), Map.entry(UUID.class, DataType.UTF8),
            Map.entry(BigDecimal.class, DataType.decimal(38, 9)),
            Map.entry(BigInteger.class, DataType.decimal(38, 0)), Map.entry(LocalDate.class, DataType.DATE),
            Map.entry(LocalTime.class, DataType.TIME), Map.entry(LocalDateTime.class, DataType.TIMESTAMP),
            Map.entry(Instant.class, DataType.timestamp(ZoneOffset.UTC)),
            Map.entry(Date.class, DataType.timestamp(ZoneOffset.UTC)),
            Map.entry(ZonedDateTime.class, DataType.timestamp(ZoneOffset.UTC)),
            Map.entry(OffsetDateTime.class, DataType.timestamp(ZoneOffset.UTC)),
            Map.entry(Duration.class, DataType.DURATION), Map.entry(byte[].class, DataType.BINARY),
            Map.entry(ByteBuffer.class, DataType.BINARY));

    private JavaTypes() {}

    /// The column type of a Java type.
    ///
    /// @param type for example `int.class` or `List<String>`
    /// @param where what has this type, for the error, for example `component "x" of Sale`
    public static DataType of(Type type, String where) {
        return of(type, where, List.of());
    }

    private static DataType of(Type type, String where, List<Class<?>> within) {
        return switch (type) {
            case Class<?> c -> ofClass(c, where, within);
            case ParameterizedType p -> ofGeneric(p, where, within);
            case GenericArrayType a -> DataType.list(of(a.getGenericComponentType(), where, within));
            case WildcardType w -> of(w.getUpperBounds()[0], where, within);
            default -> throw unknown(type, where);
        };
    }

    private static DataType ofClass(Class<?> c, String where, List<Class<?>> within) {
        DataType simple = SIMPLE.get(c);
        if (simple != null) {
            return simple;
        }
        if (c.isEnum()) {
            return DataType.CATEGORICAL;
        }
        if (c.isArray()) {
            return DataType.list(of(c.getComponentType(), where, within));
        }
        if (c.isRecord()) {
            return struct(c, where, within);
        }
        throw unknown(c, where);
    }

    private static DataType ofGeneric(ParameterizedType p, String where, List<Class<?>> within) {
        Class<?> raw = raw(p);
        Type[] arguments = p.getActualTypeArguments();
        if (raw == Optional.class) {
            return of(arguments[0], where, within);
        }
        if (Map.class.isAssignableFrom(raw) && arguments.length == 2) {
            return DataType.map(of(arguments[0], where, within), of(arguments[1], where, within));
        }
        if (isList(raw) && arguments.length == 1) {
            return DataType.list(of(arguments[0], where, within));
        }
        if (raw.isRecord()) {
            return struct(raw, where, within);
        }
        throw unknown(p, where);
    }

    private static DataType struct(Class<?> record, String where, List<Class<?>> within) {
        if (within.contains(record)) {
            throw new IllegalArgumentException(
                    where + " has type " + record.getSimpleName()
                            + ", which contains itself: no column can hold it");
        }
        List<Class<?>> deeper = new ArrayList<>(within);
        deeper.add(record);
        List<Field> fields = new ArrayList<>();
        for (var component : record.getRecordComponents()) {
            DataType type = of(component.getGenericType(), Shape.where(component.getName(), record), deeper);
            fields.add(Field.of(component.getName(), type).withNullable(!component.getType().isPrimitive()));
        }
        return new DataType.Struct(fields);
    }

    /// Whether a class is `Iterable`, `Collection` or one of these.
    static boolean isList(Class<?> raw) {
        return Collection.class.isAssignableFrom(raw) || raw == Iterable.class;
    }

    /// The class of a type without its parameters.
    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> c -> c;
            case ParameterizedType p -> (Class<?>) p.getRawType();
            case GenericArrayType a -> raw(a.getGenericComponentType()).arrayType();
            case WildcardType w -> raw(w.getUpperBounds()[0]);
            default -> Object.class;
        };
    }

    /// The first type argument, or null when there is none.
    static @Nullable Type argument(Type type, int index) {
        return type instanceof ParameterizedType p && p.getActualTypeArguments().length > index
                ? p.getActualTypeArguments()[index]
                : null;
    }

    private static IllegalArgumentException unknown(Type type, String where) {
        return new IllegalArgumentException(where + " has type " + type.getTypeName()
                + ", which no column type stands for; known: primitives, String, BigDecimal, java.time, enums, byte[],"
                + " List, Map, Optional, arrays and records of these");
    }
}
