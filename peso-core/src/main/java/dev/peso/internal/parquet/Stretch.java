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
    /// More where there is much memory: several are in work at once, and not all that is read is kept.
    private static final long MOST_BYTES = Math.clamp(Runtime.getRuntime().maxMemory() / 48, 80L << 20,
            256L << 20);
    /// So many that their words and an array's header fill regions of the collector, whatever power of two its size is.
    private static final int MOST_ROWS = (2 << 20) - 16;

    private final ParquetReading reading;
    private final List<Integer> groups;
    private final int rows;
    /// The columns in the order in which they are decoded, of which so many are claimed.
    private final int[] order;
    private int claimed;
    private final Vector[] vectors;
    private int left;
    private @Nullable Throwable failure;
    private int failedColumn;
    private @Nullable Iterator<Chunk> chunks;

    Stretch(ParquetReading reading, List<Integer> groups) {
        this.reading = reading;
        this.groups = groups;
        this.rows = Math.toIntExact(groups.stream().mapToLong(reading::rows).sum());
        this.order = reading.bySize(groups.getFirst());
        this.vectors = new Vector[order.length];
        this.left = order.length;
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

    /// Decodes columns that nobody is at until there are none.
    void work() {
        int column = claim();
        if (column < 0) {
            return;
        }
        List<PageReader.Scratch> scratch = reading.takeScratch();
        int before = 0;
        while (column >= 0) {
            if (column != before) {
                scratch.get(column).takeOver(scratch.get(before));
            }
            before = column;
            try {
                done(column, column(column, scratch.get(column)));
            } catch (Throwable e) {
                failed(column, e);
            }
            column = claim();
        }
        if (before > 0) {
            scratch.getFirst().takeOver(scratch.get(before));
        }
        reading.giveBack(scratch);
    }

    synchronized boolean hasWork() {
        return claimed < order.length;
    }

    private synchronized int claim() {
        return claimed < order.length ? order[claimed++] : -1;
    }

    private synchronized void done(int column, Vector vector) {
        vectors[column] = vector;
        left--;
        notifyAll();
    }

    /// Data that are damaged in several columns are told of by the first of these, whoever decodes it when.
    private synchronized void failed(int column, Throwable e) {
        if (failure == null || column < failedColumn) {
            failure = e;
            failedColumn = column;
        }
        if (e instanceof Error) {
            left -= order.length - claimed;
            claimed = order.length;
        }
        left--;
        notifyAll();
    }

    /// Waits for those who help. They are at work and wait for nobody.
    private synchronized Vector[] all() {
        boolean interrupted = false;
        while (left > 0) {
            try {
                wait();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return vectors;
    }

    private List<Chunk> decode() {
        work();
        reading.ended(this);
        Vector[] columns = all();
        List<Chunk> slices = new ArrayList<>();
        for (int from = 0; from < rows; from += Vector.CHUNK_ROWS) {
            int count = Math.min(Vector.CHUNK_ROWS, rows - from);
            List<Vector> parts = new ArrayList<>(columns.length);
            for (Vector column : columns) {
                parts.add(column.slice(from, count));
            }
            slices.add(new Chunk(parts, count));
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
                FlatReader reader = reading.flat(i, group, scratch, lane);
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
