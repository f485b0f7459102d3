package dev.peso.internal.jdbc;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.plan.ScanSource;
import dev.peso.internal.sql.Sql;

/// One read of queries, each a part with a connection of its own.
final class SqlReading implements ScanSource.Reading {
    private final Database database;
    private final String tried;
    private final List<Sql> queries;
    private final Schema schema;
    private final int fetchRows;
    private final long limit;
    private final List<UploadedTable> uploads;
    private final List<Delivery> deliveries = new ArrayList<>();
    private int next;
    private boolean closed;

    /// @param tried what is done, for messages
    /// @param limit rows of a query after which nobody asks for more, or -1
    /// @param uploads tables that each connection needs
    SqlReading(Database database, String tried, List<Sql> queries, Schema schema, int fetchRows, long limit,
            List<UploadedTable> uploads) {
        this.database = database;
        this.tried = tried;
        this.queries = List.copyOf(queries);
        this.schema = schema;
        this.fetchRows = fetchRows;
        this.limit = limit;
        this.uploads = List.copyOf(uploads);
    }

    @Override
    public synchronized ScanSource.@Nullable Part next() {
        if (next == queries.size()) {
            return null;
        }
        Sql query = queries.get(next++);
        return () -> chunks(query);
    }

    private Iterable<Chunk> chunks(Sql query) {
        return () -> start(query);
    }

    private synchronized Iterator<Chunk> start(Sql query) {
        if (closed) {
            return java.util.Collections.emptyIterator();
        }
        Delivery delivery = new Delivery(database, tried, query, schema, fetchRows, limit, uploads);
        deliveries.add(delivery);
        delivery.start();
        return delivery;
    }

    @Override
    public void close() {
        List<Delivery> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(deliveries);
        }
        open.forEach(Delivery::stop);
        open.forEach(Delivery::await);
    }
}
