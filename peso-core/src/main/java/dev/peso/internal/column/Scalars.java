package dev.peso.internal.column;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;

/// Single values between vectors and Java objects: the boundary where values are boxed.
///
/// | type | Java class |
/// |---|---|
/// | boolean, int8, int16, int32, int64, float32, float64 | Boolean, Byte, Short, Integer, Long, Float, Double |
/// | decimal | BigDecimal with the type's scale |
/// | utf8, categorical | String |
/// | binary | byte[] |
/// | date, time, timestamp, timestamp with zone | LocalDate, LocalTime, LocalDateTime, ZonedDateTime |
/// | duration | Duration |
/// | list, struct, map | List, Map by field name, Map (insertion order) |
public final class Scalars {
    private Scalars() {}

    /// The value of a row as a Java object, or null.
    public static @Nullable Object get(Vector v, int row) {
        if (v.isNull(row)) {
            return null;
        }
        return switch (v) {
            case BitVector b -> b.get(row);
            case ByteVector b -> b.get(row);
            case ShortVector s -> s.get(row);
            case IntVector i -> v.type == DataType.DATE
                    ? (Object) LocalDate.ofEpochDay(i.get(row))
                    : (Object) i.get(row);
            case LongVector l -> ofLong(v.type, l.get(row));
            case FloatVector f -> f.get(row);
            case DoubleVector d -> d.get(row);
            case WideVector w -> new BigDecimal(w.unscaled(row), ((DataType.Decimal) v.type).scale());
            case ViewVector s ->
                v.type == DataType.BINARY ? (Object) s.getBytes(row) : (Object) s.getString(row);
            case CodeVector c -> c.getString(row);
            case ListVector l ->
                v.type instanceof DataType.MapOf ? (Object) map(l, row) : (Object) list(l, row);
            case StructVector s -> struct(s, row);
            case NullVector _ -> null;
        };
    }

    /// A value stored as a `long` as a Java object.
    public static Object ofLong(DataType type, long value) {
        return switch (type) {
            case DataType.Decimal d -> BigDecimal.valueOf(value, d.scale());
            case DataType.Time t ->
                LocalTime.ofNanoOfDay(Math.multiplyExact(value, 1_000_000_000L / t.unit().perSecond()));
            case DataType.Timestamp t -> t.zone() == null
                    ? (Object) dateTime(value, t.unit())
                    : (Object) ZonedDateTime.ofInstant(instant(value, t.unit()), t.zone());
            case DataType.Duration d -> Duration.ofSeconds(Math.floorDiv(value, d.unit().perSecond()),
                    Math.floorMod(value, d.unit().perSecond()) * (1_000_000_000L / d.unit().perSecond()));
            default -> value;
        };
    }

    private static Instant instant(long value, DataType.Unit unit) {
        return Instant.ofEpochSecond(Math.floorDiv(value, unit.perSecond()),
                Math.floorMod(value, unit.perSecond()) * (1_000_000_000L / unit.perSecond()));
    }

    private static LocalDateTime dateTime(long value, DataType.Unit unit) {
        return LocalDateTime.ofInstant(instant(value, unit), ZoneOffset.UTC);
    }

    private static List<@Nullable Object> list(ListVector l, int row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = l.from(row); i < l.to(row); i++) {
            values.add(get(l.child, i));
        }
        return java.util.Collections.unmodifiableList(values);
    }

    private static Map<@Nullable Object, @Nullable Object> map(ListVector l, int row) {
        StructVector entries = (StructVector) l.child;
        Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = l.from(row); i < l.to(row); i++) {
            values.put(get(entries.children.get(0), i), get(entries.children.get(1), i));
        }
        return java.util.Collections.unmodifiableMap(values);
    }

    private static Map<String, @Nullable Object> struct(StructVector s, int row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<Field> fields = ((DataType.Struct) s.type).fields();
        for (int i = 0; i < fields.size(); i++) {
            values.put(fields.get(i).name(), get(s.children.get(i), row));
        }
        return java.util.Collections.unmodifiableMap(values);
    }

    /// The number in which a temporal value or a compact decimal is stored under a type.
    ///
    /// @throws ArithmeticException if the value does not fit the type's unit or scale exactly
    public static long toLong(DataType type, Object value) {
        return switch (type) {
            case DataType.Decimal d ->
                ((BigDecimal) value).setScale(d.scale()).unscaledValue().longValueExact();
            case DataType.Time t -> inUnit(0, ((LocalTime) value).toNanoOfDay(), t.unit());
            case DataType.Timestamp t -> {
                Instant instant = switch (value) {
                    case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
                    case ZonedDateTime zoned -> zoned.toInstant();
                    case java.time.OffsetDateTime offset -> offset.toInstant();
                    default -> (Instant) value;
                };
                yield inUnit(instant.getEpochSecond(), instant.getNano(), t.unit());
            }
            case DataType.Duration d -> {
                Duration duration = (Duration) value;
                yield inUnit(duration.toSeconds(), duration.toNanosPart(), d.unit());
            }
            default ->
                type == DataType.DATE ? ((LocalDate) value).toEpochDay() : ((Number) value).longValue();
        };
    }

    private static long inUnit(long seconds, long nanos, DataType.Unit unit) {
        long perUnit = 1_000_000_000L / unit.perSecond();
        return Math.addExact(Math.multiplyExact(seconds, unit.perSecond()), Math.floorDiv(nanos, perUnit));
    }

    /// Appends a Java object of the class the table above names for the builder's type; null appends a null.
    ///
    /// Numbers may be of any class that holds the value exactly.
    public static void append(VectorBuilder builder, @Nullable Object value) {
        if (value == null) {
            builder.appendNull();
            return;
        }
        DataType type = builder.type();
        switch (builder) {
            case BitBuilder b -> b.append((Boolean) value);
            case NumberBuilder b -> {
                if (type.isFloat()) {
                    b.append(((Number) value).doubleValue());
                } else {
                    b.append(toLong(type, value));
                }
            }
            case WideBuilder b -> b.append(unscaled((DataType.Decimal) type, value));
            case ViewBuilder b -> {
                if (value instanceof byte[] bytes) {
                    b.append(bytes, 0, bytes.length);
                } else if (value instanceof ByteBuffer bytes) {
                    byte[] copy = new byte[bytes.remaining()];
                    bytes.duplicate().get(copy);
                    b.append(copy, 0, copy.length);
                } else {
                    b.append(value.toString());
                }
            }
            case CodeBuilder b -> b.append(value.toString());
            case ListBuilder b -> appendNested(b, value);
            case StructBuilder b -> {
                Map<?, ?> map = (Map<?, ?>) value;
                List<Field> fields = ((DataType.Struct) type).fields();
                for (int i = 0; i < fields.size(); i++) {
                    append(b.child(i), map.get(fields.get(i).name()));
                }
                b.endStruct();
            }
            case NullBuilder b -> b.appendNull();
        }
    }

    private static BigInteger unscaled(DataType.Decimal type, Object value) {
        BigDecimal decimal = value instanceof BigDecimal d ? d : new BigDecimal(value.toString());
        return decimal.setScale(type.scale()).unscaledValue();
    }

    private static void appendNested(ListBuilder builder, Object value) {
        if (value instanceof Map<?, ?> map) {
            StructBuilder entries = (StructBuilder) builder.child();
            map.forEach((k, v) -> {
                append(entries.child(0), k);
                append(entries.child(1), v);
                entries.endStruct();
            });
        } else {
            for (Object element : (Iterable<?>) value) {
                append(builder.child(), element);
            }
        }
        builder.endList();
    }

    /// A vector that holds the same value in every row.
    public static Vector constant(DataType type, @Nullable Object value, int count) {
        if (value == null) {
            return Vectors.nulls(type, count);
        }
        VectorBuilder one = VectorBuilder.of(type, 1);
        append(one, value);
        return Vectors.gather(one.build(), new int[count], count);
    }
}
