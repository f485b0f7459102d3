package dev.peso.internal.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;
import dev.peso.internal.text.Suggestions;

/// A table's name as the database has it.
///
/// @param schema the schema it is in, or null for where the database looks first
record TableName(@Nullable String schema, String table) {

    String quoted(Database database) {
        return schema == null
                ? database.quoted(table)
                : database.quoted(schema) + "." + database.quoted(table);
    }

    /// A name as written: perhaps a schema and a dot, each part perhaps in double quotes.
    static TableName parse(String written) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '"' && quoted && i + 1 < written.length() && written.charAt(i + 1) == '"') {
                part.append(written.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        if (quoted || parts.size() > 2 || parts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("\"" + written
                    + "\" is no name of a table; write table or schema.table, and names that hold dots in double quotes");
        }
        return parts.size() == 1
                ? new TableName(null, parts.getFirst())
                : new TableName(parts.get(0), parts.get(1));
    }

    /// The table or view of a name.
    ///
    /// @throws QueryException if there is none
    static TableName find(Connection connection, Database database, String written) throws SQLException {
        TableName found = lookUp(connection, written, false);
        if (found != null) {
            return found;
        }
        TableName name = parse(written);
        List<String> names = names(tables(connection, name.schema), connection.getSchema());
        String known = names.isEmpty() ? "; it has no tables" : "; tables: " + Suggestions.list(names);
        throw new QueryException("table \"" + written + "\" not found in " + database.name()
                + Suggestions.didYouMean(name.table, names) + known);
    }

    /// The names of tables, of those where the database looks first if there are any.
    private static List<String> names(List<TableName> tables, @Nullable String current) {
        List<String> first = tables.stream()
                .filter(t -> t.schema != null && t.schema.equals(current))
                .map(TableName::table)
                .toList();
        return first.isEmpty() ? tables.stream().map(TableName::table).distinct().toList() : first;
    }

    /// The table or view of a name, or null: the exact one, else the only one in other cases of letters.
    ///
    /// @param newOne whether a table may be made, which stands where the database looks first
    static @Nullable TableName lookUp(Connection connection, String written, boolean newOne)
            throws SQLException {
        TableName name = parse(written);
        String looked = name.schema == null && newOne ? connection.getSchema() : name.schema;
        List<TableName> tables = tables(connection, looked);
        List<TableName> exact = tables.stream().filter(t -> t.table.equals(name.table)).toList();
        List<TableName> near = exact.isEmpty()
                ? tables.stream().filter(t -> t.table.equalsIgnoreCase(name.table)).toList()
                : exact;
        if (near.isEmpty()) {
            return null;
        }
        if (name.schema == null) {
            String current = connection.getSchema();
            TableName first = near.stream()
                    .filter(t -> t.schema == null || t.schema.equals(current))
                    .findFirst()
                    .orElse(near.size() == 1 ? near.getFirst() : null);
            if (first != null) {
                return first;
            }
        } else if (near.size() == 1) {
            return near.getFirst();
        }
        throw new QueryException("table \"" + written + "\" is ambiguous: "
                + Suggestions.list(near.stream().map(t -> t.schema + "." + t.table).toList())
                + "; write its schema");
    }

    private static List<TableName> tables(Connection connection, @Nullable String schema)
            throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        List<TableName> tables = new ArrayList<>();
        try (ResultSet rows = data.getTables(connection.getCatalog(), null, "%", null)) {
            while (rows.next()) {
                String own = rows.getString("TABLE_SCHEM");
                String type = String.valueOf(rows.getString("TABLE_TYPE"));
                boolean isTable = !type.startsWith("SYSTEM")
                        && (type.contains("TABLE") || type.contains("VIEW"));
                boolean fits = schema == null ? !isSystem(own) : schema.equalsIgnoreCase(own);
                if (isTable && fits) {
                    tables.add(new TableName(own, rows.getString("TABLE_NAME")));
                }
            }
        }
        return tables;
    }

    private static boolean isSystem(@Nullable String schema) {
        return schema != null && (schema.equalsIgnoreCase("information_schema")
                || schema.startsWith("pg_"));
    }
}
