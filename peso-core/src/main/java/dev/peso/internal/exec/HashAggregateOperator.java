package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.CheckedPlan.AggregateCall;
import dev.peso.internal.plan.RowBounds;
import dev.peso.internal.spill.SpillFile;

/// Groups rows by keys and computes aggregates of each group; groups come in order of first appearance.
///
/// Runs of consecutive rows are aggregated by the workers, each run into its own tables; then the runs are merged in
/// row order, one partition of the groups on each worker. Neither step depends on the number of workers.
final class HashAggregateOperator extends Operator {
    /// Where the work changes its way. Only tests choose other sizes than `DEFAULT`.
    ///
    /// @param run morsels of a run
    /// @param few groups of all runs together that one worker merges
    /// @param checkRows rows after which a run looks whether a table makes them fewer
    /// @param blockRows rows that are sorted into partitions at once
    /// @param wave runs whose rows in partitions wait to be merged together, where they have few groups
    record Sizes(int run, int few, int checkRows, int blockRows, int wave) {
        static final Sizes DEFAULT = new Sizes(8, 1 << 16, 32_768, Vector.CHUNK_ROWS / 2, 4);

        static Sizes of(RowBounds rows) {
            return new Sizes(run(rows, DEFAULT.run), DEFAULT.few, DEFAULT.checkRows, DEFAULT.blockRows,
                    DEFAULT.wave);
        }

        /// Morsels of a run: fewer than usual where so few rows come that there would be no run for some workers.
        static int run(RowBounds rows, int usual) {
            long morsels = Math.ceilDiv(rows.most(), (long) Vector.CHUNK_ROWS);
            return Math.clamp(Math.ceilDiv(morsels, (long) LEAST_RUNS), 1, usual);
        }
    }

    /// Runs that there are if there are as many morsels.
    private static final int LEAST_RUNS = 8;
    /// Groups of a partition that a worker merges without missing its cache all the time.
    private static final int CACHED = 1 << 15;
    /// Most partitions of groups that are all in tables.
    static final int MOST_PARTITIONS = 64;
    /// Memory that merging a partition takes for each byte of its rows: what they are, states, results.
    private static final int MERGE_COST = 3;

    private final AggregateShape shape;
    private final Sizes sizes;
    private final @Nullable CheckedPlan otherWay;
    private final long mostRows;

    HashAggregateOperator(Operator input, CheckedPlan.Aggregate plan) {
        this(input, plan.keys(), plan.aggregates(), plan.schema(), Sizes.of(RowBounds.of(plan.input())),
                RowBounds.of(plan.input()).most(), SplitDistinct.of(plan));
    }

    HashAggregateOperator(Operator input, List<CheckedExpr> keys, List<AggregateCall> calls, Schema schema) {
        this(input, keys, calls, schema, Sizes.DEFAULT);
    }

    HashAggregateOperator(Operator input, List<CheckedExpr> keys, List<AggregateCall> calls, Schema schema,
            Sizes sizes) {
        this(input, keys, calls, schema, sizes, 0);
    }

    /// @param mostRows the rows of the input at most, or 0 where that is not known
    HashAggregateOperator(Operator input, List<CheckedExpr> keys, List<AggregateCall> calls, Schema schema,
            Sizes sizes, long mostRows) {
        this(input, keys, calls, schema, sizes, mostRows, null);
    }

    private HashAggregateOperator(Operator input, List<CheckedExpr> keys, List<AggregateCall> calls,
            Schema schema, Sizes sizes, long mostRows, @Nullable CheckedPlan otherWay) {
        super(schema, List.of(input));
        this.shape = new AggregateShape(keys, calls, otherWay != null, input instanceof SourceScan);
        if (shape.arePassing && input instanceof SourceScan scan) {
            scan.allowReuse();
        }
        this.sizes = sizes;
        this.mostRows = mostRows;
        this.otherWay = otherWay;
    }

    @Override
    public String describe() {
        return "aggregate " + shape.describe();
    }

    @Override
    protected Morsels start(Query query) {
        return SpillMemory.start(query, memory -> {
            try {
                return start(query, memory);
            } catch (MemoryRefused e) {
                memory.close();
                return Planner.plan(Objects.requireNonNull(otherWay)).open(query);
            }
        });
    }

    private Morsels start(Query query, SpillMemory memory) {
        AggregateWaves waves = new AggregateWaves(shape, sizes, query, memory,
                inputs().getFirst().sharesArrays() ? mostRows : 0);
        waves.drain(inputs().getFirst());
        List<AggregateRun> runs = waves.runs();
        long groups = 0;
        for (AggregateRun run : runs) {
            groups += run.table.size();
        }
        boolean scattered = waves.hasMerged() || runs.stream().anyMatch(AggregateRun::isScattered);
        if (shape.keys.isEmpty()
                || !scattered && groups <= sizes.few && runs.stream().allMatch(AggregateRun::isLight)) {
            return new Refs(schema(), together(runs, query), null, query, memory);
        }
        int partitions = scattered ? RowBlocks.PARTITIONS : partitions(runs, query);
        long bytes = runs.stream().mapToLong(AggregateRun::bytes).sum();
        long merged = runs.stream().mapToLong(AggregateRun::mergedBytes).sum();
        if (runs.stream().anyMatch(AggregateRun::isSpilled) || !reserve(merged, bytes, query, memory)) {
            return spilled(waves, query, memory);
        }
        Morsels morsels = partitioned(waves, partitions, query, memory);
        memory.release(bytes);
        return morsels;
    }

    /// Reserves the results. Where rows take less than these, as they stayed where they are, there must be room to collect
    /// the results too, which cannot go to disk then.
    private static boolean reserve(long results, long rows, Query query, SpillMemory memory) {
        if (!memory.tryReserve(results)) {
            return false;
        }
        if (rows < results && !query.ledger().couldKeep(results - rows)) {
            memory.release(results);
            return false;
        }
        return true;
    }

    /// Few partitions, as each reads all cache lines of the runs' groups; the results do not depend on their number.
    private static int partitions(List<AggregateRun> runs, Query query) {
        int groups = runs.stream().mapToInt(r -> r.table.size()).max().orElse(0);
        int wanted = Math.max(2 * query.threads(), groups / CACHED);
        return Math.min(MOST_PARTITIONS, Integer.highestOneBit(2 * wanted - 1));
    }

    /// Merges the runs into the first.
    private List<Chunk> together(List<AggregateRun> runs, Query query) {
        if (runs.isEmpty()) {
            return List.of();
        }
        AggregateRun first = runs.getFirst();
        for (AggregateRun later : runs.subList(1, runs.size())) {
            int count = shape.keys.isEmpty() ? 1 : later.table.size();
            int[] from = range(count);
            int[] into = new int[count];
            if (!shape.keys.isEmpty()) {
                first.table.merge(later.table, from, count, into);
            }
            for (int a = 0; a < first.accumulators.length; a++) {
                query.check();
                first.accumulators[a].resize(shape.keys.isEmpty() ? 1 : first.table.size());
                first.accumulators[a].merge(later.accumulators[a], from, into, count);
            }
        }
        first.finish();
        int groups = shape.keys.isEmpty() ? 1 : first.table.size();
        return AggregatePart.chunks(shape, first.table, first.accumulators, groups);
    }

    /// Merges the runs partition by partition.
    private Morsels partitioned(AggregateWaves waves, int partitions, Query query, SpillMemory memory) {
        AggregatePart.Groups[] parts = new AggregatePart.Groups[partitions];
        waves.mergeRest(partitions, (p, merge) -> parts[p] = merge.get().finish());
        waves.forgetRuns();
        List<Chunk> chunks = new ArrayList<>();
        List<FirstRows> firstRows = new ArrayList<>();
        int[] firstChunk = new int[partitions];
        for (int p = 0; p < partitions; p++) {
            firstChunk[p] = chunks.size();
            chunks.addAll(parts[p].chunks());
            firstRows.add(parts[p].firstRows());
        }
        RowStore.requireRefs(chunks.size(), "an aggregation has more than 400 million groups");
        return new Refs(schema(), chunks, FirstRows.order(firstRows, firstChunk, waves.runCount(), query),
                query, memory);
    }

    /// Merges the runs partition by partition, writes the results of each to disk, and merges these by position.
    private Morsels spilled(AggregateWaves waves, Query query, SpillMemory memory) {
        List<AggregateRun> runs = waves.runs();
        SpillFile[] files = new SpillFile[RowBlocks.PARTITIONS];
        long inMemory = runs.stream().mapToLong(AggregateRun::bytes).sum();
        waves.mergeRest(files.length, (p, merge) -> {
            long onDisk = runs.stream().mapToLong(run -> run.diskBytes(p)).sum();
            memory.with(MERGE_COST * (onDisk + inMemory / files.length),
                    () -> files[p] = merge.get().finish().spill(query));
        });
        runs.forEach(AggregateRun::close);
        memory.close();
        PositionRuns results = new PositionRuns(query, RowStore.types(schema(), List.of()));
        for (SpillFile file : files) {
            results.add(file);
        }
        return results.merged();
    }

    static int[] range(int count) {
        int[] range = new int[count];
        for (int i = 0; i < count; i++) {
            range[i] = i;
        }
        return range;
    }

}
