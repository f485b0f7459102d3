package dev.peso.internal.jdbc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// SQLite's values, each of a class of its own, as the type that their column should have.
///
/// A date or time is a text of ISO 8601, or a number of milliseconds since 1970, as SQLite's driver writes them.
final class SqliteValues {
    private SqliteValues() {}

    static @Nullable Object of(DataType type, ResultSet result, int column) throws SQLException {
        Object given = result.getObject(column);
        if (given == null) {
            return null;
        }
        return switch (type) {
            case DataType.Simple simple -> simple(simple, given);
            case DataType.Decimal _,DataType.ListOf _,DataType.Struct _,DataType.MapOf _,DataType.Duration _ ->
                Cells.value(type, given);
            case DataType.Time _ -> given instanceof Number n ? local(n).toLocalTime() : time((String) given);
            case DataType.Timestamp t -> given instanceof Number n
                    ? t.zone() == null ? (Object) local(n) : Instant.ofEpochMilli(n.longValue())
                    : Cells.Texts.value(type, (String) given);
            case DataType.Categorical _ -> given.toString();
        };
    }

    private static Object simple(DataType.Simple type, Object given) {
        return switch (type) {
            case BOOLEAN -> switch (given) {
                case Integer n when n == 0 || n == 1 -> n == 1;
                default -> throw new IllegalArgumentException("it is neither 0 nor 1");
            };
            case INT8, INT16, INT32, INT64 -> whole(type, (Number) given);
            case FLOAT32, FLOAT64 -> ((Number) given).doubleValue();
            case UTF8 -> {
                if (given instanceof byte[]) {
                    throw new IllegalArgumentException("it is a blob");
                }
                yield given.toString();
            }
            case BINARY -> (byte[]) given;
            case DATE -> given instanceof Number n
                    ? local(n).toLocalDate()
                    : Cells.Texts.value(type,
                            ((String) given).substring(0, Math.min(10, ((String) given).length())));
            case NULL -> throw new IllegalArgumentException("it is not null");
        };
    }

    private static long whole(DataType.Simple type, Number given) {
        BigDecimal value = new BigDecimal(given.toString());
        return switch (type) {
            case INT8 -> value.byteValueExact();
            case INT16 -> value.shortValueExact();
            case INT32 -> value.intValueExact();
            default -> value.longValueExact();
        };
    }

    private static LocalDateTime local(Number millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis.longValue()), ZoneOffset.UTC);
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text);
    }
}
