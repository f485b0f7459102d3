package dev.peso;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;

/// DuckDB in this process, and cells of both systems in one plain form to compare.
final class DuckDbOracle implements AutoCloseable {
    private static final DateTimeFormatter ZONED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx",
            Locale.ROOT);
    private final Connection connection;

    DuckDbOracle() {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
            execute("set threads = 1");
            execute("set order_by_non_integer_literal = true");
            execute("set timezone = '" + RandomTables.ZONE + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Statement s = connection.createStatement()) {
            s.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void load(String name, Table table) {
        List<String> columns = new ArrayList<>();
        for (Field field : table.schema()) {
            columns.add("\"" + field.name() + "\" " + sqlType(field.type()));
        }
        execute("create or replace table " + name + " (" + String.join(", ", columns) + ")");
        List<String> rows = new ArrayList<>();
        for (Chunk chunk : table.chunks()) {
            for (int row = 0; row < chunk.rows(); row++) {
                List<String> cells = new ArrayList<>();
                for (int c = 0; c < columns.size(); c++) {
                    cells.add(cell(Scalars.get(chunk.column(c), row), chunk.column(c).type));
                }
                rows.add("(" + String.join(", ", cells) + ")");
            }
        }
        if (!rows.isEmpty()) {
            execute("insert into " + name + " values " + String.join(", ", rows));
        }
    }

    static String sqlType(DataType type) {
        return switch (type) {
            case DataType.Simple s -> switch (s) {
                case NULL -> "INTEGER";
                case BOOLEAN -> "BOOLEAN";
                case INT8 -> "TINYINT";
                case INT16 -> "SMALLINT";
                case INT32 -> "INTEGER";
                case INT64 -> "BIGINT";
                case FLOAT32 -> "FLOAT";
                case FLOAT64 -> "DOUBLE";
                case UTF8 -> "VARCHAR";
                case BINARY -> "BLOB";
                case DATE -> "DATE";
            };
            case DataType.Categorical _ -> "VARCHAR";
            case DataType.Decimal d -> "DECIMAL(" + d.precision() + "," + d.scale() + ")";
            case DataType.Timestamp t -> timestamp(t);
            case DataType.Time _ -> "TIME";
            case DataType.Duration _ -> "BIGINT";
            case DataType.ListOf l -> sqlType(l.element()) + "[]";
            case DataType.Struct s -> "STRUCT(" + String.join(", ",
                    s.fields().stream().map(f -> f.name() + " " + sqlType(f.type())).toList()) + ")";
            case DataType.MapOf m -> "MAP(" + sqlType(m.key()) + ", " + sqlType(m.value()) + ")";
        };
    }

    private static String timestamp(DataType.Timestamp type) {
        if (type.zone() != null) {
            return "TIMESTAMPTZ";
        }
        return switch (type.unit()) {
            case SECOND -> "TIMESTAMP_S";
            case MILLI -> "TIMESTAMP_MS";
            case MICRO -> "TIMESTAMP";
            case NANO -> "TIMESTAMP_NS";
        };
    }

    /// A value that an insert casts to its column's type; nested ones say theirs, or a map would be a struct.
    private static String cell(@Nullable Object value, DataType type) {
        return value == null || type.isNested() ? literal(value, type) : text(value, type);
    }

    static String literal(@Nullable Object value, DataType type) {
        return value == null ? "null" : "(" + text(value, type) + ")::" + sqlType(type);
    }

    private static String text(Object value, DataType type) {
        return switch (type) {
            case DataType.Simple s when s == DataType.BINARY ->
                "unhex('" + HexFormat.of().formatHex((byte[]) value) + "')";
            case DataType.Simple _,DataType.Categorical _,DataType.Decimal _,DataType.Time _ ->
                quoted(value);
            case DataType.Timestamp _ -> switch (value) {
                case ZonedDateTime t -> quoted(ZONED.format(t));
                default -> quoted(value);
            };
            case DataType.Duration _ -> String.valueOf(micros((Duration) value));
            case DataType.ListOf l -> "[" + String.join(", ",
                    ((List<?>) value).stream().map(v -> literal(v, l.element())).toList()) + "]";
            case DataType.Struct s -> "{" + String.join(", ", s.fields()
                    .stream()
                    .map(f -> f.name() + ": " + literal(((Map<?, ?>) value).get(f.name()), f.type()))
                    .toList()) + "}";
            case DataType.MapOf m -> "map {" + String.join(", ", ((Map<?, ?>) value).entrySet()
                    .stream()
                    .map(e -> literal(e.getKey(), m.key()) + ": " + literal(e.getValue(), m.value()))
                    .toList()) + "}";
        };
    }

    private static String quoted(Object value) {
        return "'" + value.toString().replace("'", "''") + "'";
    }

    private static long micros(Duration duration) {
        return Math.addExact(Math.multiplyExact(duration.toSeconds(), 1_000_000L),
                duration.toNanosPart() / 1_000);
    }

    List<List<@Nullable Object>> query(String sql) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Statement s = connection.createStatement(); ResultSet r = s.executeQuery(sql)) {
            int columns = r.getMetaData().getColumnCount();
            while (r.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int c = 1; c <= columns; c++) {
                    row.add(plain(r.getObject(c)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    static List<List<@Nullable Object>> rows(Table table) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Chunk chunk : table.chunks()) {
            for (int row = 0; row < chunk.rows(); row++) {
                List<@Nullable Object> cells = new ArrayList<>();
                for (int c = 0; c < table.schema().size(); c++) {
                    cells.add(plain(Scalars.get(chunk.column(c), row)));
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    /// Whole numbers as `Long` or `BigDecimal`, floats as `Double`, spans as microseconds, bytes as text.
    private static @Nullable Object plain(@Nullable Object value) throws IllegalStateException {
        return switch (value) {
            case null -> null;
            case Byte n -> (long) n;
            case Short n -> (long) n;
            case Integer n -> (long) n;
            case Float f -> (double) f;
            case BigDecimal d -> d.stripTrailingZeros();
            case java.math.BigInteger n -> new BigDecimal(n).stripTrailingZeros();
            case java.sql.Timestamp t -> t.toLocalDateTime();
            case java.sql.Date d -> d.toLocalDate();
            case OffsetDateTime t -> t.toInstant();
            case ZonedDateTime t -> t.toInstant();
            case Instant t -> t;
            case Duration d -> micros(d);
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case Blob b -> blob(b);
            case java.sql.Time t -> t.toLocalTime();
            case Array a -> array(a);
            case Struct s -> struct(s);
            case List<?> l -> list(l);
            case Map<?, ?> m -> map(m);
            default -> value;
        };
    }

    private static String blob(Blob blob) {
        try {
            return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<@Nullable Object, @Nullable Object> struct(Struct struct) {
        try {
            return map(((org.duckdb.DuckDBStruct) struct).getMap());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<@Nullable Object, @Nullable Object> map(Map<?, ?> map) {
        Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> plain.put(plain(key), plain(value)));
        return plain;
    }

    private static List<@Nullable Object> array(Array array) {
        try {
            List<@Nullable Object> values = new ArrayList<>();
            for (Object element : (Object[]) array.getArray()) {
                values.add(plain(element));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<@Nullable Object> list(List<?> list) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object element : list) {
            values.add(plain(element));
        }
        return values;
    }

    /// Whether two cells mean the same: numbers by value, floats within 1e-9 relative, NaN equal to NaN.
    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            boolean same = x.size() == y.size();
            for (int i = 0; same && i < x.size(); i++) {
                same = same(x.get(i), y.get(i));
            }
            return same;
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return x.keySet().equals(y.keySet())
                    && x.keySet().stream().allMatch(key -> same(x.get(key), y.get(key)));
        }
        if (a instanceof Number x && b instanceof Number y) {
            if (x instanceof Double || y instanceof Double) {
                double p = x.doubleValue();
                double q = y.doubleValue();
                return Double.compare(p, q) == 0 || p == q || Double.isFinite(p) && Double.isFinite(q)
                        && Math.abs(p - q) <= 1e-9 * Math.max(1, Math.max(Math.abs(p), Math.abs(q)));
            }
            return new BigDecimal(x.toString()).compareTo(new BigDecimal(y.toString())) == 0;
        }
        return a.equals(b);
    }

    /// Whether two results hold the same rows, in any order.
    static boolean sameRows(List<List<@Nullable Object>> a, List<List<@Nullable Object>> b) {
        return a.size() == b.size() && without(a, b).isEmpty();
    }

    /// The rows of one result that the other lacks, counting how often each occurs.
    static List<List<@Nullable Object>> without(List<List<@Nullable Object>> rows,
            List<List<@Nullable Object>> others) {
        List<List<@Nullable Object>> left = new ArrayList<>(others);
        List<List<@Nullable Object>> missing = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            int found = -1;
            for (int i = 0; found < 0 && i < left.size(); i++) {
                found = row.size() == left.get(i).size() && same(row, left.get(i)) ? i : -1;
            }
            if (found < 0) {
                missing.add(row);
            } else {
                left.remove(found);
            }
        }
        return missing;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
