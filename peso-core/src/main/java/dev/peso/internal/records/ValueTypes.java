package dev.peso.internal.records;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;

/// Finds the narrowest column type that holds every value it is shown.
///
/// Integers of different sizes widen to int64, integers with floats to float64. Decimals get the largest scale seen and
/// 18 digits, or 38 when they need more. Times finer than a microsecond make the unit nanoseconds. Instants take the
/// zone of their values when all agree, else UTC. Maps become structs.
final class ValueTypes {
    private @Nullable DataType type;
    private int scale;
    private int integerDigits;
    private boolean nanos;
    private @Nullable ZoneId zone;
    private boolean zoneSeen;
    private @Nullable ValueTypes element;
    private final Map<String, ValueTypes> fields = new LinkedHashMap<>();

    /// Starts from what is declared, so that only scale, unit and zone are left to find.
    static ValueTypes declared(DataType type) {
        ValueTypes types = new ValueTypes();
        types.type = type;
        switch (type) {
            case DataType.ListOf list -> types.element = declared(list.element());
            case DataType.Struct struct -> struct.fields()
                    .forEach(f -> types.fields.put(f.name(), declared(f.type())));
            case DataType.MapOf map -> {
                types.fields.put("key", declared(map.key()));
                types.fields.put("value", declared(map.value()));
            }
            default -> {
            }
        }
        return types;
    }

    /// Whether the values of a declared type can still change it.
    static boolean isOpen(DataType type) {
        return switch (type) {
            case DataType.Decimal d -> d.scale() > 0;
            case DataType.Time _,DataType.Timestamp _,DataType.Duration _ -> true;
            case DataType.ListOf list -> isOpen(list.element());
            case DataType.MapOf map -> isOpen(map.key()) || isOpen(map.value());
            case DataType.Struct struct -> struct.fields().stream().anyMatch(f -> isOpen(f.type()));
            case DataType.Simple _,DataType.Categorical _ -> false;
        };
    }

    /// Takes one more value into account.
    ///
    /// @throws IllegalArgumentException if no column type holds it together with those before
    void observe(@Nullable Object given) {
        Object value = JavaValues.unwrap(given);
        if (value == null) {
            return;
        }
        DataType before = type;
        type = before == null ? kind(value) : merged(before, value);
        details(value);
    }

    private static DataType kind(Object value) {
        if (value instanceof Map<?, ?>) {
            return new DataType.Struct(List.of());
        }
        if (JavaTypes.isList(value.getClass()) || value.getClass().isArray() && !(value instanceof byte[])) {
            return DataType.list(DataType.NULL);
        }
        Class<?> c = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        return JavaTypes.of(value instanceof java.nio.ByteBuffer ? java.nio.ByteBuffer.class : c, "a value");
    }

    private static DataType merged(DataType before, Object value) {
        DataType next = kind(value);
        if (next.equals(before) || next.getClass() == before.getClass() && !(next instanceof DataType.Simple)
                && isSameKind(before, next)) {
            return before;
        }
        if (before instanceof DataType.MapOf && value instanceof Map<?, ?>) {
            return before;
        }
        if (before.isNumeric() && next.isNumeric()) {
            return number(before, next);
        }
        if (before.isText() && next.isText()) {
            return DataType.UTF8;
        }
        throw new IllegalArgumentException(
                "a " + value.getClass().getSimpleName() + " among values of " + before
                        + "; a column has one type");
    }

    private static boolean isSameKind(DataType a, DataType b) {
        return !(a instanceof DataType.Timestamp x && b instanceof DataType.Timestamp y)
                || (x.zone() == null) == (y.zone() == null);
    }

    private static DataType number(DataType a, DataType b) {
        if (a.isInteger() && b.isInteger()) {
            return DataType.INT64;
        }
        if (a.isFloat() || b.isFloat()) {
            return DataType.FLOAT64;
        }
        return DataType.decimal(38, 9);
    }

    private void details(Object value) {
        switch (value) {
            case BigDecimal d -> digits(d.scale(), d.precision());
            case BigInteger i -> digits(0, new BigDecimal(i).precision());
            case Long l -> digits(0, digitsOf(l));
            case Integer i -> digits(0, digitsOf(i));
            case Short s -> digits(0, 5);
            case Byte b -> digits(0, 3);
            case Duration d -> nanos |= d.toNanosPart() % 1_000 != 0;
            case LocalTime t -> fraction(t);
            case LocalDateTime t -> fraction(t);
            case Instant t -> instant(t, ZoneOffset.UTC);
            case OffsetDateTime t -> instant(t, t.getOffset());
            case ZonedDateTime t -> instant(t, t.getZone());
            case Map<?, ?> map -> map(map);
            case Record record -> record(record);
            case Iterable<?> elements -> elements.forEach(element()::observe);
            default -> {
                if (value.getClass().isArray() && !(value instanceof byte[])) {
                    array(value);
                }
            }
        }
    }

    private static int digitsOf(long value) {
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void digits(int valueScale, int precision) {
        scale = Math.max(scale, valueScale);
        integerDigits = Math.max(integerDigits, precision - valueScale);
    }

    private void fraction(TemporalAccessor time) {
        nanos |= time.get(ChronoField.NANO_OF_SECOND) % 1_000 != 0;
    }

    private void instant(TemporalAccessor time, ZoneId valueZone) {
        fraction(time);
        zone = !zoneSeen || valueZone.equals(zone) ? valueZone : ZoneOffset.UTC;
        zoneSeen = true;
    }

    private ValueTypes element() {
        ValueTypes types = element;
        if (types == null) {
            types = new ValueTypes();
            element = types;
        }
        return types;
    }

    private void array(Object array) {
        for (int i = 0; i < Array.getLength(array); i++) {
            element().observe(Array.get(array, i));
        }
    }

    private void map(Map<?, ?> map) {
        if (type instanceof DataType.MapOf) {
            map.forEach((k, v) -> {
                field("key").observe(k);
                field("value").observe(v);
            });
        } else {
            map.forEach((k, v) -> field(String.valueOf(k)).observe(v));
        }
    }

    private void record(Record record) {
        for (Shape.Property property : Shape.of(record.getClass()).properties()) {
            Object value;
            try {
                value = property.getter().invoke(record);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            field(property.name()).observe(value);
        }
    }

    private ValueTypes field(String name) {
        return fields.computeIfAbsent(name, _ -> new ValueTypes());
    }

    /// The type so far; `null` when no value was seen.
    DataType type() {
        DataType known = type;
        return switch (known) {
            case null -> DataType.NULL;
            case DataType.Decimal d -> decimal(d);
            case DataType.Time _ -> nanos ? new DataType.Time(DataType.Unit.NANO) : known;
            case DataType.Duration _ -> nanos ? new DataType.Duration(DataType.Unit.NANO) : known;
            case DataType.Timestamp t -> new DataType.Timestamp(nanos ? DataType.Unit.NANO : t.unit(),
                    t.zone() == null || zone == null ? t.zone() : zone);
            case DataType.ListOf _ -> DataType.list(element().type());
            case DataType.MapOf _ -> DataType.map(field("key").type(), field("value").type());
            case DataType.Struct _ -> new DataType.Struct(
                    fields.entrySet().stream().map(e -> Field.of(e.getKey(), e.getValue().type())).toList());
            case DataType.Simple _,DataType.Categorical _ -> known;
        };
    }

    private DataType decimal(DataType.Decimal declared) {
        if (integerDigits == 0 && scale == 0) {
            return declared;
        }
        if (Math.max(0, integerDigits) + Math.max(0, scale) > 38) {
            throw new IllegalArgumentException(
                    "decimals with " + integerDigits + " digits before and " + scale
                            + " after the point do not fit one column of at most 38 digits");
        }
        return DataType.decimal(integerDigits + scale <= 18 ? 18 : 38, scale);
    }
}
