package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;

import dev.peso.internal.aggregate.Accumulator;
import dev.peso.internal.aggregate.AggregateFunction;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.RowException;
import dev.peso.internal.plan.CheckedPlan;

/// Aggregates over whole partitions without an order: they need no rows in window order.
final class PartitionTotals {
    private static final int MOST_SECTIONS = 16;
    /// Rows a partition and section must have on average, so that merging costs less than adding.
    private static final int LEAST_ROWS = 8;

    private final RowStore store;
    private final WindowOrder.Partitions partitions;
    private final Query query;
    private final LongConsumer memory;
    private final int[] starts;

    /// @param memory takes the bytes of states as they grow, and less than none as they go
    PartitionTotals(RowStore store, WindowOrder.Partitions partitions, Query query, LongConsumer memory) {
        this.store = store;
        this.memory = memory;
        this.partitions = partitions;
        this.query = query;
        this.starts = WindowOrder.starts(store.chunks());
    }

    /// Whether all functions of a window are such.
    static boolean fits(CheckedPlan.Window plan) {
        return plan.order().isEmpty() && plan.calls().stream().allMatch(PartitionTotals::fits);
    }

    private static boolean fits(CheckedPlan.WindowCall call) {
        CheckedPlan.Frame frame = call.frame();
        return call.aggregate() != null && !call.distinct() && !call.ignoreNulls()
                && frame.start() == Node.BoundKind.UNBOUNDED_PRECEDING
                && frame.end() == Node.BoundKind.UNBOUNDED_FOLLOWING
                && frame.exclusion() == Node.Exclusion.NONE;
    }

    /// The results by partition.
    ///
    /// @param args the columns of the arguments
    /// @param filter the column of the filter, or -1
    /// @param rowNumbers the number in the input of a row of the store
    RowRefs compute(CheckedPlan.WindowCall call, List<Integer> args, int filter,
            LongUnaryOperator rowNumbers) {
        AggregateFunction function = call.aggregate();
        if (function == null) {
            throw new IllegalArgumentException("not an aggregate: " + call.function());
        }
        boolean isWhole = filter < 0 && args.stream().noneMatch(this::hasNulls);
        int chunks = store.chunks().size();
        long room = store.count() / ((long) LEAST_ROWS * partitions.count());
        int sections = (int) Math.clamp(room, 1, (long) Math.min(MOST_SECTIONS, Math.max(1, chunks)));
        Accumulator[] parts = new Accumulator[sections];
        query.forEach(sections, s -> {
            Accumulator part = accumulator(function, call, isWhole);
            part.resize(partitions.count());
            int end = (int) ((s + 1L) * chunks / sections);
            long held = 0;
            for (int c = (int) ((long) s * chunks / sections); c < end; c++) {
                add(part, c, args, filter);
                memory.accept(part.bytes() - held);
                held = part.bytes();
            }
            part.seal();
            parts[s] = part;
        });
        Accumulator all = parts[0];
        long held = Arrays.stream(parts).mapToLong(Accumulator::bytes).sum();
        if (sections > 1) {
            memory.accept(held);
            int[] same = Batches.range(0, partitions.count());
            all = accumulator(function, call, isWhole);
            all.resize(partitions.count());
            for (Accumulator part : parts) {
                all.merge(part, same, same, partitions.count());
            }
            all.seal();
        }
        List<Vector> results = store.count() == 0 ? List.of() : finish(all, call, rowNumbers);
        memory.accept(sections > 1 ? -2 * held : -held);
        return new RowRefs(call.type(), results);
    }

    private boolean hasNulls(int column) {
        return store.chunks().stream().anyMatch(chunk -> chunk.column(column).validity != null);
    }

    /// @param isWhole whether each partition has a value
    private static Accumulator accumulator(AggregateFunction function, CheckedPlan.WindowCall call,
            boolean isWhole) {
        Accumulator accumulator = function.factory().create(call.args(), call.type());
        if (isWhole) {
            accumulator.ofAllRows(null);
        }
        return accumulator;
    }

    private void add(Accumulator part, int c, List<Integer> args, int filter) {
        Chunk chunk = store.chunks().get(c);
        int[] groups = new int[Query.BATCH_ROWS];
        for (int from = 0; from < chunk.rows(); from += groups.length) {
            query.check();
            int count = Math.min(groups.length, chunk.rows() - from);
            System.arraycopy(partitions.byRow(), starts[c] + from, groups, 0, count);
            Vector[] vectors = new Vector[args.size()];
            for (int a = 0; a < vectors.length; a++) {
                vectors[a] = chunk.column(args.get(a)).slice(from, count);
            }
            if (filter >= 0) {
                count = select(chunk.column(filter).slice(from, count), groups, vectors);
            }
            part.add(groups, vectors, count);
        }
    }

    /// Leaves only the rows for which a filter is true.
    static int select(Vector filter, int[] groups, Vector[] vectors) {
        int[] picked = new int[filter.length];
        int count = 0;
        for (int i = 0; i < picked.length; i++) {
            if (filter instanceof BitVector b && b.isTrue(i)) {
                groups[count] = groups[i];
                picked[count++] = i;
            }
        }
        for (int a = 0; a < vectors.length; a++) {
            vectors[a] = Vectors.gather(vectors[a], picked, count);
        }
        return count;
    }

    private List<Vector> finish(Accumulator all, CheckedPlan.WindowCall call,
            LongUnaryOperator rowNumbers) {
        int count = partitions.count();
        int[] order = Batches.range(0, count);
        List<Vector> vectors = new ArrayList<>();
        try {
            for (int from = 0; from < count; from += Vector.CHUNK_ROWS) {
                vectors.add(all.finish(order, from, Math.min(Vector.CHUNK_ROWS, count - from)));
            }
            return vectors;
        } catch (RowException e) {
            int row = 0;
            while (partitions.byRow()[row] != e.row()) {
                row++;
            }
            throw WindowOperator.failure(call, rowNumbers.applyAsLong(row), e);
        }
    }

    /// Where the results of each row are, by row number.
    int[] places() {
        int[] byRow = partitions.byRow();
        if (partitions.count() <= Vector.CHUNK_ROWS) {
            return byRow;
        }
        int[] places = new int[byRow.length];
        query.forEach(store.chunks().size(), c -> {
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                places[i] = RowRefs.ref(byRow[i] / Vector.CHUNK_ROWS, byRow[i] % Vector.CHUNK_ROWS);
            }
        });
        return places;
    }
}
