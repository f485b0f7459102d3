package dev.peso.internal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.door.Deliveries;
import dev.peso.internal.door.Delivery;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.sql.Dialect;
import dev.peso.internal.sql.PlanSql;
import dev.peso.internal.sql.Sql;
import dev.peso.io.JdbcQuery;
import dev.peso.io.JdbcSource;
import dev.peso.io.JdbcTable;

/// The rows of a table or of a query of the user's.
///
/// Making one asks the database for names and types.
public final class DatabaseTable implements Remote {
    private final Database database;
    private final Sql from;
    private final String name;
    private final String what;
    private final Schema schema;
    private final List<Column> columns;
    private final int fetchRows;
    private final JdbcTable.@Nullable Parts parts;

    private DatabaseTable(Database database, Sql from, String kind, String name, Shape shape, int fetchRows,
            JdbcTable.@Nullable Parts parts) {
        this.database = database;
        this.from = from;
        this.name = name;
        this.what = what(kind, name);
        this.schema = shape.schema;
        this.columns = shape.columns;
        this.fetchRows = fetchRows;
        this.parts = parts;
    }

    /// Looks at a table or query.
    ///
    /// @throws QueryException if there is none of that name, or the query is wrong
    /// @throws dev.peso.DataAccessException if the database cannot be reached
    public static DatabaseTable of(JdbcSource source) {
        Database database = Database.of(source.dataSource());
        return switch (source) {
            case JdbcTable table -> of(database, table);
            case JdbcQuery query -> of(database, query);
        };
    }

    private static DatabaseTable of(Database database, JdbcTable table) {
        String what = what("table", table.name());
        return database.with("read " + what, connection -> {
            Sql from = Sql.of(TableName.find(connection, database, table.name()).quoted(database));
            Shape shape = shape(connection, database, from, what, table.types(), true);
            if (table.parts() != null) {
                Ranges.require(shape.schema, shape.columns, table.parts(), what);
            }
            return new DatabaseTable(database, from, "table", table.name(), shape, table.fetchRows(),
                    table.parts());
        });
    }

    private static DatabaseTable of(Database database, JdbcQuery query) {
        String text = query.sql().strip();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        String name = Failures.shown(text);
        String what = what("query", name);
        List<Sql.Bound> values = new ArrayList<>();
        for (Object value : query.parameters()) {
            values.add(new Sql.Bound(value, null));
        }
        // the line break ends a comment at the query's end
        Sql from = new Sql("(" + text + "\n) peso_query", values);
        return database.with("read " + what, connection -> {
            requireValues(connection, from, what);
            return new DatabaseTable(database, from, "query", name,
                    shape(connection, database, from, what, query.types(), false), query.fetchRows(), null);
        });
    }

    /// Some drivers take a parameter without a value for null, with which most queries find nothing.
    private static void requireValues(Connection connection, Sql from, String what) {
        int wanted;
        try (PreparedStatement statement = connection.prepareStatement("select * from " + from.text())) {
            wanted = statement.getParameterMetaData().getParameterCount();
        } catch (SQLException e) {
            return; // what is wrong is told when it runs, and not all drivers know
        }
        int given = from.values().size();
        if (wanted > given) {
            throw new QueryException("could not read " + what + ": it has " + wanted
                    + (wanted == 1 ? " parameter" : " parameters")
                    + ", got " + given + (given == 1 ? " value" : " values"));
        }
    }

    private static String what(String kind, String name) {
        return kind + " \"" + name + "\"";
    }

    /// Names and types of columns.
    private record Shape(Schema schema, List<Column> columns) {}

    private static Shape shape(Connection connection, Database database, Sql from, String what,
            Map<String, DataType> types, boolean isTable) throws SQLException {
        Shape shape = database.query(connection, Sql.of("select * from {} where 1 = 0", from),
                rows -> shape(rows, database, what, isTable));
        List<Column> columns = new ArrayList<>(shape.columns);
        for (int i = 0; i < columns.size(); i++) {
            if (SqliteTypes.isUnknown(columns.get(i))) {
                columns.set(i, sampled(connection, database, from, shape.schema.field(i).name()));
            }
        }
        for (Map.Entry<String, DataType> entry : types.entrySet()) {
            int at = shape.schema.names().indexOf(entry.getKey());
            if (at < 0) {
                throw new ColumnNotFoundException(entry.getKey(), shape.schema.names(), null);
            }
            columns.set(at, columns.get(at).as(entry.getValue()));
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            fields.add(shape.schema.field(i).withType(columns.get(i).type()));
        }
        return new Shape(Schema.of(fields), columns);
    }

    private static Shape shape(ResultSet rows, Database database, String what, boolean isTable)
            throws SQLException {
        ResultSetMetaData data = rows.getMetaData();
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            String name = data.getColumnLabel(i);
            if (!names.add(name)) {
                throw new QueryException(what + " gives two columns \"" + name
                        + "\"; name one of them differently with as");
            }
            Column column = ColumnTypes.of(data, i, database.dialect());
            // an outer join of a query may give nulls where a table has none
            boolean nullable = !isTable || data.isNullable(i) != ResultSetMetaData.columnNoNulls
                    || database.dialect() == Dialect.SQLITE;
            columns.add(column);
            fields.add(Field.of(name, column.type()).withNullable(nullable));
        }
        return new Shape(Schema.of(fields), columns);
    }

    private static Column sampled(Connection connection, Database database, Sql from, String name)
            throws SQLException {
        Sql sample = Sql.of("select distinct typeof(v) from (select {} as v from {} limit 10000) s",
                Sql.of(database.dialect().quoted(name)), from);
        return database.query(connection, sample, rows -> {
            List<@Nullable String> classes = new ArrayList<>();
            while (rows.next()) {
                classes.add(rows.getString(1));
            }
            return SqliteTypes.of(classes);
        });
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public int fetchRows() {
        return fetchRows;
    }

    @Override
    public boolean isSplit() {
        return parts != null;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Sql from() {
        return from;
    }

    @Override
    public Sql column(int column) {
        return Sql.of(columns.get(column).form(), Sql.of(database.quoted(schema.field(column).name())));
    }

    @Override
    public boolean isComparable(int column) {
        return columns.get(column).isComparable();
    }

    @Override
    public Reading open(int[] wanted, List<CheckedExpr> predicates, long limit) {
        List<Integer> positions = Arrays.stream(wanted).boxed().toList();
        List<Sql> queries = new ArrayList<>();
        if (parts == null) {
            queries.add(PlanSql.rows(this, positions, predicates, null, limit));
        } else {
            for (Sql range : Ranges.of(this, parts)) {
                queries.add(PlanSql.rows(this, positions, predicates, range, limit));
            }
        }
        Schema projected = Schema.of(positions.stream().map(schema::field).toList());
        return new Deliveries(queries.stream()
                .<Supplier<Delivery>>map(query -> () -> new QueryDelivery(database, "read " + what, query,
                        projected, fetchRows, limit, List.of()))
                .toList());
    }
}
