package dev.peso.internal.aggregate;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;

/// Which groups of a sum have values, and of a mean how many.
final class SummedRows {
    private final boolean mean;
    private final ValueTally tally = new ValueTally();
    private final GroupMarks marks = new GroupMarks();

    SummedRows(boolean mean) {
        this.mean = mean;
    }

    /// As [Accumulator#ofAllRows].
    void ofAllRows(@Nullable Counts rows) {
        tally.ofAllRows(rows);
        marks.ofAllRows();
    }

    void resize(int groups) {
        if (mean) {
            tally.resize(groups);
        } else {
            marks.resize(groups);
        }
    }

    /// The count of each group, to be raised with every value while they are summed; null where [#add] has to be called.
    long @Nullable [] each(Vector v) {
        return mean && v.validity == null ? tally.each() : null;
    }

    void add(int[] groups, Vector[] args, int rows) {
        if (mean) {
            tally.add(groups, args, rows);
        } else {
            marks.add(groups, args[0], rows);
        }
    }

    /// Adds rows that all belong to group 0, of which none is null.
    void addAll(int[] zeros, Vector[] args, int rows) {
        if (mean) {
            tally.addAll(zeros, args, rows);
        } else {
            marks.add(zeros, args[0], 1);
        }
    }

    void merge(SummedRows later, int[] from, int[] into, int count) {
        if (mean) {
            tally.merge(later.tally, from, into, count);
        } else {
            marks.merge(later.marks, from, into, count);
        }
    }

    /// Of a mean: the counts of the groups `order[from..from + count)`; null for a group without values.
    LongVector counts(int[] order, int from, int count) {
        return tally.of(order, from, count);
    }

    /// Of a sum: the bitmap of the groups `order[from..from + count)` that have a value, or null when all have.
    long @Nullable [] validity(int[] order, int from, int count) {
        return marks.validity(order, from, count);
    }

    long bytes() {
        return tally.bytes() + marks.bytes();
    }
}
