package dev.peso.internal.aggregate;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;

/// How many rows, how many that are not null, or how many that are true.
public final class Counts implements Accumulator {
    /// Which rows count.
    enum Of {
        ROWS, VALUES, TRUE
    }

    private final Of of;
    private final boolean nullWhenEmpty;
    /// The values of each group where not all of them count; else null.
    private final @Nullable Counts values;
    private long[] counts = new long[0];

    /// @param nullWhenEmpty whether a group without values gives null rather than 0
    Counts(Of of, boolean nullWhenEmpty) {
        this.of = of;
        this.nullWhenEmpty = nullWhenEmpty;
        this.values = nullWhenEmpty && of == Of.TRUE ? new Counts(Of.VALUES, false) : null;
    }

    /// The rows of each group.
    public static Counts ofRows() {
        return new Counts(Of.ROWS, false);
    }

    /// The count of each group, for who counts along.
    long[] each() {
        return counts;
    }

    @Override
    public void resize(int groups) {
        counts = Grow.to(counts, groups);
        if (values != null) {
            values.resize(groups);
        }
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        if (values != null) {
            values.add(groups, args, rows);
        }
        long[] validity = of == Of.ROWS ? null : args[0].validity;
        if (of == Of.TRUE) {
            BitVector v = (BitVector) args[0];
            addWhere(groups, Bitmap.and(v.bits, v.offset, validity, v.offset, rows), 0, rows);
        } else if (validity != null) {
            addWhere(groups, validity, args[0].offset, rows);
        } else {
            for (int i = 0; i < rows; i++) {
                counts[groups[i]]++;
            }
        }
    }

    @Override
    public void addAll(int[] zeros, Vector[] args, int rows) {
        if (of == Of.ROWS || of == Of.VALUES && args[0].validity == null) {
            counts[0] += rows;
        } else {
            add(zeros, args, rows);
        }
    }

    private void addWhere(int[] groups, long @Nullable [] bits, int offset, int rows) {
        for (int i = 0; i < rows; i++) {
            counts[groups[i]] += Bitmap.isSet(bits, offset + i) ? 1 : 0;
        }
    }

    /// Counts the rows that are null.
    void addNulls(int[] groups, Vector v, int rows) {
        for (int i = 0; i < rows; i++) {
            counts[groups[i]] += v.isNull(i) ? 1 : 0;
        }
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        Counts other = (Counts) later;
        for (int i = 0; i < count; i++) {
            counts[into[i]] += other.counts[from[i]];
        }
        if (values != null && other.values != null) {
            values.merge(other.values, from, into, count);
        }
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        return new LongVector(DataType.INT64, of(order, from, count), 0, count,
                nullWhenEmpty
                        ? Grow.atLeast(1, values == null ? counts : values.counts, order, from, count)
                        : null);
    }

    /// The counts of the groups `order[from..from + count)`.
    long[] of(int[] order, int from, int count) {
        long[] found = new long[count];
        for (int i = 0; i < count; i++) {
            found[i] = counts[order[from + i]];
        }
        return found;
    }

    @Override
    public boolean keepsArguments() {
        return false;
    }

    @Override
    public long bytes() {
        return 8L * counts.length + (values == null ? 0 : values.bytes());
    }
}
