package dev.peso.internal.exec;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;

/// Reads a source: each of its parts is a morsel that one worker decodes.
final class SourceScan extends Operator {
    private final ScanSource source;
    private final List<Integer> columns;
    private final List<CheckedExpr> predicates;
    private final long limit;
    private boolean codes;
    private boolean reuse;

    SourceScan(ScanSource source, List<Integer> columns, List<CheckedExpr> predicates, long limit,
            Schema schema) {
        super(schema, List.of());
        this.source = source;
        this.columns = List.copyOf(columns);
        this.predicates = List.copyOf(predicates);
        this.limit = limit;
    }

    /// Says that who takes the rows has a use for texts as codes.
    void allowCodes() {
        codes = true;
    }

    /// Says that who takes the rows keeps none of their arrays.
    void allowReuse() {
        reuse = true;
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder("scan \"").append(source.name()).append('"');
        text.append(", ")
                .append(columns.size())
                .append(" of ")
                .append(source.schema().size())
                .append(" columns");
        String parts = source.describe(predicates);
        if (!parts.isEmpty()) {
            text.append(", ").append(parts);
        }
        if (!predicates.isEmpty()) {
            text.append(", skipping by ").append(predicates);
        }
        if (limit >= 0) {
            text.append(", at most ").append(limit).append(" rows");
        }
        return text.toString();
    }

    @Override
    protected Morsels start(Query query) {
        int[] wanted = new int[columns.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = columns.get(i);
        }
        ScanSource.Reading reading = source.open(wanted, predicates, limit);
        if (codes) {
            reading.allowCodes();
        }
        if (reuse) {
            reading.allowReuse();
        }
        return new Parts(reading, query);
    }

    private final class Parts implements Morsels {
        private final ScanSource.Reading reading;
        private final Query query;
        private boolean first = true;

        Parts(ScanSource.Reading reading, Query query) {
            this.reading = reading;
            this.query = query;
        }

        @Override
        public synchronized @Nullable Morsel next() {
            ScanSource.Part part = reading.next();
            if (part == null) {
                return null;
            }
            // Only the first part's position is known: the others may be decoded before those ahead of them, and a
            // source that skips rows knows none.
            long firstRow = first && predicates.isEmpty() ? 0 : -1;
            first = false;
            return new PartRows(part, firstRow, query);
        }

        @Override
        public void close() {
            reading.close();
        }
    }

    /// The rows of a part. No lambda: linking one that holds so much takes a start a millisecond or two.
    private record PartRows(ScanSource.Part part, long firstRow, Query query) implements Morsels.Morsel {
        @Override
        public void run(Morsels.BatchSink sink) {
            long position = firstRow;
            for (Chunk chunk : part.read()) {
                query.check(); // a source that waits gives empty chunks
                query.sawRows(chunk.rows());
                if (!Batches.emit(chunk, position, query, sink)) {
                    return;
                }
                position = position < 0 ? -1 : position + chunk.rows();
            }
        }
    }
}
