package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// The runs of an aggregation, and what the first of them have been merged into.
///
/// Where rows are sorted into partitions though there are few groups, the runs are merged wave by wave, so that the rows
/// of few of them wait in memory. Runs are merged in their order whatever the waves are, so that results do not depend on
/// them.
final class AggregateWaves {
    /// Rows of a wave for each group that make it worth merging.
    static final int FEW_GROUPS = 2;

    private final AggregateShape shape;
    private final HashAggregateOperator.Sizes sizes;
    private final Query query;
    private final SpillMemory memory;
    private final AggregateRun.Expected expected = new AggregateRun.Expected();
    private final RowBlocks blocks;
    private final List<AggregateRun> runs = new ArrayList<>();
    private @Nullable AggregatePart @Nullable [] parts;
    private long partBytes;
    private int merged;

    /// @param mostShared the rows at most that come in arrays which outlive the query; 0 where none do
    AggregateWaves(AggregateShape shape, HashAggregateOperator.Sizes sizes, Query query, SpillMemory memory,
            long mostShared) {
        this.shape = shape;
        this.sizes = sizes;
        this.query = query;
        this.memory = memory;
        this.blocks = new RowBlocks(shape, sizes.blockRows() + query.batchRows() - 1, mostShared, memory,
                query);
    }

    /// Takes all rows of an input.
    void drain(Operator operator) {
        try (Morsels input = operator.open(query)) {
            Wave wave = new Wave(input);
            while (!wave.isLast) {
                wave.claimed = 0;
                int first = runCount();
                runs.addAll(query.drain(wave, sizes.run(),
                        index -> new AggregateRun(shape, sizes, expected, blocks, first + index, memory,
                                query)));
                if (!wave.isLast) {
                    mergeWave();
                }
            }
        }
        blocks.forget();
        if (shape.keys.isEmpty() && runs.isEmpty()) {
            AggregateRun none = new AggregateRun(shape, sizes, expected, blocks, 0, memory, query);
            none.finish();
            runs.add(none);
        }
    }

    /// The next morsels of an input, until so many of them have been claimed that a wave is worth merging.
    private final class Wave implements Morsels {
        private final Morsels input;
        private long claimed;
        private volatile boolean isLast;

        Wave(Morsels input) {
            this.input = input;
        }

        @Override
        public @Nullable Morsel next() {
            if (expected.hasFewGroups() && claimed >= (long) sizes.run() * expected.wave()
                    && claimed % sizes.run() == 0) {
                return null;
            }
            Morsel morsel = input.next();
            claimed++;
            isLast = morsel == null;
            return morsel;
        }
    }

    /// Merges the runs so far, or makes no waves any more when that takes too much memory or makes too little of them.
    private void mergeWave() {
        long bytes = runs.stream().mapToLong(AggregateRun::bytes).sum();
        if (runs.stream().anyMatch(AggregateRun::isSpilled) || !memory.tryReserve(bytes)) {
            stopWaves();
            return;
        }
        @Nullable
        AggregatePart[] into = parts == null ? new AggregatePart[RowBlocks.PARTITIONS] : parts;
        mergeRest(into.length, (p, merge) -> into[p] = merge.get());
        parts = into;
        long rows = runs.stream().mapToLong(AggregateRun::rows).sum();
        long groups = 0;
        long now = 0;
        for (AggregatePart part : into) {
            Objects.requireNonNull(part);
            groups += part.groups();
            now += part.bytes();
        }
        runs.forEach(run -> blocks.giveBack(run.blocks));
        forgetRuns();
        if (FEW_GROUPS * groups > rows) {
            stopWaves();
        }
        long free = 2 * bytes - (now - partBytes);
        if (free >= 0) {
            memory.release(free);
        } else {
            memory.take(-free);
        }
        partBytes = now;
    }

    private void stopWaves() {
        expected.stopWaves();
        blocks.forget();
    }

    /// Takes a partition.
    @FunctionalInterface
    interface Target {
        /// @param merge merges the partition's share of all runs; to be called once
        void accept(int partition, Supplier<AggregatePart> merge);
    }

    /// Merges the runs that are left, one partition on each worker.
    ///
    /// @param partitions as many as before, if runs have been merged
    void mergeRest(int partitions, Target target) {
        ByPartition[] byPartition = new ByPartition[runs.size()];
        query.forEach(runs.size(), r -> byPartition[r] = ByPartition.of(runs.get(r).table, partitions));
        query.forEach(partitions, p -> target.accept(p, () -> {
            AggregatePart part = part(p, partitions);
            part.expect(runs.stream().mapToLong(run -> run.blockRows(p)).sum());
            for (int r = 0; r < runs.size(); r++) {
                part.merge(runs.get(r), merged + r, byPartition[r], p);
            }
            return part;
        }));
    }

    private AggregatePart part(int partition, int partitions) {
        @Nullable
        AggregatePart[] all = parts;
        if (all == null) {
            return new AggregatePart(shape, partitions < HashAggregateOperator.MOST_PARTITIONS, query);
        }
        AggregatePart part = Objects.requireNonNull(all[partition]);
        all[partition] = null; // whoever merges keeps it as long as needed
        return part;
    }

    /// The runs that have not been merged.
    List<AggregateRun> runs() {
        return runs;
    }

    /// Lets go of the runs that the parts have taken in.
    void forgetRuns() {
        merged += runs.size();
        runs.clear();
    }

    /// How many runs there are, merged or not.
    int runCount() {
        return merged + runs.size();
    }

    boolean hasMerged() {
        return parts != null;
    }
}
