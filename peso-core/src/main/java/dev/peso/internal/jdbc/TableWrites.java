package dev.peso.internal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;

import org.jspecify.annotations.Nullable;

import dev.peso.DataAccessException;
import dev.peso.DataException;
import dev.peso.PesoException;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.plan.TableWriter;
import dev.peso.internal.sql.Dialect;
import dev.peso.io.JdbcTable;

/// Writes rows to a table in one transaction.
///
/// Rows go in batches. A batch that fails is taken back and sent again row by row, to tell which row it was.
public final class TableWrites implements TableWriter {
    private final JdbcTable table;
    private final Schema schema;
    private final Database database;
    private final String tried;
    private @Nullable Connection connection;
    private boolean autoCommit;
    private @Nullable Target target;
    private @Nullable PreparedStatement statement;
    private long written;
    private boolean committed;

    /// Looks whether the table takes the rows; opens nothing.
    ///
    /// @throws dev.peso.QueryException if it does not
    public TableWrites(JdbcTable table, Schema schema) {
        this.table = table;
        this.schema = schema;
        this.database = Database.of(table.dataSource());
        this.tried = "write table \"" + table.name() + "\"";
        database.with(tried, look -> Target.of(look, database, table, schema));
    }

    @Override
    public Prepared prepare(Chunk rows) {
        return () -> write(rows);
    }

    private void write(Chunk rows) {
        try {
            PreparedStatement insert = open();
            for (int from = 0; from < rows.rows(); from += table.batchRows()) {
                batch(insert, rows.slice(from, Math.min(table.batchRows(), rows.rows() - from)));
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private PesoException failed(SQLException e) {
        return target != null && !table.key().isEmpty() && Failures.isOfKey(e)
                ? Target.keyless(database, target.name(), table, e)
                : Failures.of(tried, database.name(), e);
    }

    private PreparedStatement open() throws SQLException {
        PreparedStatement open = statement;
        if (open == null) {
            Connection made = Database.connect(table.dataSource());
            connection = made;
            autoCommit = made.getAutoCommit();
            made.setAutoCommit(false);
            Target found = Target.of(made, database, table, schema);
            target = found;
            found.begin(made);
            open = made.prepareStatement(found.insert());
            statement = open;
        }
        return open;
    }

    private void batch(PreparedStatement insert, Chunk rows) throws SQLException {
        Savepoint before = savepoint();
        try {
            if (before == null) {
                oneByOne(insert, rows);
            } else {
                for (int row = 0; row < rows.rows(); row++) {
                    bind(insert, rows, row);
                    insert.addBatch();
                }
                insert.executeBatch();
                connection().releaseSavepoint(before);
            }
        } catch (SQLException e) {
            if (before == null || Failures.isOfConnection(e)) {
                throw e;
            }
            insert.clearBatch();
            connection().rollback(before);
            oneByOne(insert, rows);
        }
        written += rows.rows();
    }

    /// DuckDB knows no savepoints, and gains nothing from batches.
    private @Nullable Savepoint savepoint() throws SQLException {
        return database.dialect() == Dialect.DUCKDB ? null : connection().setSavepoint();
    }

    private void oneByOne(PreparedStatement insert, Chunk rows) throws SQLException {
        for (int row = 0; row < rows.rows(); row++) {
            bind(insert, rows, row);
            try {
                insert.executeUpdate();
            } catch (SQLException e) {
                if (Failures.isOfConnection(e) || Failures.isOfKey(e)) {
                    throw e;
                }
                throw new DataException("could not " + tried + " (" + database.name() + "): row "
                        + (written + row + 1) + " (" + shown(rows, row) + "): " + Failures.reason(e), null,
                        written + row, OpenCauses.of(e));
            }
        }
    }

    private void bind(PreparedStatement insert, Chunk rows, int row) throws SQLException {
        for (int c = 0; c < schema.size(); c++) {
            Object value = Scalars.get(rows.column(c), row);
            if (database.dialect() == Dialect.SQLITE && value instanceof Number n
                    && Double.isNaN(n.doubleValue())) {
                throw new DataException("could not " + tried + " (SQLite): row " + (written + row + 1)
                        + ", column \"" + schema.field(c).name() + "\" is NaN, which SQLite cannot hold",
                        schema.field(c).name(), written + row, null);
            }
            Binding.bind(insert, c + 1, value, schema.field(c).type(), database.dialect());
        }
    }

    /// The first cells of a row, for messages.
    private String shown(Chunk rows, int row) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < Math.min(4, schema.size()); c++) {
            String value = String.valueOf(Scalars.get(rows.column(c), row));
            text.append(c == 0 ? "" : ", ")
                    .append(schema.field(c).name())
                    .append(" = ")
                    .append(value.length() > 40 ? value.substring(0, 40) + "..." : value);
        }
        return text.append(schema.size() > 4 ? " ..." : "").toString();
    }

    private Connection connection() {
        Connection open = connection;
        if (open == null) {
            throw new IllegalStateException("nothing is written yet");
        }
        return open;
    }

    @Override
    public void commit() {
        try {
            open(); // a table is made of no rows too
            Target made = target;
            if (made != null) {
                made.end(connection());
            }
            connection().commit();
            committed = true;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        if (open == null) {
            return;
        }
        try (open) {
            if (statement != null) {
                statement.close();
            }
            if (!committed) {
                open.rollback();
                if (target != null) {
                    target.undo(open);
                }
            }
            open.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            if (committed) {
                throw new DataAccessException("could not close the connection after \"" + table.name()
                        + "\" was written: " + Failures.reason(e), OpenCauses.of(e));
            } // else the failure that brought it here is the one to tell
        }
    }
}
