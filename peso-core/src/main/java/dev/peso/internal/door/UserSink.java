package dev.peso.internal.door;

import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.plan.TableWriter;
import dev.peso.spi.Batch;
import dev.peso.spi.Sink;

/// A [Sink] as the engine feeds it.
public final class UserSink implements TableWriter {
    private final Sink.Writing writing;

    public UserSink(Sink sink, Schema schema) {
        this.writing = sink.open(schema);
    }

    @Override
    public Prepared prepare(Chunk rows) {
        Batch batch = SpiColumns.batch(rows);
        return () -> writing.write(batch);
    }

    @Override
    public void commit() {
        writing.commit();
    }

    @Override
    public void close() {
        writing.close();
    }
}
