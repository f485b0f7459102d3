package dev.peso.internal.aggregate;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;

/// How many values each group has: counted, or the rows that are counted for several accumulators less the nulls.
final class ValueTally {
    private @Nullable Counts rows;
    /// Of values, or where rows are counted of nulls.
    private final Counts counts = new Counts(Counts.Of.VALUES, false);
    private boolean hasNulls;
    private int groups;

    /// Says, before the first row, that every row of every group will be given, and who counts them if somebody does.
    void ofAllRows(@Nullable Counts counted) {
        rows = counted;
    }

    void resize(int count) {
        groups = count;
        if (rows == null || hasNulls) {
            counts.resize(count);
        }
    }

    /// The count of each group, to be raised with every value, unless somebody counts the rows.
    long @Nullable [] each() {
        return rows == null ? counts.each() : null;
    }

    void add(int[] rowGroups, Vector[] args, int count) {
        if (rows == null) {
            counts.add(rowGroups, args, count);
        } else if (args[0].validity != null) {
            withNulls();
            counts.addNulls(rowGroups, args[0], count);
        }
    }

    void addAll(int[] zeros, Vector[] args, int count) {
        if (rows == null) {
            counts.addAll(zeros, args, count);
        } else {
            add(zeros, args, count);
        }
    }

    private void withNulls() {
        if (!hasNulls) {
            hasNulls = true;
            counts.resize(groups);
        }
    }

    void merge(ValueTally later, int[] from, int[] into, int count) {
        if (later.hasNulls) {
            withNulls();
        }
        if (rows == null || later.hasNulls) {
            counts.merge(later.counts, from, into, count);
        }
    }

    /// The counts of the groups `order[from..from + count)`; null for a group without values.
    LongVector of(int[] order, int from, int count) {
        Counts all = rows;
        long[] result = (all == null ? counts : all).of(order, from, count);
        if (all != null && hasNulls) {
            for (int i = 0; i < count; i++) {
                result[i] -= counts.each()[order[from + i]];
            }
        }
        return new LongVector(DataType.INT64, result, 0, count, Grow.where(i -> result[i] > 0, count));
    }

    long bytes() {
        return counts.bytes();
    }
}
