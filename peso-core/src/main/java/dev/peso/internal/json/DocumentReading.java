package dev.peso.internal.json;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.plan.ScanSource;

/// One read of a document. Its text must be read in one go, so parts come ready.
final class DocumentReading implements ScanSource.Reading {
    private static final int PART_ROWS = 10_000;

    private final JsonFile file;
    private final long limit;
    private final DocumentRecords records;
    private final ChunkBuilder rows;
    private final Tape tape = new Tape();
    private final Rejects rejects;
    private long done;
    private long number;
    private boolean ended;

    DocumentReading(JsonFile file, int[] columns, long limit, Rejects rejects) {
        this.file = file;
        this.rejects = rejects;
        this.limit = limit;
        file.requireUnchanged();
        this.records = new DocumentRecords(file.source(), file.options().pointer());
        this.rows = new ChunkBuilder(file, columns, rejects.misfit());
    }

    @Override
    public synchronized ScanSource.@Nullable Part next() {
        if (ended || limit >= 0 && done >= limit) {
            return null;
        }
        while (rows.rows() < PART_ROWS && !ended) {
            if (records.next(tape)) {
                number++;
                rows.add(tape, 0, records::line,
                        problem -> rejects.record(number, records.line(), problem));
            } else {
                ended = true;
                file.requireUnchanged();
            }
        }
        List<Chunk> chunks = rows.build();
        done += chunks.stream().mapToLong(Chunk::rows).sum();
        return () -> chunks;
    }

    @Override
    public synchronized void close() {
        ended = true;
        records.close();
        rejects.handOver();
    }
}
