package dev.peso.internal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.door.Delivery;
import dev.peso.internal.sql.Dialect;
import dev.peso.internal.sql.Sql;
import dev.peso.internal.text.Secrets;

/// Runs a query over a connection of its own and hands its rows over.
final class QueryDelivery extends Delivery {
    private final Database database;
    private final String tried;
    private final Sql query;
    private final int fetchRows;
    private final long limit;
    private final List<UploadedTable> uploads;
    private volatile @Nullable PreparedStatement running;

    /// @param tried what is done, for messages
    /// @param limit rows of a query after which nobody asks for more, or -1
    /// @param uploads tables that the connection needs
    QueryDelivery(Database database, String tried, Sql query, Schema schema, int fetchRows, long limit,
            List<UploadedTable> uploads) {
        super(schema, "peso-jdbc");
        this.database = database;
        this.tried = tried;
        this.query = query;
        this.fetchRows = fetchRows;
        this.limit = limit;
        this.uploads = uploads;
    }

    @Override
    protected void cancel() {
        PreparedStatement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException _) {
                // it has ended by itself, or its driver cannot; the thread looks after each chunk
            }
        }
    }

    @Override
    protected void deliver() {
        try (Connection connection = Database.connect(database.dataSource())) {
            boolean autoCommit = connection.getAutoCommit();
            try {
                connection.setAutoCommit(false); // else PostgreSQL sends all rows at once
                for (UploadedTable upload : uploads) {
                    upload.send(connection);
                }
                deliver(connection);
            } finally {
                Database.restore(connection, autoCommit);
                for (UploadedTable upload : uploads) {
                    upload.remove(connection);
                }
            }
        } catch (SQLException e) {
            throw Failures.of(tried, database.name(), e);
        }
    }

    private void deliver(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query.text())) {
            statement.setFetchSize(fetchRows);
            if (limit >= 0 && limit < Integer.MAX_VALUE && database.dialect() == Dialect.GENERIC) {
                statement.setMaxRows((int) limit);
            }
            Binding.bind(statement, query, database.dialect());
            running = statement;
            if (!isStopped()) {
                try (ResultSet rows = statement.executeQuery()) {
                    take(rows);
                }
            }
        } finally {
            running = null;
        }
    }

    private void take(ResultSet rows) throws SQLException {
        List<Cells> cells = new ArrayList<>();
        for (Field field : schema()) {
            cells.add(Cells.of(field.type(), database.dialect()));
        }
        int most = Math.min(fetchRows, Vector.CHUNK_ROWS);
        long taken = 0;
        boolean more = true;
        while (more && !isStopped()) {
            List<VectorBuilder> builders = builders(Math.min(most, 1_024));
            int count = 0;
            while (count < most && (more = rows.next())) {
                for (int c = 0; c < cells.size(); c++) {
                    take(rows, c, taken + count, cells.get(c), builders.get(c));
                }
                count++;
            }
            taken += count;
            if (count > 0) {
                put(chunk(builders, count));
            }
        }
    }

    private void take(ResultSet rows, int column, long row, Cells cells, VectorBuilder into)
            throws SQLException {
        try {
            cells.take(rows, column + 1, into);
        } catch (RuntimeException e) {
            throw misfit(column, row, rows.getString(column + 1), e);
        } catch (SQLException e) {
            if (isStopped() || Failures.isOfConnection(e)) {
                throw e;
            }
            throw misfit(column, row, rows.getString(column + 1), e);
        }
    }

    private DataException misfit(int column, long row, @Nullable String value, Exception cause) {
        Field field = schema().field(column);
        String shown = value == null || value.length() <= 40 ? value : value.substring(0, 40) + "...";
        String reason = cause instanceof ArithmeticException || cause instanceof IllegalArgumentException
                ? " (" + cause.getMessage() + ")"
                : "";
        return new DataException(
                "could not " + Secrets.hidden(tried) + " (" + database.name() + ") row " + (row + 1)
                        + ", column \"" + field.name() + "\": \"" + shown + "\" is not " + article(field)
                        + reason
                        + "; read it as another type with type(\"" + field.name() + "\", ...)",
                field.name(), row,
                OpenCauses.of(cause));
    }

    private static String article(Field field) {
        String type = field.type().toString();
        return ("aeiou".indexOf(type.charAt(0)) >= 0 ? "an " : "a ") + type;
    }
}
