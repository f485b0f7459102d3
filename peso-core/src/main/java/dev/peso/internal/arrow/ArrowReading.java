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
    private final Budget.Total unpacked;
    private final Walk walk;
    private long claimed;
    private boolean ended;
    private Walk.@Nullable Batch batch;
    private List<Node> nodes = List.of();
    private int position;

    ArrowReading(ArrowFile file, int[] columns, long limit, Budget.Total unpacked) {
        this.file = file;
        this.columns = columns;
        this.limit = limit;
        file.requireUnchanged();
        this.unpacked = unpacked;
        this.walk = new Walk(file, unpacked);
    }

    @Override
    public synchronized ScanSource.@Nullable Part next() {
        if (ended || limit >= 0 && claimed >= limit) {
            return null;
        }
        Walk.Batch current = batch;
        if (current == null) {
            current = walk.next();
            if (current == null) {
                ended = true;
                file.requireUnchanged();
                return null;
            }
            nodes = wanted(current);
            position = 0;
        }
        return part(current);
    }

    /// The next rows of a batch: all, or of a large one as many as make a chunk where they can be read alone.
    private ScanSource.Part part(Walk.Batch current) {
        int rows = (int) current.header().rows();
        int from = position;
        boolean parts = rows > Vector.CHUNK_ROWS && current.header().codec() == BatchHeader.PLAIN
                && nodes.stream().allMatch(node -> Slices.can(node.column()));
        int count = parts ? Math.min(Vector.CHUNK_ROWS, rows - from) : rows;
        position = from + count;
        batch = position < rows ? current : null;
        claimed += count;
        List<Node> some = parts
                ? nodes.stream().map(node -> Slices.of(node, from, count)).toList()
                : nodes;
        Place place = from == 0 ? current.place() : current.place().from(from);
        return () -> read(current, place, some, count);
    }

    private Iterable<Chunk> read(Walk.Batch of, Place place, List<Node> some, int rows) {
        Budget budget = new Budget(place, unpacked);
        Body body = new Body(file.messages(), of.envelope(), of.header().codec(), budget, place, some);
        Decoder decoder = new Decoder(file.schema(), body, of.dictionaries(), budget, place);
        List<Vector> vectors = new ArrayList<>();
        for (Node node : some) {
            vectors.add(decoder.decode(node));
        }
        return slices(vectors, rows);
    }

    private List<Node> wanted(Walk.Batch of) {
        int rows = (int) of.header().rows();
        Nodes nodes = new Nodes(of.header(), of.envelope(), of.place());
        List<Node> all = new ArrayList<>();
        for (Column column : file.schema().columns()) {
            Node node = nodes.take(column);
            if (node.length() != rows) {
                throw of.place().damaged(column, node.length() + " rows, the batch has " + rows);
            }
            all.add(node);
        }
        List<Node> wanted = new ArrayList<>();
        for (int column : columns) {
            wanted.add(all.get(column));
        }
        return wanted;
    }

    /// Rows in chunks of the usual size.
    static List<Chunk> slices(List<Vector> vectors, int rows) {
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
