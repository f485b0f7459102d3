package dev.peso.internal.exec;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Hashes;

/// A random part of the rows, in row order: a row is in by a hash of the seed and its position, so the choice depends
/// on nothing else.
///
/// A share of the rows passes as it comes; a number of rows is known when all were seen.
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
        return rows < 0
                ? new Share(inputs().getFirst().open(query), query)
                : SpillMemory.start(query, memory -> start(query, memory));
    }

    private Morsels start(Query query, SpillMemory memory) {
        try (SampledRows kept = new SampledRows(query, memory, schema(), rows, this::hash)) {
            Positions positions = new Positions();
            query.drain(positions.guard(inputs().getFirst().open(query)), 1, index -> {
                SampledRows.Part part = kept.newPart();
                return new Whole(new PlacedRows(index, positions, query, part), part);
            });
            return kept.morsels();
        }
    }

    private long hash(long position) {
        // A bijection of the position for each seed: no two rows have one hash.
        return Hashes.mix(Hashes.mix(seed + 0x9E3779B97F4A7C15L) + position * 0x9E3779B97F4A7C15L);
    }

    /// All rows of one morsel.
    private record Whole(PlacedRows rows, SampledRows.Part part) implements Query.Sink {
        @Override
        public boolean accept(Batch batch) {
            return rows.accept(batch);
        }

        @Override
        public void finish() {
            rows.end();
            part.end();
        }
    }

    /// The rows whose hash is below a share of all hashes, morsel by morsel.
    private final class Share implements Morsels {
        private final Positions positions = new Positions();
        private final Morsels input;
        private final Query query;
        private int claimed;

        Share(Morsels input, Query query) {
            this.input = positions.guard(input);
            this.query = query;
        }

        @Override
        public synchronized @Nullable Morsel next() {
            Morsel morsel = input.next();
            if (morsel == null) {
                return null;
            }
            int index = claimed++;
            return sink -> {
                PlacedRows rows = new PlacedRows(index, positions, query,
                        (batch, first) -> choose(batch, first, sink));
                morsel.run(rows);
                rows.end();
            };
        }

        private boolean choose(Batch batch, long first, BatchSink sink) {
            int[] picked = new int[batch.rows()];
            int count = 0;
            for (int row = 0; row < picked.length; row++) {
                picked[count] = row;
                count += (hash(first + row) >>> 11) * 0x1p-53 < fraction ? 1 : 0;
            }
            return count == 0 || sink.accept(count == picked.length ? batch : batch.select(picked, count));
        }

        @Override
        public void close() {
            input.close();
        }
    }
}
