package dev.peso.internal.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.BitBuilder;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.sql.Dialect;

/// Takes cells of one column from results.
///
/// A cell that does not fit its type throws an `ArithmeticException` or another `RuntimeException`, which the reader puts
/// into words.
@FunctionalInterface
interface Cells {
    void take(ResultSet result, int column, VectorBuilder into) throws SQLException;

    static Cells of(DataType type, Dialect dialect) {
        return switch (dialect) {
            case SQLITE -> (r, c, into) -> Scalars.append(into, SqliteValues.of(type, r, c));
            case POSTGRESQL, H2, DUCKDB, SPARK, GENERIC -> typed(type, dialect);
        };
    }

    private static Cells typed(DataType type, Dialect dialect) {
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> (_, _, into) -> into.appendNull();
                case BOOLEAN -> (r, c, into) -> {
                    boolean value = r.getBoolean(c);
                    if (r.wasNull()) {
                        into.appendNull();
                    } else {
                        ((BitBuilder) into).append(value);
                    }
                };
                case INT8 -> whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
                case INT16 -> whole(Short.MIN_VALUE, Short.MAX_VALUE);
                case INT32 -> whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
                case INT64 -> whole(Long.MIN_VALUE, Long.MAX_VALUE);
                case FLOAT32, FLOAT64 -> Cells::real;
                case UTF8 -> Cells::text;
                case BINARY -> Cells::bytes;
                case DATE -> object(type, LocalDate.class, dialect);
            };
            case DataType.Decimal _ -> (r, c, into) -> Scalars.append(into, value(type, r.getObject(c)));
            case DataType.Time _ -> object(type, LocalTime.class, dialect);
            case DataType.Timestamp t ->
                object(type, t.zone() == null ? LocalDateTime.class : OffsetDateTime.class, dialect);
            case DataType.Categorical _ -> Cells::text;
            case DataType.Duration _,DataType.ListOf _,DataType.Struct _,DataType.MapOf _ ->
                (r, c, into) -> Scalars.append(into, value(type, r.getObject(c)));
        };
    }

    private static Cells whole(long least, long most) {
        return (r, c, into) -> {
            long value = r.getLong(c);
            if (value == 0 && r.wasNull()) {
                into.appendNull();
                return;
            }
            if (value < least || value > most) {
                throw new ArithmeticException("it does not fit");
            }
            ((NumberBuilder) into).append(value);
        };
    }

    private static void real(ResultSet r, int c, VectorBuilder into) throws SQLException {
        double value = r.getDouble(c);
        if (!(Math.abs(value) > 0) && r.wasNull()) { // DuckDB's driver gives NaN for a null
            into.appendNull();
        } else {
            ((NumberBuilder) into).append(value);
        }
    }

    private static void text(ResultSet r, int c, VectorBuilder into) throws SQLException {
        Scalars.append(into, r.getString(c));
    }

    private static void bytes(ResultSet r, int c, VectorBuilder into) throws SQLException {
        byte[] bytes = r.getBytes(c);
        if (bytes == null) {
            into.appendNull();
        } else {
            ((ViewBuilder) into).append(bytes, 0, bytes.length);
        }
    }

    /// Dates and times; DuckDB's driver has dates in a calendar of its own when it is asked for the Java class.
    private static Cells object(DataType type, Class<?> wanted, Dialect dialect) {
        return dialect == Dialect.GENERIC || dialect == Dialect.DUCKDB && type == DataType.DATE
                ? (r, c, into) -> Scalars.append(into, value(type, r.getObject(c)))
                : (r, c, into) -> Scalars.append(into, value(type, r.getObject(c, wanted)));
    }

    /// A driver's object as the Java class of a type.
    static @Nullable Object value(DataType type, @Nullable Object given) throws SQLException {
        return switch (given) {
            case null -> null;
            case BigDecimal n -> type instanceof DataType.Decimal d ? fitting(d, n) : number(type, n);
            case BigInteger n -> value(type, new BigDecimal(n));
            case Double n when type instanceof DataType.Decimal -> value(type, new BigDecimal(n.toString()));
            case Number n when type instanceof DataType.Decimal d -> fitting(d, new BigDecimal(n.toString()));
            case java.sql.Timestamp t -> t.toLocalDateTime();
            case java.sql.Date d -> d.toLocalDate();
            case java.sql.Time t -> t.toLocalTime();
            case Array array -> list(type, array.getArray());
            case Struct struct -> struct((DataType.Struct) type, struct.getAttributes());
            case Map<?, ?> map when type instanceof DataType.MapOf m -> map(m, map);
            case LocalTime t when t.equals(LocalTime.MAX) ->
                throw new ArithmeticException("it is the end of the day"); // 24:00 of PostgreSQL
            case String text -> Texts.value(type, text);
            case LocalDate d -> date(d);
            case Number _,Boolean _,LocalTime _,LocalDateTime _,OffsetDateTime _,Instant _,byte[] _ -> given;
            case List<?> l when type instanceof DataType.ListOf -> list(type, l.toArray());
            default -> type.isText() ? given.toString() : given;
        };
    }

    /// PostgreSQL's infinity is a date beyond all days.
    private static LocalDate date(LocalDate date) {
        if (Math.abs(date.toEpochDay()) > Integer.MAX_VALUE) {
            throw new ArithmeticException("it is too far away");
        }
        return date;
    }

    private static Object number(DataType type, BigDecimal value) {
        return type.isFloat() ? (Object) value.doubleValue() : (Object) value.longValueExact();
    }

    private static BigDecimal fitting(DataType.Decimal type, BigDecimal value) {
        BigDecimal scaled = value.setScale(type.scale());
        if (scaled.precision() > type.precision()) {
            throw new ArithmeticException("it has too many digits");
        }
        return scaled;
    }

    private static Object list(DataType type, Object array) throws SQLException {
        DataType element = ((DataType.ListOf) type).element();
        if (!(array instanceof Object[] values)) {
            throw new IllegalArgumentException("it is no list of " + element);
        }
        List<@Nullable Object> list = new ArrayList<>(values.length);
        for (Object value : values) {
            if (value instanceof Object[] && !(element instanceof DataType.ListOf)) {
                throw new IllegalArgumentException("it is an array of several dimensions");
            }
            list.add(value instanceof Object[] inner ? list(element, inner) : value(element, value));
        }
        return list;
    }

    private static Object struct(DataType.Struct type, @Nullable Object[] attributes) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i++) {
            Field field = type.fields().get(i);
            values.put(field.name(), value(field.type(), attributes[i]));
        }
        return values;
    }

    private static Object map(DataType.MapOf type, Map<?, ?> given) throws SQLException {
        Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : given.entrySet()) {
            values.put(value(type.key(), entry.getKey()), value(type.value(), entry.getValue()));
        }
        return values;
    }

    /// Values that databases give as texts.
    final class Texts {
        private Texts() {}

        static Object value(DataType type, String text) {
            return switch (type) {
                case DataType.Simple s when s == DataType.DATE -> LocalDate.parse(text);
                case DataType.Time _ -> LocalTime.parse(text);
                case DataType.Timestamp t -> timestamp(t, text.strip().replace(' ', 'T'));
                case DataType.Decimal d -> fitting(d, new BigDecimal(text.strip()));
                case DataType t when t.isInteger() -> new BigDecimal(text.strip()).longValueExact();
                case DataType t when t.isFloat() -> Double.parseDouble(text);
                case DataType t when t == DataType.BOOLEAN -> switch (text) {
                    case "t", "true" -> true;
                    case "f", "false" -> false;
                    default -> throw new IllegalArgumentException("it is neither true nor false");
                };
                default -> text;
            };
        }

        private static Object timestamp(DataType.Timestamp type, String text) {
            if (text.indexOf('T') < 0) {
                return timestamp(type, text + "T00:00:00");
            }
            boolean hasZone = text.matches(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)");
            if (!hasZone) {
                LocalDateTime local = LocalDateTime.parse(text);
                return type.zone() == null ? (Object) local : (Object) local.toInstant(ZoneOffset.UTC);
            }
            if (type.zone() == null) {
                throw new IllegalArgumentException("it has a time zone");
            }
            String full = text.matches(".*[+-]\\d\\d") ? text + ":00" : text;
            return OffsetDateTime.parse(full).toInstant();
        }
    }
}
