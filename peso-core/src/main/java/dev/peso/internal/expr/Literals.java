package dev.peso.internal.expr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Java values as expressions.
public final class Literals {
    /// The literal `null`.
    public static final Node.Literal NULL = new Node.Literal(null, DataType.NULL);

    private Literals() {}

    /// A value as an expression: a literal, or a call that builds a list (from an array or collection) or a struct (from a
    /// map with text keys).
    ///
    /// @throws IllegalArgumentException if no type of Peso's holds the value
    public static Node of(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Node node -> node;
            case dev.peso.Expr expr -> ExprAccess.node(expr);
            case Boolean b -> new Node.Literal(b, DataType.BOOLEAN);
            case Byte b -> of(b.longValue());
            case Short s -> of(s.longValue());
            case Integer i -> of(i.longValue());
            case Long l -> of(l.longValue());
            case Float f -> new Node.Literal(f, DataType.FLOAT32);
            case Double d -> new Node.Literal(d, DataType.FLOAT64);
            case BigDecimal d -> decimal(d);
            case BigInteger i -> decimal(new BigDecimal(i));
            case CharSequence s -> of(s.toString());
            case Character c -> of(c.toString());
            case Enum<?> e -> of(e.name());
            case byte[] bytes -> binary(bytes);
            case ByteBuffer bytes -> binary(bytes(bytes));
            case Iterable<?> list -> list(list);
            case Object[] array -> list(Arrays.asList(array));
            case long[] array -> list(Arrays.stream(array).boxed().toList());
            case int[] array -> list(Arrays.stream(array).boxed().toList());
            case double[] array -> list(Arrays.stream(array).boxed().toList());
            case Map<?, ?> map -> struct(map);
            default -> temporal(value);
        };
    }

    /// A value as an expression where a type is wanted: a Java map is a map, not a struct, if the type is.
    public static Node of(@Nullable Object value, DataType wanted) {
        return value instanceof Map<?, ?> map && wanted instanceof DataType.MapOf
                ? new Node.Call("map", list(map.keySet()), list(map.values()))
                : of(value);
    }

    static Node.Literal of(long value) {
        return new Node.Literal(value, DataType.INT64);
    }

    static Node.Literal of(String value) {
        return new Node.Literal(value, DataType.UTF8);
    }

    static Node.Literal decimal(BigDecimal value) {
        BigDecimal d = value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
        int precision = Math.max(d.precision(), d.scale());
        if (precision > 38) {
            throw new IllegalArgumentException("a decimal has at most 38 digits, got " + precision);
        }
        return new Node.Literal(d, DataType.decimal(precision, d.scale()));
    }

    static Node.Literal binary(byte[] bytes) {
        return new Node.Literal(ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer(), DataType.BINARY);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static Node list(Iterable<?> values) {
        List<Node> nodes = new ArrayList<>();
        values.forEach(value -> nodes.add(of(value)));
        return new Node.Call("list_value", nodes);
    }

    private static Node struct(Map<?, ?> map) {
        List<Node> nodes = new ArrayList<>();
        map.forEach((name, value) -> {
            if (!(name instanceof String key)) {
                throw new IllegalArgumentException(
                        "a map as a value is a struct and needs text keys, got " + name);
            }
            nodes.add(of(key));
            nodes.add(of(value));
        });
        return new Node.Call("struct_pack", nodes);
    }

    private static Node.Literal temporal(Object value) {
        return switch (value) {
            case LocalDate d -> new Node.Literal(d, DataType.DATE);
            case LocalTime t -> new Node.Literal(t, new DataType.Time(unit(t)));
            case LocalDateTime t -> new Node.Literal(t, DataType.timestamp(unit(t)));
            case Instant t -> zoned(t.atZone(ZoneId.of("UTC")));
            case ZonedDateTime t -> zoned(t);
            case OffsetDateTime t -> zoned(t.toZonedDateTime());
            case Duration d -> new Node.Literal(d, new DataType.Duration(unit(d.toNanosPart())));
            default ->
                throw new IllegalArgumentException("no type for a value of " + value.getClass().getName()
                        + "; use a number, text, boolean, byte[], java.time value, list, or map of these");
        };
    }

    private static Node.Literal zoned(ZonedDateTime t) {
        ZoneId zone = t.getZone().equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : t.getZone();
        return new Node.Literal(t.withZoneSameInstant(zone), new DataType.Timestamp(unit(t), zone));
    }

    static DataType.Unit unit(TemporalAccessor value) {
        return unit(value.get(ChronoField.NANO_OF_SECOND));
    }

    /// Microseconds, or nanoseconds where the value has them.
    static DataType.Unit unit(int nanos) {
        return nanos % 1_000 == 0 ? DataType.Unit.MICRO : DataType.Unit.NANO;
    }
}
