package dev.peso.internal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.sql.Dialect;
import dev.peso.internal.sql.Sql;

/// Runs a query on a thread of its own and hands its rows over.
///
/// A driver that waits for its server hears nothing. So who takes the rows never calls it: while none are there it gets
/// empty chunks, between which it sees that its query was cancelled, and [#stop] cancels the statement.
final class Delivery implements Iterator<Chunk> {
    private static final int WAIT_MILLIS = 20;
    private static final int AWAIT_MILLIS = 10_000;

    private final Database database;
    private final String tried;
    private final Sql query;
    private final Schema schema;
    private final int fetchRows;
    private final long limit;
    private final List<UploadedTable> uploads;
    private final BlockingQueue<Chunk> ready = new ArrayBlockingQueue<>(2);
    private final Thread thread;
    private volatile @Nullable Throwable failure;
    private volatile boolean ended;
    private volatile boolean stopped;
    private volatile @Nullable PreparedStatement running;

    Delivery(Database database, String tried, Sql query, Schema schema, int fetchRows, long limit,
            List<UploadedTable> uploads) {
        this.database = database;
        this.tried = tried;
        this.query = query;
        this.schema = schema;
        this.fetchRows = fetchRows;
        this.limit = limit;
        this.uploads = uploads;
        this.thread = Thread.ofPlatform().daemon().name("peso-jdbc").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Cancels the query, whose thread then closes the connection.
    void stop() {
        stopped = true;
        PreparedStatement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException _) {
                // it has ended by itself, or its driver cannot; the thread looks after each chunk
            }
        }
        ready.clear();
    }

    /// Waits until the connection is closed.
    void await() {
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(AWAIT_MILLIS);
        } catch (InterruptedException _) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean hasNext() {
        if (!ready.isEmpty() || !ended) {
            return true;
        }
        // what came between the two looks
        if (!ready.isEmpty()) {
            return true;
        }
        Throwable thrown = failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (RuntimeException) thrown;
        }
        return false;
    }

    @Override
    public Chunk next() {
        try {
            Chunk chunk = ready.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            if (chunk == null && ended && ready.isEmpty() && stopped) {
                throw new NoSuchElementException();
            }
            return chunk == null ? chunk(builders(0), 0) : chunk;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the query looks at it after each chunk
            return chunk(builders(0), 0);
        }
    }

    private void run() {
        try (Connection connection = database.dataSource().getConnection()) {
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
            failure = Failures.of(tried, database.name(), e);
        } catch (Throwable e) {
            failure = e;
        } finally {
            ended = true;
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
            if (!stopped) {
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
        for (Field field : schema) {
            cells.add(Cells.of(field.type(), database.dialect()));
        }
        int most = Math.min(fetchRows, Vector.CHUNK_ROWS);
        long taken = 0;
        boolean more = true;
        while (more && !stopped) {
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
            if (stopped || Failures.isOfConnection(e)) {
                throw e;
            }
            throw misfit(column, row, rows.getString(column + 1), e);
        }
    }

    private DataException misfit(int column, long row, @Nullable String value, Exception cause) {
        Field field = schema.field(column);
        String shown = value == null || value.length() <= 40 ? value : value.substring(0, 40) + "...";
        String reason = cause instanceof ArithmeticException || cause instanceof IllegalArgumentException
                ? " (" + cause.getMessage() + ")"
                : "";
        return new DataException("could not " + tried + " (" + database.name() + ") row " + (row + 1)
                + ", column \"" + field.name() + "\": \"" + shown + "\" is not " + article(field) + reason
                + "; read it as another type with type(\"" + field.name() + "\", ...)", field.name(), row,
                cause);
    }

    private static String article(Field field) {
        String type = field.type().toString();
        return ("aeiou".indexOf(type.charAt(0)) >= 0 ? "an " : "a ") + type;
    }

    private void put(Chunk chunk) {
        try {
            boolean taken = false;
            while (!taken && !stopped) {
                taken = ready.offer(chunk, WAIT_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            stopped = true; // nobody else interrupts this thread
        }
    }

    private List<VectorBuilder> builders(int expected) {
        List<VectorBuilder> builders = new ArrayList<>();
        for (Field field : schema) {
            builders.add(VectorBuilder.of(field.type(), expected));
        }
        return builders;
    }

    private static Chunk chunk(List<VectorBuilder> builders, int rows) {
        return new Chunk(builders.stream().map(VectorBuilder::build).toList(), rows);
    }
}
