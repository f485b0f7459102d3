package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongUnaryOperator;

import dev.peso.DataType;
import dev.peso.internal.aggregate.Accumulator;
import dev.peso.internal.aggregate.GroupTable;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.RowException;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.spill.SpillFile;

/// Aggregates over whole partitions without an order whose rows are on disk: goes through the rows once for the totals,
/// and once more to put these beside them. Belongs to one worker.
final class SpilledTotals {
    /// Memory of states while they grow: arrays are copied to larger ones.
    private static final int GROWTH = 2;

    private final Query query;
    private final List<CheckedPlan.WindowCall> calls;
    private final List<DataType> types;
    private final List<Integer> partition;
    private final GroupTable table;
    private final Accumulator[] accumulators;
    private final FirstRows firsts = new FirstRows();
    private int[] groups = new int[0];

    /// @param types of the columns on disk, the position last
    /// @param partition the columns of the partition's keys
    SpilledTotals(Query query, List<CheckedPlan.WindowCall> calls, List<DataType> types,
            List<Integer> partition) {
        this.query = query;
        this.calls = calls;
        this.types = types;
        this.partition = partition;
        this.table = new GroupTable(partition.stream().map(types::get).toList(), false);
        this.accumulators = calls.stream()
                .map(call -> Objects.requireNonNull(call.aggregate())
                        .factory()
                        .create(call.args(), call.type()))
                .toArray(Accumulator[]::new);
    }

    /// Takes the rows of a file.
    ///
    /// @param args the columns of each call's arguments
    /// @param filters the column of each call's filter, or -1
    /// @return whether there was memory for the states
    boolean add(SpillFile rows, List<List<Integer>> args, int[] filters, SpillMemory memory) {
        long reserved = 0;
        SpillFile.Reader reader = rows.read(types);
        for (Chunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
            query.check();
            find(chunk);
            for (int a = 0; a < accumulators.length; a++) {
                accumulators[a].resize(count());
                add(accumulators[a], chunk, args.get(a), filters[a]);
            }
            long now = GROWTH
                    * (table.bytes() + Arrays.stream(accumulators).mapToLong(Accumulator::bytes).sum());
            if (now > reserved && !memory.tryReserve(now - reserved)) {
                return false;
            }
            reserved = Math.max(reserved, now);
        }
        for (Accumulator accumulator : accumulators) {
            accumulator.seal();
        }
        return true;
    }

    private int count() {
        return partition.isEmpty() ? 1 : table.size();
    }

    private void find(Chunk chunk) {
        if (groups.length < chunk.rows()) {
            groups = new int[chunk.rows()];
        }
        LongVector positions = (LongVector) chunk.column(types.size() - 1);
        if (partition.isEmpty()) {
            if (firsts.size() == 0) {
                firsts.add(positions.get(0));
            }
            return;
        }
        table.find(partition.stream().map(chunk::column).toArray(Vector[]::new), chunk.rows(), groups);
        for (int row : table.newRows()) {
            firsts.add(positions.get(row));
        }
    }

    private void add(Accumulator accumulator, Chunk chunk, List<Integer> args, int filter) {
        Vector[] vectors = args.stream().map(chunk::column).toArray(Vector[]::new);
        int[] own = groups;
        int count = chunk.rows();
        if (filter >= 0) {
            own = groups.clone();
            count = PartitionTotals.select(chunk.column(filter), own, vectors);
        }
        accumulator.add(own, vectors, count);
    }

    /// Gives the rows with their totals.
    ///
    /// @param width how many of the columns come out
    /// @param rowNumbers the number in the input of the row at a position
    void emit(SpillFile rows, int width, PositionRuns.Run out, LongUnaryOperator rowNumbers) {
        List<RowRefs> totals = new ArrayList<>();
        for (int a = 0; a < accumulators.length; a++) {
            totals.add(new RowRefs(calls.get(a).type(), finish(a, rowNumbers)));
        }
        SpillFile.Reader reader = rows.read(types);
        for (Chunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
            query.check();
            find(chunk);
            int[] refs = new int[chunk.rows()];
            for (int i = 0; i < refs.length; i++) {
                refs[i] = RowRefs.ref(groups[i] / Vector.CHUNK_ROWS, groups[i] % Vector.CHUNK_ROWS);
            }
            List<Vector> columns = new ArrayList<>(chunk.columns().subList(0, width));
            for (RowRefs total : totals) {
                columns.add(total.gather(refs, 0, refs.length));
            }
            columns.add(chunk.column(types.size() - 1));
            out.add(new Batch(columns.toArray(new Vector[0]), refs.length, -1));
        }
    }

    private List<Vector> finish(int a, LongUnaryOperator rowNumbers) {
        int[] order = Batches.range(0, count());
        List<Vector> vectors = new ArrayList<>();
        try {
            for (int from = 0; from < order.length; from += Vector.CHUNK_ROWS) {
                vectors.add(accumulators[a].finish(order, from,
                        Math.min(Vector.CHUNK_ROWS, order.length - from)));
            }
            return vectors;
        } catch (RowException e) {
            long row = rowNumbers.applyAsLong(firsts.get(e.row()));
            throw WindowOperator.failure(calls.get(a), row, e);
        }
    }
}
