package dev.peso.internal.jdbc;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.sql.Dialect;
import dev.peso.internal.sql.Sql;

/// Gives values to the `?` of statements.
final class Binding {
    /// As SQLite's own functions read and write it.
    static final DateTimeFormatter SQLITE_TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private Binding() {}

    static void bind(PreparedStatement statement, Sql sql, Dialect dialect) throws SQLException {
        int index = 1;
        for (Sql.Bound bound : sql.values()) {
            if (bound.type() == null) {
                statement.setObject(index++, bound.value());
            } else {
                bind(statement, index++, bound.value(), bound.type(), dialect);
            }
        }
    }

    /// @param value of the Java class that `Scalars` lists for the type, or null
    static void bind(PreparedStatement statement, int index, @Nullable Object value, DataType type,
            Dialect dialect) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, sqlType(type));
            case Boolean b -> statement.setBoolean(index, b);
            case Byte n -> statement.setShort(index, n);
            case Short n -> statement.setShort(index, n);
            case Integer n -> statement.setInt(index, n);
            case Long n -> statement.setLong(index, n);
            case Float n -> statement.setFloat(index, n);
            case Double n -> statement.setDouble(index, n);
            case String text -> statement.setString(index, text);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case BigDecimal number when dialect == Dialect.SQLITE ->
                statement.setString(index, number.toPlainString());
            case BigDecimal number -> statement.setBigDecimal(index, number);
            default -> statement.setObject(index, temporal(value, dialect));
        }
    }

    private static Object temporal(Object value, Dialect dialect) {
        // DuckDB's driver has a calendar of its own, and no nanoseconds
        if (dialect == Dialect.DUCKDB && (value instanceof LocalDate date && date.getYear() > 0
                || value instanceof LocalDateTime time && time.getYear() > 0)) {
            return value.toString().replace("+", "");
        }
        if (dialect != Dialect.SQLITE) {
            return value instanceof ZonedDateTime t
                    ? t.toInstant().atOffset(ZoneOffset.UTC)
                    : value;
        }
        return switch (value) {
            case LocalDate _,LocalTime _ -> value.toString();
            case LocalDateTime t -> SQLITE_TIMESTAMP.format(t);
            case ZonedDateTime t ->
                SQLITE_TIMESTAMP.format(t.withZoneSameInstant(ZoneOffset.UTC)) + "Z";
            default -> value;
        };
    }

    private static int sqlType(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> Types.NULL;
                case BOOLEAN -> Types.BOOLEAN;
                case INT8, INT16 -> Types.SMALLINT;
                case INT32 -> Types.INTEGER;
                case INT64 -> Types.BIGINT;
                case FLOAT32 -> Types.REAL;
                case FLOAT64 -> Types.DOUBLE;
                case UTF8 -> Types.VARCHAR;
                case BINARY -> Types.VARBINARY;
                case DATE -> Types.DATE;
            };
            case DataType.Decimal _ -> Types.NUMERIC;
            case DataType.Time _ -> Types.TIME;
            case DataType.Timestamp t ->
                t.zone() == null ? Types.TIMESTAMP : Types.TIMESTAMP_WITH_TIMEZONE;
            case DataType.ListOf _ -> Types.ARRAY;
            case DataType.Categorical _,DataType.Duration _,DataType.Struct _,DataType.MapOf _ ->
                Types.VARCHAR;
        };
    }
}
