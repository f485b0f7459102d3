package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Schema;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.spill.SpillFile;

/// The rows with the smallest hashes of those seen, and some that turn out not to be among them: in memory, or, when
/// memory is refused, on disk.
final class SampledRows implements AutoCloseable {
    private final Query query;
    private final SpillMemory memory;
    private final List<DataType> types;
    private final LongUnaryOperator hash;
    private final Smallest smallest;
    private final List<Part> parts = new ArrayList<>();
    private final List<Part> ended = new ArrayList<>();
    private volatile boolean toDisk;

    /// @param wanted how many rows
    /// @param hash of the row at a position, as an unsigned number
    SampledRows(Query query, SpillMemory memory, Schema schema, long wanted, LongUnaryOperator hash) {
        this.query = query;
        this.memory = memory;
        this.types = RowStore.types(schema, List.of());
        this.types.add(DataType.INT64);
        this.hash = hash;
        this.smallest = new Smallest(wanted, new Reservation(query.ledger(), "sample"));
    }

    /// Takes the rows of the next morsel.
    Part newPart() {
        Part part = new Part();
        parts.add(part);
        return part;
    }

    private synchronized void ended(Part part) {
        if (toDisk) {
            part.moveOut();
            part.finish();
        } else {
            ended.add(part);
        }
    }

    private synchronized void spill() {
        toDisk = true;
        for (Part part : ended) {
            part.moveOut();
            part.finish();
        }
        ended.clear();
    }

    /// Those with the smallest hashes, a morsel for each of the input.
    Morsels morsels() {
        Long limit = smallest.limit();
        return new Kept(limit == null ? List.of() : parts, limit == null ? 0 : limit, memory);
    }

    /// Forgets the hashes.
    @Override
    public void close() {
        smallest.close();
    }

    /// The rows of one morsel that may be in, each with its position in a last column.
    final class Part implements PlacedRows.Target {
        private RowCollector rows = new RowCollector(types, List.of());
        private long bytes;
        private @Nullable SpillFile file;

        @Override
        public boolean accept(Batch batch, long firstPosition) {
            int[] picked = new int[batch.rows()];
            long[] positions = new long[picked.length];
            int count = 0;
            for (int row = 0; row < picked.length; row++) {
                if (smallest.offer(hash.applyAsLong(firstPosition + row))) {
                    positions[count] = firstPosition + row;
                    picked[count++] = row;
                }
            }
            if (count > 0) {
                keep(batch.select(picked, count), Arrays.copyOf(positions, count));
            }
            return true;
        }

        private void keep(Batch chosen, long[] positions) {
            Vector[] columns = new Vector[chosen.width() + 1];
            for (int c = 0; c < chosen.width(); c++) {
                columns[c] = chosen.column(c);
            }
            columns[chosen.width()] = LongVector.of(DataType.INT64, positions);
            Batch positioned = new Batch(columns, positions.length, -1);
            long wanted = SortRuns.bytes(positioned);
            if (!memory.tryReserve(wanted)) {
                spill();
                moveOut();
                memory.take(wanted);
            }
            bytes += wanted;
            rows.accept(positioned);
        }

        /// No more rows come.
        void end() {
            rows.finish();
            ended(this);
        }

        /// Writes what is in memory to disk.
        private void moveOut() {
            rows.finish();
            for (Chunk chunk : rows.chunks()) {
                int blockRows = SortRuns.blockRows(query, List.of(chunk));
                for (int from = 0; from < chunk.rows(); from += blockRows) {
                    query.check();
                    out().write(chunk.slice(from, Math.min(blockRows, chunk.rows() - from)));
                }
            }
            rows = new RowCollector(types, List.of());
            memory.release(bytes);
            bytes = 0;
        }

        private SpillFile out() {
            SpillFile out = file;
            if (out == null) {
                out = query.spill().newFile("sample");
                file = out;
            }
            return out;
        }

        private void finish() {
            if (file != null) {
                file.finish();
            }
        }

        private void emit(long limit, Morsels.BatchSink sink) {
            boolean wanted = true;
            SpillFile written = file;
            if (written != null) {
                try (SpillFile.Reader reader = written.read(types)) {
                    for (Chunk chunk = reader.next(); chunk != null && wanted; chunk = reader.next()) {
                        wanted = emit(chunk, limit, sink);
                    }
                }
                written.close();
            }
            for (Chunk chunk : rows.chunks()) {
                wanted = wanted && emit(chunk, limit, sink);
            }
        }

        private boolean emit(Chunk chunk, long limit, Morsels.BatchSink sink) {
            int last = types.size() - 1;
            LongVector positions = (LongVector) chunk.column(last);
            Chunk own = new Chunk(chunk.columns().subList(0, last), chunk.rows());
            for (int from = 0; from < chunk.rows(); from += query.batchRows()) {
                query.check();
                int count = Math.min(query.batchRows(), chunk.rows() - from);
                int[] picked = new int[count];
                int in = 0;
                for (int i = 0; i < count; i++) {
                    picked[in] = i;
                    boolean isIn = Long.compareUnsigned(hash.applyAsLong(positions.get(from + i)),
                            limit) <= 0;
                    in += isIn ? 1 : 0;
                }
                Batch batch = Batch.of(own, from, count, -1);
                if (in > 0 && !sink.accept(in == count ? batch : batch.select(picked, in))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final class Kept implements Morsels {
        private final List<Part> parts;
        private final long limit;
        private final SpillMemory memory;
        private int next;

        Kept(List<Part> parts, long limit, SpillMemory memory) {
            this.parts = parts;
            this.limit = limit;
            this.memory = memory;
        }

        @Override
        public synchronized @Nullable Morsel next() {
            if (next == parts.size()) {
                return null;
            }
            Part part = parts.get(next++);
            return sink -> part.emit(limit, sink);
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    /// The smallest of the hashes offered, in a heap whose root is the largest of them. Thread-safe.
    private static final class Smallest implements AutoCloseable {
        private final long wanted;
        private final Reservation memory;
        private long[] heap = new long[0];
        private int size;
        private volatile long largest = -1;

        Smallest(long wanted, Reservation memory) {
            this.wanted = wanted;
            this.memory = memory;
        }

        /// Whether a row may be in; `limit` decides at the end.
        boolean offer(long hash) {
            return Long.compareUnsigned(hash, largest) <= 0 && add(hash);
        }

        private synchronized boolean add(long hash) {
            if (size < wanted) {
                append(hash);
            } else if (wanted == 0 || Long.compareUnsigned(hash, heap[0]) > 0) {
                return false;
            } else {
                sink(hash);
            }
            largest = size < wanted ? -1 : heap[0];
            return true;
        }

        private void append(long hash) {
            if (size == heap.length) {
                int more = (int) Math.min(wanted - size,
                        Math.clamp(size, 1_024, Integer.MAX_VALUE - 64 - size));
                memory.add(8L * more);
                heap = Arrays.copyOf(heap, size + more);
            }
            int at = size++;
            while (at > 0 && Long.compareUnsigned(heap[(at - 1) / 2], hash) < 0) {
                heap[at] = heap[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            heap[at] = hash;
        }

        /// Puts a hash in the root's place.
        private void sink(long hash) {
            int at = 0;
            while (2 * at + 1 < size) {
                int child = 2 * at + 1;
                if (child + 1 < size && Long.compareUnsigned(heap[child], heap[child + 1]) < 0) {
                    child++;
                }
                if (Long.compareUnsigned(heap[child], hash) <= 0) {
                    break;
                }
                heap[at] = heap[child];
                at = child;
            }
            heap[at] = hash;
        }

        /// The largest hash of a row that is in; null when none is.
        synchronized @Nullable Long limit() {
            return size == 0 ? null : Long.valueOf(heap[0]);
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
