package dev.peso.internal.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

import dev.peso.DataType;
import dev.peso.internal.sql.Dialect;

/// The types that columns of databases have here, by what drivers tell.
final class ColumnTypes {
    static final DataType INSTANT = DataType.timestamp(ZoneOffset.UTC);
    static final DataType NANOS = DataType.timestamp(DataType.Unit.NANO);
    /// A number of any precision, of which here 20 digits before the point fit and 18 behind.
    private static final DataType ANY_DECIMAL = DataType.decimal(38, 18);
    private static final Map<String, Column> POSTGRES = Map.ofEntries(
            Map.entry("bool", Column.of(DataType.BOOLEAN)), Map.entry("int2", Column.of(DataType.INT16)),
            Map.entry("int4", Column.of(DataType.INT32)), Map.entry("int8", Column.of(DataType.INT64)),
            Map.entry("oid", Column.fetched(DataType.INT64)),
            Map.entry("float4", Column.of(DataType.FLOAT32)),
            Map.entry("float8", Column.of(DataType.FLOAT64)), Map.entry("text", Column.of(DataType.UTF8)),
            Map.entry("varchar", Column.of(DataType.UTF8)), Map.entry("bytea", Column.of(DataType.BINARY)),
            Map.entry("date", Column.of(DataType.DATE)), Map.entry("time", Column.of(DataType.TIME)),
            Map.entry("timestamp", Column.of(DataType.TIMESTAMP)),
            Map.entry("timestamptz", Column.of(INSTANT)));

    private ColumnTypes() {}

    static Column of(ResultSetMetaData data, int column, Dialect dialect) throws SQLException {
        String name = data.getColumnTypeName(column).toLowerCase(Locale.ROOT);
        int precision = data.getPrecision(column);
        int scale = data.getScale(column);
        return switch (dialect) {
            case POSTGRESQL -> postgres(name, precision, scale);
            case DUCKDB -> DuckDbTypes.column(data.getColumnTypeName(column));
            case SQLITE -> SqliteTypes.column(name, precision, scale);
            case H2 -> h2(name, data.getColumnType(column), precision, scale);
            case SPARK, GENERIC ->
                generic(data.getColumnType(column), data.isSigned(column), precision, scale);
        };
    }

    private static Column postgres(String name, int precision, int scale) {
        Column known = POSTGRES.get(name);
        if (known != null) {
            return known;
        }
        if (name.equals("numeric")) {
            return numeric(precision, scale);
        }
        if (!name.startsWith("_")) {
            return Column.text("cast({} as text)");
        }
        // the driver makes dates of arrays in calendars and zones of its own; their texts are plain
        Column element = postgres(name.substring(1), precision, scale);
        DataType list = DataType.list(element.type());
        boolean direct = element.type().isInteger() || element.type().isFloat()
                || element.type() == DataType.BOOLEAN || element.type() == DataType.BINARY;
        return new Column(list, direct ? "{}" : "cast({} as text[])", false);
    }

    /// A number with the digits it is declared with; more than 38, or any number of them, can be fetched if they fit.
    static Column numeric(int precision, int scale) {
        if (precision == 0) {
            return Column.fetched(ANY_DECIMAL);
        }
        boolean plain = precision <= 38 && scale >= 0 && scale <= precision;
        if (plain) {
            return Column.of(DataType.decimal(precision, scale));
        }
        return Column.fetched(scale < 0 || scale > 38
                ? DataType.decimal(38, 0)
                : DataType.decimal(38, scale));
    }

    private static Column h2(String name, int type, int precision, int scale) {
        if (name.endsWith(" array")) {
            Column element = h2(name.substring(0, name.length() - 6), 0, precision, scale);
            return element.form().equals("{}") && element.isComparable()
                    && !(element.type() instanceof DataType.Decimal)
                            ? Column.fetched(DataType.list(element.type()))
                            : Column.text("cast({} as varchar)");
        }
        return switch (name) {
            case "tinyint" -> Column.of(DataType.INT8);
            case "smallint" -> Column.of(DataType.INT16);
            case "integer" -> Column.of(DataType.INT32);
            case "bigint" -> Column.of(DataType.INT64);
            case "real" -> Column.of(DataType.FLOAT32);
            case "double precision" -> Column.of(DataType.FLOAT64);
            case "numeric", "decimal" -> numeric(precision, scale);
            case "decfloat" -> Column.fetched(ANY_DECIMAL);
            case "boolean" -> Column.of(DataType.BOOLEAN);
            case "character varying" -> Column.of(DataType.UTF8);
            case "character", "varchar_ignorecase", "character large object" -> Column.fetched(DataType.UTF8);
            case "binary", "binary varying", "binary large object" -> Column.fetched(DataType.BINARY);
            case "date" -> Column.of(DataType.DATE);
            case "time" ->
                scale > 6 ? Column.of(new DataType.Time(DataType.Unit.NANO)) : Column.of(DataType.TIME);
            case "timestamp" -> scale > 6 ? Column.of(NANOS) : Column.of(DataType.TIMESTAMP);
            case "timestamp with time zone" -> Column.of(scale > 6
                    ? new DataType.Timestamp(DataType.Unit.NANO, ZoneOffset.UTC)
                    : INSTANT);
            default -> type == Types.JAVA_OBJECT
                    ? Column.fetched(DataType.BINARY)
                    : Column.text("cast({} as varchar)");
        };
    }

    private static Column generic(int type, boolean signed, int precision, int scale) {
        return Column.fetched(switch (type) {
            case Types.BIT, Types.BOOLEAN -> DataType.BOOLEAN;
            case Types.TINYINT -> signed ? DataType.INT8 : DataType.INT16;
            case Types.SMALLINT -> signed ? DataType.INT16 : DataType.INT32;
            case Types.INTEGER -> signed ? DataType.INT32 : DataType.INT64;
            case Types.BIGINT -> signed ? DataType.INT64 : DataType.decimal(20, 0);
            case Types.REAL -> DataType.FLOAT32;
            case Types.FLOAT, Types.DOUBLE -> DataType.FLOAT64;
            case Types.NUMERIC, Types.DECIMAL -> numeric(precision, scale).type();
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> DataType.BINARY;
            case Types.DATE -> DataType.DATE;
            case Types.TIME -> scale > 6 ? new DataType.Time(DataType.Unit.NANO) : DataType.TIME;
            case Types.TIMESTAMP -> scale > 6 ? NANOS : DataType.TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
            default -> DataType.UTF8;
        }).comparableIfWhole();
    }
}
