package dev.peso.internal.aggregate;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// Gives an accumulator each distinct combination of arguments of a group once: the first row of each, in row order.
public final class DistinctRows implements Accumulator {
    private final Supplier<Accumulator> inner;
    private final int width;
    private final ValueCounts known;
    private final RowLog firsts = new RowLog();
    private int groups;
    private @Nullable Accumulator result;

    /// @param types the types of the arguments that must be distinct; further arguments come along
    public DistinctRows(List<DataType> types, Supplier<Accumulator> inner) {
        this.inner = inner;
        this.width = types.size();
        this.known = new ValueCounts(types);
    }

    @Override
    public void resize(int count) {
        groups = Math.max(groups, count);
    }

    @Override
    public void add(int[] group, Vector[] args, int rows) {
        known.add(group, Arrays.copyOf(args, width), rows);
        int[] fresh = known.newRows();
        Present first = Present.picked(group, args, fresh, fresh.length);
        firsts.add(first.groups(), first.args(), first.rows());
    }

    @Override
    public void seal() {
        known.seal();
        firsts.byGroup();
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        DistinctRows other = (DistinctRows) later;
        int before = known.size();
        int[] fresh = known.merge(other.known, from, into, count);
        if (fresh.length > 0) {
            // entries and logged rows have the same numbers
            Vector[] columns = other.firsts.byGroup().columns();
            Vector[] gathered = new Vector[columns.length];
            for (int c = 0; c < columns.length; c++) {
                gathered[c] = Vectors.gather(columns[c], fresh, fresh.length);
            }
            firsts.add(known.groups(before), gathered, fresh.length);
        }
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        Accumulator all = result;
        if (all == null) {
            all = inner.get();
            all.resize(groups);
            firsts.replay(all);
            all.seal();
            result = all;
        }
        return all.finish(order, from, count);
    }

    @Override
    public long bytes() {
        return known.bytes() + firsts.bytes();
    }

    @Override
    public boolean isHeavy() {
        return true;
    }
}
