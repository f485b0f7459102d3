package dev.peso.internal.parquet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;

/// The rows of whole row groups that follow one another, decoded into arrays that they share: a few large arrays cost the
/// garbage collector less than many small ones. Columns must be flat.
final class Stretch implements Iterator<Chunk> {
    private static final long MOST_BYTES = 128 << 20;
    private static final int MOST_ROWS = 8 * Vector.CHUNK_ROWS;

    private final ParquetReading reading;
    private final List<Integer> groups;
    private final int rows;
    private @Nullable Iterator<Chunk> chunks;

    Stretch(ParquetReading reading, List<Integer> groups) {
        this.reading = reading;
        this.groups = groups;
        this.rows = Math.toIntExact(groups.stream().mapToLong(reading::rows).sum());
    }

    /// How many rows of some columns go together.
    static long mostRows(List<DataType> types) {
        long width = types.stream().mapToLong(Stretch::width).sum();
        return Math.min(MOST_ROWS, MOST_BYTES / Math.max(1, width));
    }

    private static int width(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case UTF8, BINARY -> 16;
                case INT64, FLOAT64 -> 8;
                default -> 4;
            };
            case DataType.Decimal d -> d.isCompact() ? 8 : 16;
            case DataType.Categorical _ -> 16;
            default -> 8;
        };
    }

    private List<Chunk> decode() {
        List<PageReader.Scratch> scratch = reading.takeScratch();
        List<Vector> vectors = new ArrayList<>();
        for (int i = 0; i < scratch.size(); i++) {
            if (i > 0) {
                scratch.get(i).takeOver(scratch.get(i - 1));
            }
            vectors.add(column(i, scratch.get(i)));
        }
        if (scratch.size() > 1) {
            scratch.getFirst().takeOver(scratch.getLast());
        }
        reading.giveBack(scratch);
        List<Chunk> slices = new ArrayList<>();
        for (int from = 0; from < rows; from += Vector.CHUNK_ROWS) {
            int at = from;
            int count = Math.min(Vector.CHUNK_ROWS, rows - from);
            slices.add(new Chunk(vectors.stream().map(v -> v.slice(at, count)).toList(), count));
        }
        return slices;
    }

    private Vector column(int i, PageReader.Scratch scratch) {
        Node.Leaf leaf = (Node.Leaf) reading.node(i);
        Lane lane = Lane.of(leaf);
        lane.start(rows);
        long[] validity = leaf.present() > 0 ? new long[Bitmap.words(rows)] : null;
        int at = 0;
        int valid = 0;
        for (int group : groups) {
            int from = at;
            int count = (int) reading.rows(group);
            valid += reading.at(group, reading.name(i), () -> {
                FlatReader reader = reading.flat(leaf, group, scratch, lane);
                int there = reader.fill(validity, from, count);
                reader.finish();
                reader.letGo();
                return there;
            });
            at += count;
        }
        boolean full = valid == rows;
        return reading.at(groups.getLast(), reading.name(i),
                () -> reading.restored(i, lane.build(rows, full ? null : validity)));
    }

    @Override
    public boolean hasNext() {
        Iterator<Chunk> known = chunks;
        if (known == null) {
            known = rows == 0 ? Collections.emptyIterator() : decode().iterator();
            chunks = known;
        }
        return known.hasNext();
    }

    @Override
    public Chunk next() {
        return hasNext() && chunks != null ? chunks.next() : Collections.<Chunk>emptyIterator().next();
    }
}
