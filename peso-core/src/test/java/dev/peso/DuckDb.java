package dev.peso;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.plan.Plan;

/// A DuckDB in memory: the oracle of SQL tests, and a way to make tables of SQL text.
final class DuckDb implements AutoCloseable {
    private final Connection connection;

    DuckDb() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("set timezone = 'UTC'");
        execute("set threads = 1");
    }

    /// A type that Peso has no equal of.
    static final class NoSuchType extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoSuchType(String type) {
            super("no type for " + type);
        }
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The tables and views there are.
    List<String> tables() throws SQLException {
        List<String> names = new ArrayList<>();
        String sql = "select table_name from information_schema.tables where table_schema = 'main' order by 1";
        for (List<@Nullable Object> row : rows(sql)) {
            names.add(String.valueOf(row.getFirst()));
        }
        return names;
    }

    /// The rows of a query as Java values.
    List<List<@Nullable Object>> rows(String sql) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int c = 1; c <= width; c++) {
                    row.add(value(result.getObject(c)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /// The rows of a query as a plan.
    Plan plan(String name, String sql) throws SQLException {
        return new Plan.Values(table(sql), name);
    }

    /// The rows of a query in columns.
    Table table(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData meta = result.getMetaData();
            List<Field> fields = new ArrayList<>();
            for (int c = 1; c <= meta.getColumnCount(); c++) {
                fields.add(Field.of(meta.getColumnLabel(c), type(meta.getColumnTypeName(c))));
            }
            Schema schema = Schema.of(fields);
            List<Chunk> chunks = new ArrayList<>();
            List<VectorBuilder> builders = builders(schema);
            int rows = 0;
            while (result.next()) {
                for (int c = 0; c < builders.size(); c++) {
                    Scalars.append(builders.get(c), value(result.getObject(c + 1)));
                }
                if (++rows == Vector.CHUNK_ROWS) {
                    chunks.add(chunk(builders, rows));
                    builders = builders(schema);
                    rows = 0;
                }
            }
            chunks.add(chunk(builders, rows));
            return new Table(schema, chunks);
        }
    }

    private static List<VectorBuilder> builders(Schema schema) {
        return schema.fields().stream().map(f -> VectorBuilder.of(f.type(), 64)).toList();
    }

    private static Chunk chunk(List<VectorBuilder> builders, int rows) {
        return new Chunk(builders.stream().map(VectorBuilder::build).toList(), rows);
    }

    private static DataType type(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.endsWith("[]")) {
            return DataType.list(type(name.substring(0, name.length() - 2)));
        }
        if (upper.endsWith("]")) {
            return DataType.list(type(name.substring(0, name.lastIndexOf('['))));
        }
        if (upper.startsWith("DECIMAL(")) {
            return DataType.parse(name.toLowerCase(Locale.ROOT));
        }
        if (upper.startsWith("STRUCT(")) {
            List<Field> fields = new ArrayList<>();
            for (String part : parts(name.substring(7, name.length() - 1))) {
                int at = part.startsWith("\"") ? part.indexOf('"', 1) + 1 : part.indexOf(' ');
                String field = part.substring(0, at).replace("\"", "");
                fields.add(Field.of(field, type(part.substring(at + 1))));
            }
            return DataType.struct(fields.toArray(Field[]::new));
        }
        if (upper.startsWith("MAP(")) {
            List<String> parts = parts(name.substring(4, name.length() - 1));
            return DataType.map(type(parts.get(0)), type(parts.get(1)));
        }
        return switch (upper) {
            case "BOOLEAN" -> DataType.BOOLEAN;
            case "TINYINT" -> DataType.INT8;
            case "SMALLINT", "UTINYINT" -> DataType.INT16;
            case "INTEGER", "USMALLINT" -> DataType.INT32;
            case "BIGINT", "UINTEGER" -> DataType.INT64;
            case "UBIGINT" -> new DataType.Decimal(20, 0);
            case "HUGEINT" -> new DataType.Decimal(38, 0);
            case "FLOAT" -> DataType.FLOAT32;
            case "DOUBLE" -> DataType.FLOAT64;
            case "VARCHAR", "UUID" -> DataType.UTF8;
            case "BLOB" -> DataType.BINARY;
            case "DATE" -> DataType.DATE;
            case "TIME" -> DataType.TIME;
            case "TIMESTAMP" -> DataType.TIMESTAMP;
            case "TIMESTAMP_S" -> new DataType.Timestamp(DataType.Unit.SECOND, null);
            case "TIMESTAMP_MS" -> new DataType.Timestamp(DataType.Unit.MILLI, null);
            case "TIMESTAMP_NS" -> new DataType.Timestamp(DataType.Unit.NANO, null);
            case "TIMESTAMP WITH TIME ZONE" -> new DataType.Timestamp(DataType.Unit.MICRO, ZoneOffset.UTC);
            default -> {
                if (upper.startsWith("ENUM(")) {
                    yield DataType.UTF8;
                }
                throw new NoSuchType(name);
            }
        };
    }

    /// The parts between the commas that stand in no parentheses.
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    private static @Nullable Object value(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Array array -> values((Object[]) array.getArray());
            case Struct struct -> struct(struct);
            case Map<?, ?> map -> map(map);
            case Blob blob -> blob.getBytes(1, (int) blob.length());
            case java.sql.Timestamp t -> t.toLocalDateTime();
            case java.sql.Date d -> d.toLocalDate();
            case java.sql.Time t -> t.toLocalTime();
            case OffsetDateTime t -> ZonedDateTime.ofInstant(t.toInstant(), ZoneOffset.UTC);
            case Instant t -> ZonedDateTime.ofInstant(t, ZoneOffset.UTC);
            case BigInteger i -> new BigDecimal(i);
            case LocalDateTime t -> t;
            default -> value;
        };
    }

    private static List<@Nullable Object> values(@Nullable Object[] array) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object element : Arrays.asList(array)) {
            list.add(value(element));
        }
        return list;
    }

    private static Map<String, @Nullable Object> struct(Struct struct) throws SQLException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        ((org.duckdb.DuckDBStruct) struct).getMap().forEach(fields::put);
        for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
            field.setValue(value(field.getValue()));
        }
        return fields;
    }

    private static Map<@Nullable Object, @Nullable Object> map(Map<?, ?> map) throws SQLException {
        Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            values.put(value(entry.getKey()), value(entry.getValue()));
        }
        return values;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
