package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Hashes;

/// A random part of the rows, in row order: a row is in by a hash of the seed and its position, so the choice depends
/// on nothing else.
final class SampleOperator extends Operator {
    private final long rows;
    private final double fraction;
    private final long seed;

    /// @param rows how many rows to take, or -1 to take each with probability `fraction`
    SampleOperator(Operator input, long rows, double fraction, long seed) {
        super(input.schema(), List.of(input));
        this.rows = rows;
        this.fraction = fraction;
        this.seed = seed;
    }

    @Override
    public String describe() {
        return "sample " + (rows >= 0 ? rows + " rows" : fraction + " of the rows") + ", seed " + seed;
    }

    @Override
    protected Morsels start(Query query) {
        Choice choice = rows >= 0 ? new Smallest(rows) : new Below(fraction);
        Positions positions = new Positions();
        Morsels input = positions.guard(inputs().getFirst().open(query));
        Reservation memory = new Reservation(query.ledger(), "sample");
        try {
            List<Part> parts = query.drain(input, 1, i -> new Part(i, positions, choice, query, memory));
            return new Kept(parts, choice.limit(), memory);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /// Which rows are in, by the hash of their position as an unsigned number.
    private interface Choice {
        /// Whether a row may be in; a later `limit()` decides.
        boolean offer(long hash);

        /// The largest hash of a row that is in; null when none is.
        @Nullable
        Long limit();
    }

    /// Rows whose hash is below a share of all hashes.
    private record Below(double fraction) implements Choice {
        @Override
        public boolean offer(long hash) {
            return (hash >>> 11) * 0x1p-53 < fraction;
        }

        @Override
        public Long limit() {
            return -1L;
        }
    }

    /// The rows with the smallest hashes.
    private static final class Smallest implements Choice {
        private final long wanted;
        private volatile long largest = -1;
        private final PriorityQueue<Long> best = new PriorityQueue<>(
                ((Comparator<Long>) Long::compareUnsigned).reversed());

        Smallest(long wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean offer(long hash) {
            return Long.compareUnsigned(hash, largest) <= 0 && add(hash);
        }

        private synchronized boolean add(long hash) {
            best.add(hash);
            if (best.size() > wanted) {
                Long worst = best.poll();
                if (worst != null && worst == hash) {
                    return false;
                }
            }
            Long worst = best.peek();
            largest = best.size() < wanted || worst == null ? -1 : worst;
            return true;
        }

        @Override
        public @Nullable Long limit() {
            return best.peek();
        }
    }

    private long hash(long position) {
        // A bijection of the position for each seed: no two rows have one hash.
        return Hashes.mix(Hashes.mix(seed + 0x9E3779B97F4A7C15L) + position * 0x9E3779B97F4A7C15L);
    }

    /// The rows of one morsel: all until its start is known, then those that may be in.
    private final class Part implements Query.Sink {
        private final int index;
        private final Positions positions;
        private final Choice choice;
        private final Query query;
        private final Reservation memory;
        private final List<Batch> held = new ArrayList<>();
        private final List<Batch> kept = new ArrayList<>();
        private final List<long[]> hashes = new ArrayList<>();
        private long start = -1;
        private long passed;
        private long seen;

        Part(int index, Positions positions, Choice choice, Query query, Reservation memory) {
            this.index = index;
            this.positions = positions;
            this.choice = choice;
            this.query = query;
            this.memory = memory;
        }

        @Override
        public boolean accept(Batch batch) {
            held.add(batch);
            seen += batch.rows();
            if (start < 0) {
                start = positions.start(index);
            }
            if (start >= 0) {
                choose();
            }
            return true;
        }

        @Override
        public void finish() {
            positions.end(index, seen);
            if (start < 0) {
                start = positions.await(index, Long.MAX_VALUE, query);
            }
            if (start >= 0) {
                choose();
            }
        }

        private void choose() {
            for (Batch batch : held) {
                int[] picked = new int[batch.rows()];
                long[] pickedHashes = new long[batch.rows()];
                int count = 0;
                for (int row = 0; row < batch.rows(); row++) {
                    long hash = hash(start + passed + row);
                    if (choice.offer(hash)) {
                        pickedHashes[count] = hash;
                        picked[count++] = row;
                    }
                }
                if (count > 0) {
                    Batch chosen = Tables.dense(batch.select(picked, count));
                    memory.add(chosen.toChunk().bytes());
                    kept.add(chosen);
                    hashes.add(Arrays.copyOf(pickedHashes, count));
                }
                passed += batch.rows();
            }
            held.clear();
        }

        void emit(long limit, Morsels.BatchSink sink) {
            for (int b = 0; b < kept.size(); b++) {
                query.check();
                long[] own = hashes.get(b);
                int[] picked = new int[own.length];
                int count = 0;
                for (int i = 0; i < own.length; i++) {
                    if (Long.compareUnsigned(own[i], limit) <= 0) {
                        picked[count++] = i;
                    }
                }
                if (count > 0) {
                    Batch batch = kept.get(b);
                    if (!sink.accept(count == own.length ? batch : batch.select(picked, count))) {
                        return;
                    }
                }
            }
        }
    }

    /// The chosen rows, one morsel for each of the input.
    private static final class Kept implements Morsels {
        private final List<Part> parts;
        private final @Nullable Long limit;
        private final Reservation memory;
        private int next;

        Kept(List<Part> parts, @Nullable Long limit, Reservation memory) {
            this.parts = parts;
            this.limit = limit;
            this.memory = memory;
        }

        @Override
        public synchronized @Nullable Morsel next() {
            if (limit == null || next == parts.size()) {
                return null;
            }
            Part part = parts.get(next++);
            long largest = limit;
            return sink -> part.emit(largest, sink);
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
