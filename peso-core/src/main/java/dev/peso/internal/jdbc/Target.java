package dev.peso.internal.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.sql.Dialect;
import dev.peso.internal.sql.Sql;
import dev.peso.internal.text.Suggestions;
import dev.peso.io.JdbcTable;

/// The table that rows are written to: the statements that make it, fill it and put it in its place.
///
/// Where a database ends a transaction at each statement that makes a table, a new one gets another name until all rows
/// are in it.
///
/// @param name the table
/// @param filled the table that takes the rows: `name`, or what takes its place at the end
/// @param create the statement that makes it, or null when it is there
/// @param drops whether a table of `name` is to be dropped
/// @param insert the statement for one row
record Target(Database database, TableName name, TableName filled, @Nullable String create, boolean drops,
        String insert) {

    static Target of(Connection connection, Database database, JdbcTable table, Schema schema)
            throws SQLException {
        boolean made = table.mode() == JdbcTable.Mode.CREATE || table.mode() == JdbcTable.Mode.REPLACE;
        TableName found = TableName.lookUp(connection, table.name(), made);
        return switch (table.mode()) {
            case CREATE -> {
                if (found != null) {
                    throw new QueryException("table \"" + table.name() + "\" is in " + database.name()
                            + " already; use append(), replace() or upsert(key)");
                }
                yield made(database, TableName.parse(table.name()), schema, false);
            }
            case REPLACE -> made(database, found == null ? TableName.parse(table.name()) : found, schema,
                    found != null);
            case APPEND, UPSERT -> {
                TableName there = found == null ? TableName.find(connection, database, table.name()) : found;
                yield existing(connection, database, there, table, schema);
            }
        };
    }

    private static Target made(Database database, TableName table, Schema schema, boolean replaces) {
        boolean staged = database.dialect() == Dialect.H2 || database.dialect() == Dialect.GENERIC;
        TableName filled = staged ? new TableName(table.schema(), table.table() + "_peso_new") : table;
        List<String> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Field field : schema) {
            String name = database.quoted(field.name());
            names.add(name);
            columns.add(name + " " + typeName(database, field) + (field.nullable() ? "" : " not null"));
        }
        if (columns.isEmpty()) {
            throw new QueryException("cannot write a table without columns to " + database.name());
        }
        String create = "create table " + filled.quoted(database) + " (" + String.join(", ", columns) + ")";
        return new Target(database, table, filled, create, replaces,
                insert(filled.quoted(database), names, java.util.Collections.nCopies(names.size(), "?")));
    }

    private static String typeName(Database database, Field field) {
        DataType type = field.type() == DataType.NULL ? DataType.UTF8 : field.type();
        String name = type.isNested() ? null : database.dialect().typeName(type);
        if (name == null) {
            throw new QueryException("column \"" + field.name() + "\" is " + field.type() + ", which "
                    + database.name() + " has no type for; cast it or leave it out");
        }
        return name;
    }

    private static String insert(String table, List<String> names, List<String> values) {
        return "insert into " + table + " (" + String.join(", ", names) + ") values ("
                + String.join(", ", values) + ")";
    }

    private static Target existing(Connection connection, Database database, TableName found,
            JdbcTable options,
            Schema schema) throws SQLException {
        String table = found.quoted(database);
        return database.query(connection, Sql.of("select * from " + table + " where 1 = 0"), rows -> {
            ResultSetMetaData data = rows.getMetaData();
            List<String> there = new ArrayList<>();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                there.add(data.getColumnName(i));
            }
            List<String> names = new ArrayList<>();
            List<String> values = new ArrayList<>();
            for (Field field : schema) {
                int at = find(field.name(), there, options.name());
                require(field, ColumnTypes.of(data, at + 1, database.dialect()), options.name());
                names.add(database.quoted(there.get(at)));
                values.add(value(database, data.getColumnTypeName(at + 1), field));
            }
            List<String> key = new ArrayList<>();
            for (String column : options.key()) {
                if (!schema.names().contains(column)) {
                    throw new ColumnNotFoundException(column, schema.names(), null);
                }
                key.add(database.quoted(there.get(find(column, there, options.name()))));
            }
            if (!key.isEmpty() && database.dialect() == Dialect.H2
                    && !isUnique(connection, database, found, key)) {
                throw keyless(database, found, options, null);
            }
            String insert = key.isEmpty()
                    ? insert(table, names, values)
                    : upsert(database, table, names, values, key);
            return new Target(database, found, found, null, false, insert);
        });
    }

    /// PostgreSQL does not make a `uuid`, an `enum` or a `json` of a text by itself.
    private static String value(Database database, String typeName, Field field) {
        boolean isText = field.type().isText();
        boolean plain = typeName.equals("text") || typeName.equals("varchar") || typeName.equals("bpchar");
        return database.dialect() == Dialect.POSTGRESQL && isText && !plain
                ? "cast(? as " + Dialect.POSTGRESQL.quoted(typeName) + ")"
                : "?";
    }

    private static int find(String column, List<String> there, String table) {
        int exact = there.indexOf(column);
        if (exact >= 0) {
            return exact;
        }
        List<String> near = there.stream().filter(column::equalsIgnoreCase).toList();
        if (near.size() != 1) {
            throw new ColumnNotFoundException(column, there, table);
        }
        return there.indexOf(near.getFirst());
    }

    /// Types that a database would change in silence are refused here.
    private static void require(Field field, Column column, String table) {
        DataType from = field.type();
        DataType to = column.type();
        boolean fits = from.equals(to) || from == DataType.NULL || from.isText() && to.isText()
                || from.isInteger() && (to.isInteger() || to.isFloat() || to instanceof DataType.Decimal)
                || from.isFloat() && to == DataType.FLOAT64
                || from instanceof DataType.Decimal a && to instanceof DataType.Decimal b
                        && a.scale() <= b.scale()
                || from instanceof DataType.Timestamp a && to instanceof DataType.Timestamp b
                        && (a.zone() == null) == (b.zone() == null)
                        && a.unit().perSecond() <= b.unit().perSecond()
                || from instanceof DataType.Time a && to instanceof DataType.Time b
                        && a.unit().perSecond() <= b.unit().perSecond()
                || SqliteTypes.isUnknown(column);
        if (!fits) {
            throw new QueryException("column \"" + field.name() + "\" is " + from + ", but " + to
                    + " in table \"" + table + "\"; cast it");
        }
    }

    private static String upsert(Database database, String table, List<String> names, List<String> values,
            List<String> key) {
        List<String> others = names.stream().filter(n -> !key.contains(n)).toList();
        return switch (database.dialect()) {
            case POSTGRESQL, SQLITE, DUCKDB -> insert(table, names, values) + " on conflict ("
                    + String.join(", ", key) + ") do "
                    + (others.isEmpty()
                            ? "nothing"
                            : "update set "
                                    + String.join(", ",
                                            others.stream().map(n -> n + " = excluded." + n).toList()));
            case H2 -> "merge into " + table + " (" + String.join(", ", names) + ") key ("
                    + String.join(", ", key) + ") values (" + String.join(", ", values) + ")";
            case SPARK, GENERIC -> throw new QueryException("upsert is not known for " + database.name()
                    + "; known: PostgreSQL, SQLite, DuckDB, H2");
        };
    }

    /// Whether two rows cannot have the same values of some columns, which H2 does not ask before it updates several rows.
    private static boolean isUnique(Connection connection, Database database, TableName table,
            List<String> key)
            throws SQLException {
        Map<String, Set<String>> indexes = new HashMap<>();
        try (ResultSet rows = connection.getMetaData()
                .getIndexInfo(null, table.schema(), table.table(), true, true)) {
            while (rows.next()) {
                indexes.computeIfAbsent(rows.getString("INDEX_NAME"), _ -> new HashSet<>())
                        .add(database.quoted(rows.getString("COLUMN_NAME")));
            }
        }
        return indexes.values().stream().anyMatch(columns -> new HashSet<>(key).containsAll(columns));
    }

    /// An upsert to a table that does not tell which row is which.
    static QueryException keyless(Database database, TableName table, JdbcTable options,
            @Nullable SQLException cause) {
        String columns = String.join(", ", options.key().stream().map(database::quoted).toList());
        return new QueryException("could not write table \"" + options.name() + "\" (" + database.name()
                + "): upsert by "
                + Suggestions.list(options.key().stream().map(name -> "\"" + name + "\"").toList())
                + " needs a primary key or a unique index on just these columns, and there is none; add one, for example:"
                + " create unique index " + table.table() + "_key on " + table.quoted(database) + " ("
                + columns + ")",
                cause == null ? null : OpenCauses.of(cause));
    }

    /// Makes the table that takes the rows.
    void begin(Connection connection) throws SQLException {
        if (create == null) {
            return;
        }
        if (drops && filled.equals(name)) {
            drop(connection, "drop table ", name);
        }
        if (!filled.equals(name)) {
            drop(connection, "drop table if exists ", filled);
        }
        Database.execute(connection, create);
    }

    private void drop(Connection connection, String how, TableName table) throws SQLException {
        Database.execute(connection, how + table.quoted(database));
    }

    /// Puts the filled table in its place.
    void end(Connection connection) throws SQLException {
        if (filled.equals(name)) {
            return;
        }
        connection.commit();
        if (drops) {
            drop(connection, "drop table ", name);
        }
        Database.execute(connection, "alter table " + filled.quoted(database) + " rename to "
                + database.quoted(name.table()));
    }

    /// Takes back what a rollback does not.
    void undo(Connection connection) throws SQLException {
        if (!filled.equals(name)) {
            drop(connection, "drop table if exists ", filled);
        }
    }
}
