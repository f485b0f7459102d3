package dev.peso.internal.door;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;
import dev.peso.spi.Batch;
import dev.peso.spi.Source;

/// A [Source] as the engine reads it. What it delivers is checked against its schema.
public final class UserSource implements ScanSource {
    private final Source source;
    private final String name;
    private final Schema schema;

    public UserSource(Source source) {
        this.source = source;
        this.name = source.name();
        this.schema = source.schema();
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
    public long knownRows() {
        return source.rowCount();
    }

    @Override
    public Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
        List<Integer> wanted = Arrays.stream(columns).boxed().toList();
        Schema projected = Schema.of(wanted.stream().map(schema::field).toArray(Field[]::new));
        Source.Reading reading = source.open(new Source.Request(wanted, SpiPredicates.of(predicates), limit));
        return new Reading() {
            @Override
            public @Nullable Part next() {
                Source.Part part = reading.next();
                return part == null ? null : () -> chunks(part.read(), projected);
            }

            @Override
            public void close() {
                reading.close();
            }
        };
    }

    private Iterable<Chunk> chunks(Iterable<Batch> batches, Schema projected) {
        return () -> new Chunks(batches.iterator(), projected);
    }

    /// Batches as chunks, large ones in pieces.
    private final class Chunks implements Iterator<Chunk> {
        private final Iterator<Batch> batches;
        private final Schema projected;
        private @Nullable Chunk rest;
        private int from;

        Chunks(Iterator<Batch> batches, Schema projected) {
            this.batches = batches;
            this.projected = projected;
        }

        @Override
        public boolean hasNext() {
            return rest != null || batches.hasNext();
        }

        @Override
        public Chunk next() {
            Chunk whole = rest;
            if (whole == null) {
                whole = SpiColumns.chunk(batches.next(), name, projected);
                from = 0;
            }
            int count = Math.min(Vector.CHUNK_ROWS, whole.rows() - from);
            Chunk piece = whole.slice(from, count);
            from += count;
            rest = from < whole.rows() ? whole : null;
            return piece;
        }
    }
}
