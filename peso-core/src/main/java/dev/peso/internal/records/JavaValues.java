package dev.peso.internal.records;

import java.lang.reflect.Array;
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
import dev.peso.internal.column.BitBuilder;
import dev.peso.internal.column.CodeBuilder;
import dev.peso.internal.column.ListBuilder;
import dev.peso.internal.column.NullBuilder;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.StructBuilder;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.WideBuilder;

/// Appends Java values of any class that [JavaTypes] knows to columns, exactly or not at all.
///
/// Wider than `Scalars`: enums, records, arrays, optionals and instants are taken too, numbers of any class that hold
/// the value exactly, and what does not fit is refused in words.
public final class JavaValues {
    private static final int SHOWN = 40;

    private JavaValues() {}

    /// Appends a value; null and an empty optional append null.
    ///
    /// @param builder the column in the making
    /// @param given the value
    /// @throws IllegalArgumentException if the value does not fit the builder's type, for example
    ///     `"x" (String) does not fit int64`
    public static void append(VectorBuilder builder, @Nullable Object given) {
        Object value = unwrap(given);
        if (value == null) {
            builder.appendNull();
            return;
        }
        switch (builder) {
            case BitBuilder b -> b.append(value instanceof Boolean flag ? flag : fail(value, b.type()));
            case NumberBuilder b -> number(b, value);
            case WideBuilder b -> b.append(unscaled((DataType.Decimal) b.type(), value));
            case ViewBuilder b -> view(b, value);
            case CodeBuilder b -> b.append(text(value, b.type()));
            case ListBuilder b -> list(b, value);
            case StructBuilder b -> struct(b, value);
            case NullBuilder b -> fail(value, b.type());
        }
    }

    static @Nullable Object unwrap(@Nullable Object value) {
        return switch (value) {
            case Optional<?> optional -> unwrap(optional.orElse(null));
            case OptionalInt optional -> optional.isPresent() ? optional.getAsInt() : null;
            case OptionalLong optional -> optional.isPresent() ? optional.getAsLong() : null;
            case OptionalDouble optional -> optional.isPresent() ? optional.getAsDouble() : null;
            case null, default -> value;
        };
    }

    private static void number(NumberBuilder b, Object value) {
        DataType type = b.type();
        if (type.isFloat()) {
            b.append(floating(type, value));
        } else if (type.isInteger()) {
            b.append(integer(type, value));
        } else {
            b.append(stored(type, value));
        }
    }

    private static double floating(DataType type, Object value) {
        return switch (value) {
            case Double d when type == DataType.FLOAT64 || Double.isNaN(d) || (float) (double) d == d -> d;
            case Float f -> f;
            case Long l when (long) (double) l == l && l != Long.MAX_VALUE
                    && (type == DataType.FLOAT64 || (long) (float) l == l) ->
                l;
            case Integer i when type == DataType.FLOAT64 || (int) (float) i == i -> i;
            case Short s -> s;
            case Byte x -> x;
            case BigDecimal d when type == DataType.FLOAT64 -> d.doubleValue();
            default -> throw misfit(value, type);
        };
    }

    private static long integer(DataType type, Object value) {
        long number = switch (value) {
            case Long l -> l;
            case Integer i -> i;
            case Short s -> s;
            case Byte x -> x;
            case BigInteger big when big.bitLength() < 64 -> big.longValue();
            default -> throw misfit(value, type);
        };
        int bits = type == DataType.INT64
                ? 64
                : type == DataType.INT32 ? 32 : type == DataType.INT16 ? 16 : 8;
        if (number << 64 - bits >> 64 - bits != number) {
            throw misfit(value, type);
        }
        return number;
    }

    private static long stored(DataType type, Object value) {
        Object object = switch (type) {
            case DataType.Decimal d -> new BigDecimal(unscaled(d, value), d.scale());
            case DataType.Time _ when value instanceof LocalTime -> value;
            case DataType.Duration _ when value instanceof Duration -> value;
            case DataType.Timestamp t when t.zone() == null && value instanceof LocalDateTime -> value;
            case DataType.Timestamp t when t.zone() != null && (value instanceof Instant
                    || value instanceof ZonedDateTime || value instanceof OffsetDateTime) ->
                value;
            case DataType.Timestamp t when t.zone() != null && value instanceof Date date -> date.toInstant();
            default -> {
                if (type == DataType.DATE && value instanceof LocalDate date
                        && date.toEpochDay() == (int) date.toEpochDay()) {
                    yield date;
                }
                throw misfit(value, type);
            }
        };
        try {
            return Scalars.toLong(type, object);
        } catch (ArithmeticException e) {
            throw misfit(value, type);
        }
    }

    private static BigInteger unscaled(DataType.Decimal type, Object value) {
        BigDecimal decimal = switch (value) {
            case BigDecimal d -> d;
            case BigInteger i -> new BigDecimal(i);
            case Long l -> BigDecimal.valueOf(l);
            case Integer i -> BigDecimal.valueOf(i);
            case Short s -> BigDecimal.valueOf(s);
            case Byte b -> BigDecimal.valueOf(b);
            default -> throw misfit(value, type);
        };
        // A scale of a billion would make setScale build a number of a billion digits.
        if (decimal.precision() - (long) decimal.scale() > 38 && decimal.signum() != 0) {
            throw misfit(value, type);
        }
        try {
            BigDecimal scaled = decimal.setScale(type.scale());
            if (scaled.precision() > type.precision()) {
                throw misfit(value, type);
            }
            return scaled.unscaledValue();
        } catch (ArithmeticException e) {
            throw misfit(value, type);
        }
    }

    private static void view(ViewBuilder b, Object value) {
        if (b.type() == DataType.BINARY) {
            switch (value) {
                case byte[] bytes -> b.append(bytes, 0, bytes.length);
                case ByteBuffer buffer -> {
                    byte[] copy = new byte[buffer.remaining()];
                    buffer.duplicate().get(copy);
                    b.append(copy, 0, copy.length);
                }
                default -> throw misfit(value, b.type());
            }
        } else {
            b.append(text(value, b.type()));
        }
    }

    private static String text(Object value, DataType type) {
        return switch (value) {
            case CharSequence text -> text.toString();
            case Enum<?> constant -> constant.name();
            case Character character -> character.toString();
            case UUID uuid -> uuid.toString();
            default -> throw misfit(value, type);
        };
    }

    private static void list(ListBuilder b, Object value) {
        if (b.type() instanceof DataType.MapOf) {
            if (!(value instanceof Map<?, ?> map)) {
                throw misfit(value, b.type());
            }
            StructBuilder entries = (StructBuilder) b.child();
            map.forEach((k, v) -> {
                append(entries.child(0), k);
                append(entries.child(1), v);
                entries.endStruct();
            });
        } else if (value instanceof Iterable<?> elements) {
            elements.forEach(element -> append(b.child(), element));
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                append(b.child(), Array.get(value, i));
            }
        } else {
            throw misfit(value, b.type());
        }
        b.endList();
    }

    private static void struct(StructBuilder b, Object value) {
        List<Field> fields = ((DataType.Struct) b.type()).fields();
        if (value instanceof Map<?, ?> map) {
            for (int i = 0; i < fields.size(); i++) {
                append(b.child(i), map.get(fields.get(i).name()));
            }
        } else if (value instanceof Record) {
            Structs.Getters getters = Structs.GETTERS.get(value.getClass());
            for (int i = 0; i < fields.size(); i++) {
                append(b.child(i), getters.get(value, fields.get(i).name(), i));
            }
        } else {
            throw misfit(value, b.type());
        }
        b.endStruct();
    }

    /// The values of records by name, with handles made once a class.
    private static final class Structs {
        static final ClassValue<Getters> GETTERS = new ClassValue<>() {
            @Override
            protected Getters computeValue(Class<?> type) {
                return new Getters(Shape.of(type));
            }
        };

        private Structs() {}

        record Getters(Shape shape) {
            @Nullable
            Object get(Object record, String name, int likely) {
                List<Shape.Property> all = shape.properties();
                if (likely < all.size() && all.get(likely).name().equals(name)) {
                    return value(all.get(likely), record);
                }
                for (Shape.Property property : all) {
                    if (property.name().equals(name)) {
                        return value(property, record);
                    }
                }
                return null;
            }

            private static @Nullable Object value(Shape.Property property, Object record) {
                try {
                    return property.getter().invoke(record);
                } catch (RuntimeException | Error e) {
                    throw e;
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static boolean fail(Object value, DataType type) {
        throw misfit(value, type);
    }

    private static IllegalArgumentException misfit(Object value, DataType type) {
        String text = value instanceof Collection<?> || value.getClass().isArray()
                ? "a value"
                : "\"" + shortened(String.valueOf(value)) + "\"";
        return new IllegalArgumentException(
                text + " (" + value.getClass().getSimpleName() + ") does not fit " + type);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
