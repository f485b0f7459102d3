package dev.peso.internal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.peso.DataType;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.sql.Dialect;
import dev.peso.internal.sql.Lent;
import dev.peso.internal.sql.Sql;

/// Rows in memory that a database computes with: a temporary table of the connection that runs the query.
final class UploadedTable implements Remote, Lent {
    private static final int MOST_ROWS = 100_000;
    private static final int BATCH_ROWS = 1_000;

    private final Database database;
    private final CheckedPlan.Values rows;
    private final String name;

    private UploadedTable(Database database, CheckedPlan.Values rows, String name) {
        this.database = database;
        this.rows = rows;
        this.name = name;
    }

    /// Whether a database can hold rows as they are.
    static boolean takes(Database database, Table table) {
        return table.rows() <= MOST_ROWS && table.schema().size() > 0
                && table.schema().fields().stream().allMatch(field -> takes(database, field.type()))
                && (database.dialect() != Dialect.SQLITE || !hasNaN(table));
    }

    private static boolean takes(Database database, DataType type) {
        return !type.isNested() && database.dialect().typeName(type) != null;
    }

    private static boolean hasNaN(Table table) {
        for (Chunk chunk : table.chunks()) {
            for (int c = 0; c < table.schema().size(); c++) {
                for (int row = 0; table.schema().field(c).type().isFloat() && row < chunk.rows(); row++) {
                    if (Scalars.get(chunk.column(c), row) instanceof Number n
                            && Double.isNaN(n.doubleValue())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    static UploadedTable of(Database database, CheckedPlan.Values rows, int number) {
        return new UploadedTable(database, rows, "peso_rows_" + number);
    }

    @Override
    public CheckedPlan here() {
        return rows;
    }

    private String quoted(int column) {
        return database.dialect().quoted("c" + column);
    }

    /// Makes and fills the table.
    void send(Connection connection) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int c = 0; c < schema().size(); c++) {
            columns.add(quoted(c) + " " + database.dialect().typeName(schema().field(c).type()));
        }
        boolean h2 = database.dialect() == Dialect.H2;
        Database.execute(connection, "create " + (h2 ? "local " : "") + "temporary table " + name + " ("
                + String.join(", ", columns) + ")" + (h2 ? " transactional" : ""));
        String places = String.join(", ", java.util.Collections.nCopies(columns.size(), "?"));
        try (PreparedStatement insert = connection
                .prepareStatement("insert into " + name + " values (" + places + ")")) {
            for (Chunk chunk : rows.table().chunks()) {
                send(chunk, insert);
            }
        }
    }

    private void send(Chunk chunk, PreparedStatement insert) throws SQLException {
        for (int row = 0; row < chunk.rows(); row++) {
            for (int c = 0; c < schema().size(); c++) {
                Binding.bind(insert, c + 1, Scalars.get(chunk.column(c), row), schema().field(c).type(),
                        database.dialect());
            }
            insert.addBatch();
            if (row % BATCH_ROWS == BATCH_ROWS - 1 || row == chunk.rows() - 1) {
                insert.executeBatch();
            }
        }
    }

    /// Removes the table from a connection that others may use later.
    void remove(Connection connection) throws SQLException {
        if (database.dialect() == Dialect.H2) {
            Database.execute(connection, "drop table if exists " + name);
        } // elsewhere it has gone with its transaction
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public int fetchRows() {
        return 10_000;
    }

    @Override
    public boolean isSplit() {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Schema schema() {
        return rows.schema();
    }

    @Override
    public Sql from() {
        return Sql.of(name);
    }

    @Override
    public Sql column(int position) {
        return Sql.of(quoted(position));
    }

    @Override
    public boolean isComparable(int column) {
        return true;
    }

    @Override
    public Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
        throw new IllegalStateException("rows in memory are not read from a database");
    }
}
