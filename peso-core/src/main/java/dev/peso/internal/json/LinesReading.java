package dev.peso.internal.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.OnError;

/// One read of a file of lines: blocks are cut one after the other and converted side by side.
final class LinesReading implements ScanSource.Reading {
    private final JsonFile file;
    private final int[] columns;
    private final long limit;
    private final String[] path;
    private final InputStream stream;
    private final LineBlocks blocks;
    private final AtomicLong rowsDone = new AtomicLong();
    private final Rejects rejects;
    private boolean ended;

    LinesReading(JsonFile file, int[] columns, long limit, Rejects rejects) {
        this.file = file;
        this.rejects = rejects;
        this.columns = columns;
        this.limit = limit;
        this.path = Pointers.steps(file.options().pointer());
        file.requireUnchanged();
        try {
            stream = JsonFile.open(file.source());
        } catch (IOException e) {
            throw JsonFile.failed(file.name(), e, 0);
        }
        blocks = new LineBlocks(stream, file.name());
    }

    @Override
    public synchronized ScanSource.@Nullable Part next() {
        if (ended || limit >= 0 && rowsDone.get() >= limit) {
            return null;
        }
        try {
            LineBlocks.Block block = blocks.next();
            if (block == null) {
                ended = true;
                file.requireUnchanged();
                return null;
            }
            return () -> read(block);
        } catch (IOException e) {
            throw JsonFile.failed(file.name(), e, 0);
        }
    }

    private Iterable<Chunk> read(LineBlocks.Block block) {
        OnError onError = file.options().onError() == OnError.FAIL ? OnError.FAIL : OnError.SKIP;
        LineRecords records = new LineRecords(file.source(), block, onError,
                (from, to, problem) -> rejects.line(block, from, to, problem));
        ChunkBuilder rows = new ChunkBuilder(file, columns, rejects.misfit());
        Tape tape = new Tape();
        while (records.next(tape)) {
            rows.add(tape, tape.find(path), records::line, problem -> {
                int[] bounds = records.bounds();
                rejects.line(block, bounds[0], bounds[1], problem);
            });
        }
        rowsDone.addAndGet(rows.rows());
        return rows.build();
    }

    @Override
    public synchronized void close() {
        ended = true;
        try {
            stream.close();
        } catch (IOException e) {
            throw JsonFile.failed(file.name(), e, 0);
        }
        rejects.handOver();
    }
}
