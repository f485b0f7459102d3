package dev.peso.internal.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.sql.Dialect;

/// Reads the names that DuckDB's driver gives to types, such as `STRUCT(a INTEGER, "b c" VARCHAR)[]`.
final class DuckDbTypes {
    private static final Map<String, DataType> PLAIN = Map.ofEntries(
            Map.entry("BOOLEAN", DataType.BOOLEAN), Map.entry("TINYINT", DataType.INT8),
            Map.entry("SMALLINT", DataType.INT16), Map.entry("INTEGER", DataType.INT32),
            Map.entry("BIGINT", DataType.INT64), Map.entry("UTINYINT", DataType.INT16),
            Map.entry("USMALLINT", DataType.INT32), Map.entry("UINTEGER", DataType.INT64),
            Map.entry("UBIGINT", DataType.decimal(20, 0)), Map.entry("HUGEINT", DataType.decimal(38, 0)),
            Map.entry("UHUGEINT", DataType.decimal(38, 0)), Map.entry("FLOAT", DataType.FLOAT32),
            Map.entry("DOUBLE", DataType.FLOAT64), Map.entry("VARCHAR", DataType.UTF8),
            Map.entry("BLOB", DataType.BINARY), Map.entry("DATE", DataType.DATE),
            Map.entry("TIME", DataType.TIME), Map.entry("TIMESTAMP", DataType.TIMESTAMP),
            Map.entry("TIMESTAMP_S", DataType.timestamp(DataType.Unit.SECOND)),
            Map.entry("TIMESTAMP_MS", DataType.timestamp(DataType.Unit.MILLI)),
            Map.entry("TIMESTAMP_NS", ColumnTypes.NANOS),
            Map.entry("TIMESTAMP WITH TIME ZONE", ColumnTypes.INSTANT));

    private final String text;
    private int at;
    /// The type with texts in the place of what is no type here.
    private final StringBuilder target = new StringBuilder();
    private boolean changed;

    private DuckDbTypes(String text) {
        this.text = text;
    }

    static Column column(String name) {
        DuckDbTypes reader = new DuckDbTypes(name);
        DataType type;
        try {
            type = reader.type();
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            return Column.text("cast({} as varchar)");
        }
        if (reader.changed) {
            return new Column(type, "cast({} as " + reader.target + ")", type == DataType.UTF8);
        }
        boolean wide = name.equals("UBIGINT") || name.endsWith("HUGEINT");
        return wide || type.isNested() ? Column.fetched(type) : Column.of(type);
    }

    private DataType type() {
        DataType type = element();
        while (at < text.length() && text.charAt(at) == '[') {
            int end = text.indexOf(']', at);
            target.append(text, at, end + 1);
            at = end + 1;
            type = DataType.list(type);
        }
        return type;
    }

    private DataType element() {
        int from = at;
        while (at < text.length() && "(),[]".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at).strip().toUpperCase(Locale.ROOT);
        return switch (word) {
            case "STRUCT" -> struct();
            case "MAP" -> map();
            case "DECIMAL" -> {
                int end = text.indexOf(')', at);
                String[] digits = text.substring(at + 1, end).split(",");
                at = end + 1;
                target.append("DECIMAL(").append(String.join(",", digits)).append(')');
                yield DataType.decimal(Integer.parseInt(digits[0].strip()),
                        Integer.parseInt(digits[1].strip()));
            }
            default -> plain(word);
        };
    }

    private DataType plain(String word) {
        DataType known = PLAIN.get(word);
        if (known != null) {
            target.append(word);
            return known;
        }
        if (at < text.length() && text.charAt(at) == '(') {
            skipGroup();
        }
        changed = true;
        target.append("VARCHAR");
        return DataType.UTF8;
    }

    private void skipGroup() {
        int depth = 0;
        do {
            char c = text.charAt(at++);
            if (c == '\'' || c == '"') {
                at = text.indexOf(c, at) + 1;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        } while (depth > 0);
    }

    private DataType struct() {
        target.append("STRUCT(");
        List<Field> fields = new ArrayList<>();
        at++;
        do {
            skipBlanks();
            String name = fieldName();
            target.append(fields.isEmpty() ? "" : ", ")
                    .append(Dialect.DUCKDB.quoted(name))
                    .append(' ');
            skipBlanks();
            fields.add(Field.of(name, type()));
        } while (text.charAt(at++) == ',');
        target.append(')');
        return DataType.struct(fields.toArray(Field[]::new));
    }

    private String fieldName() {
        int from = at;
        if (text.charAt(at) != '"') {
            while (text.charAt(at) != ' ') {
                at++;
            }
            return text.substring(from, at);
        }
        StringBuilder name = new StringBuilder();
        for (at++; text.charAt(at) != '"' || text.startsWith("\"\"", at); at++) {
            if (text.charAt(at) == '"') {
                at++;
            }
            name.append(text.charAt(at));
        }
        at++;
        return name.toString();
    }

    private DataType map() {
        target.append("MAP(");
        at++;
        DataType key = type();
        at++;
        skipBlanks();
        target.append(", ");
        DataType value = type();
        at++;
        target.append(')');
        return DataType.map(key, value);
    }

    private void skipBlanks() {
        while (text.charAt(at) == ' ') {
            at++;
        }
    }
}
