package dev.peso.internal.arrow;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.plan.ScanSource;

/// One read of an Arrow file: its record batches, one after the other, each decoded by the worker that claims it.
final class ArrowReading implements ScanSource.Reading {
    private final ArrowFile file;
    private final int[] columns;
    private final long limit;
    private final Walk walk;
    private long claimed;
    private boolean ended;

    ArrowReading(ArrowFile file, int[] columns, long limit) {
        this.file = file;
        this.columns = columns;
        this.limit = limit;
        file.requireUnchanged();
        this.walk = new Walk(file);
    }

    @Override
    public synchronized ScanSource.@Nullable Part next() {
        if (ended || limit >= 0 && claimed >= limit) {
            return null;
        }
        Walk.Batch batch = walk.next();
        if (batch == null) {
            ended = true;
            file.requireUnchanged();
            return null;
        }
        claimed += batch.header().rows();
        return () -> read(batch);
    }

    private Iterable<Chunk> read(Walk.Batch batch) {
        int rows = (int) batch.header().rows();
        List<Node> wanted = wanted(batch, rows);
        Budget budget = new Budget(batch.place());
        Body body = new Body(file.messages(), batch.envelope(), batch.header().codec(), budget, batch.place(),
                wanted);
        Decoder decoder = new Decoder(file.schema(), body, batch.dictionaries(), budget, batch.place());
        List<Vector> vectors = new ArrayList<>();
        for (Node node : wanted) {
            vectors.add(decoder.decode(node));
        }
        return slices(vectors, rows);
    }

    private List<Node> wanted(Walk.Batch batch, int rows) {
        Nodes nodes = new Nodes(batch.header(), batch.envelope(), batch.place());
        List<Node> all = new ArrayList<>();
        for (Column column : file.schema().columns()) {
            Node node = nodes.take(column);
            if (node.length() != rows) {
                throw batch.place().damaged(column, node.length() + " rows, the batch has " + rows);
            }
            all.add(node);
        }
        List<Node> wanted = new ArrayList<>();
        for (int column : columns) {
            wanted.add(all.get(column));
        }
        return wanted;
    }

    private static List<Chunk> slices(List<Vector> vectors, int rows) {
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < rows; from += Vector.CHUNK_ROWS) {
            int at = from;
            int count = Math.min(Vector.CHUNK_ROWS, rows - from);
            chunks.add(new Chunk(vectors.stream().map(v -> v.slice(at, count)).toList(), count));
        }
        return chunks;
    }

    @Override
    public synchronized void close() {
        ended = true;
    }
}
