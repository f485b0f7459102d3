package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.internal.aggregate.Accumulator;
import dev.peso.internal.aggregate.GroupTable;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// The groups of one run of consecutive rows.
///
/// Rows go into a table of groups until nearly every row makes a new one; the rows after that are only sorted into
/// partitions by hash, since a table would not make them fewer. Where that happens depends on the rows alone.
final class AggregateRun implements Query.Sink {
    /// Partitions of the rows that are not in the table.
    static final int PARTITIONS = 256;
    private final AggregateShape shape;
    private final HashAggregateOperator.Sizes sizes;
    private final Expected expected;
    private final AggregateShape.Input input;
    private final AggregateShape.Feeder feeder;
    final GroupTable table;
    final Accumulator[] accumulators;
    private final FirstRows firstRows = new FirstRows();
    private long rows;
    private int groupsAtCheck;
    private boolean scattered;
    private int[] groups = new int[0];

    private final List<Vector[]> pending = new ArrayList<>();
    private int pendingRows;
    final List<Block> blocks = new ArrayList<>();

    /// Rows sorted by partition: those of partition `p` are `starts[p]..starts[p + 1]`.
    ///
    /// @param firstRow the position in the run of the first row before the sort
    /// @param picked where each row was before the sort
    /// @param columns keys, then columns
    record Block(long firstRow, int[] picked, int[] starts, Vector[] columns) {}

    AggregateRun(AggregateShape shape, HashAggregateOperator.Sizes sizes, Expected expected) {
        this.shape = shape;
        this.sizes = sizes;
        this.expected = expected;
        this.input = shape.new Input();
        this.feeder = shape.new Feeder();
        this.table = new GroupTable(shape.keyTypes(), true);
        this.accumulators = shape.newAccumulators();
        if (expected.groups > 0) {
            table.reserve(expected.groups);
            for (Accumulator accumulator : accumulators) {
                accumulator.resize(expected.groups);
            }
        }
    }

    /// How many groups runs have had so far, to make room at once.
    static final class Expected {
        private volatile int groups;

        void saw(int count) {
            if (count > groups) {
                groups = count;
            }
        }
    }

    @Override
    public boolean accept(Batch batch) {
        Vector[] keys = input.keys(batch);
        Vector[] columns = input.columns(batch);
        int count = batch.rows();
        if (shape.keys.isEmpty()) {
            addAll(columns, count);
            return true;
        }
        int from = 0;
        while (from < count && !scattered) {
            int room = (int) (sizes.checkRows() - rows % sizes.checkRows());
            int take = Math.min(room, count - from);
            add(slices(keys, from, take), slices(columns, from, take), take);
            from += take;
            if (rows % sizes.checkRows() == 0) {
                scattered = table.size() - groupsAtCheck > sizes.checkRows() / 100.0 * 95;
                groupsAtCheck = table.size();
            }
        }
        if (from < count) {
            scatter(slices(keys, from, count - from), slices(columns, from, count - from), count - from);
        }
        return true;
    }

    private static Vector[] slices(Vector[] vectors, int from, int count) {
        Vector[] slices = new Vector[vectors.length];
        for (int v = 0; v < slices.length; v++) {
            slices[v] = vectors[v].length == count ? vectors[v] : vectors[v].slice(from, count);
        }
        return slices;
    }

    /// Adds rows to the only group.
    private void addAll(Vector[] columns, int count) {
        if (groups.length < count) {
            groups = new int[count];
        }
        for (Accumulator accumulator : accumulators) {
            accumulator.resize(1);
        }
        feeder.add(accumulators, groups, columns, count);
        rows += count;
    }

    private void add(Vector[] keys, Vector[] columns, int count) {
        if (groups.length < count) {
            groups = new int[count];
        }
        table.find(keys, count, groups);
        if (table.newCount() > 0) {
            firstRows.add(table.newRows(), rows);
            for (Accumulator accumulator : accumulators) {
                accumulator.resize(table.size());
            }
        }
        feeder.add(accumulators, groups, columns, count);
        rows += count;
    }

    private void scatter(Vector[] keys, Vector[] columns, int count) {
        Vector[] all = Arrays.copyOf(keys, keys.length + columns.length);
        System.arraycopy(columns, 0, all, keys.length, columns.length);
        pending.add(all);
        pendingRows += count;
        rows += count;
        if (pendingRows >= sizes.blockRows()) {
            flush();
        }
    }

    private void flush() {
        if (pendingRows == 0) {
            return;
        }
        Vector[] all = new Vector[pending.getFirst().length];
        for (int c = 0; c < all.length; c++) {
            List<Vector> parts = new ArrayList<>(pending.size());
            for (Vector[] batch : pending) {
                parts.add(batch[c]);
            }
            all[c] = Tables.concat(parts.getFirst().type, parts);
        }
        long[] hashes = table.hashes(Arrays.copyOf(all, shape.keys.size()), pendingRows);
        int[] starts = new int[PARTITIONS + 1];
        for (int i = 0; i < pendingRows; i++) {
            starts[(int) (hashes[i] >>> 56) + 1]++;
        }
        for (int p = 0; p < PARTITIONS; p++) {
            starts[p + 1] += starts[p];
        }
        int[] next = starts.clone();
        int[] picked = new int[pendingRows];
        for (int i = 0; i < pendingRows; i++) {
            picked[next[(int) (hashes[i] >>> 56)]++] = i;
        }
        for (int c = 0; c < all.length; c++) {
            all[c] = Vectors.gather(all[c], picked, pendingRows);
        }
        blocks.add(new Block(rows - pendingRows, picked, starts, all));
        pending.clear();
        pendingRows = 0;
    }

    @Override
    public void finish() {
        flush();
        expected.saw(table.size());
        if (shape.keys.isEmpty()) {
            for (Accumulator accumulator : accumulators) {
                accumulator.resize(1);
            }
        }
        table.seal();
        for (Accumulator accumulator : accumulators) {
            accumulator.seal();
        }
        groups = new int[0];
    }

    /// The position in the run of the first row of a group of the table.
    long firstRow(int group) {
        return firstRows.get(group);
    }

    /// How many rows the run has.
    long rows() {
        return rows;
    }

    /// Whether the table has few groups and nothing heavy, so that merging it is not worth several workers.
    boolean isLight() {
        return blocks.isEmpty() && (table.size() < 64
                || Arrays.stream(accumulators).noneMatch(Accumulator::isHeavy));
    }

    boolean isScattered() {
        return !blocks.isEmpty();
    }

    /// The groups of the table sorted by partition: those of partition `p` are `groups[starts[p]..starts[p + 1])`.
    record ByPartition(int[] starts, int[] groups) {}

    /// Sorts the groups of the table by the upper bits of their hashes.
    ByPartition byPartition(int partitions) {
        return byPartition(table, partitions);
    }

    /// Sorts the groups of a sealed table by the upper bits of their hashes.
    static ByPartition byPartition(GroupTable table, int partitions) {
        if (partitions == 1) {
            return new ByPartition(new int[]{0, table.size()}, HashAggregateOperator.range(table.size()));
        }
        int shift = 64 - Integer.numberOfTrailingZeros(partitions);
        int[] starts = new int[partitions + 1];
        for (int g = 0; g < table.size(); g++) {
            starts[(int) (table.hash(g) >>> shift) + 1]++;
        }
        for (int p = 0; p < partitions; p++) {
            starts[p + 1] += starts[p];
        }
        int[] next = starts.clone();
        int[] sorted = new int[table.size()];
        for (int g = 0; g < table.size(); g++) {
            sorted[next[(int) (table.hash(g) >>> shift)]++] = g;
        }
        return new ByPartition(starts, sorted);
    }
}
