package dev.peso.internal.aggregate;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;

/// Aggregates that keep one whole number a group: integers, dates, times, compact decimals, booleans. Null for a group
/// without values.
abstract class WholeState implements Accumulator {
    private final DataType type;
    private final long initial;
    /// A number for each group.
    protected long[] values = new long[0];
    private final GroupMarks marks = new GroupMarks();

    /// @param initial the number that any value replaces
    WholeState(DataType type, long initial) {
        this.type = type;
        this.initial = initial;
    }

    /// Takes one value into a group's number.
    abstract void fold(int group, long value);

    /// A value stored as a whole number.
    static long value(Vector v, int row) {
        return switch (v) {
            case LongVector x -> x.get(row);
            case IntVector x -> x.get(row);
            case ShortVector x -> x.get(row);
            case ByteVector x -> x.get(row);
            case BitVector x -> x.get(row) ? 1 : 0;
            default -> throw new IllegalArgumentException("not a whole number: " + v.type);
        };
    }

    @Override
    public final void ofAllRows(@Nullable Counts rows) {
        marks.ofAllRows();
    }

    @Override
    public final void resize(int groups) {
        int before = values.length;
        values = Grow.to(values, groups);
        Arrays.fill(values, before, values.length, initial);
        marks.resize(groups);
    }

    @Override
    public final void add(int[] groups, Vector[] args, int rows) {
        Vector v = args[0];
        marks.add(groups, v, rows);
        addAll(groups, v, rows);
    }

    /// Takes the values that are there into their groups.
    void addAll(int[] groups, Vector v, int rows) {
        for (int i = 0; i < rows; i++) {
            if (!v.isNull(i)) {
                fold(groups[i], value(v, i));
            }
        }
    }

    @Override
    public final void merge(Accumulator later, int[] from, int[] into, int count) {
        WholeState other = (WholeState) later;
        for (int i = 0; i < count; i++) {
            fold(into[i], other.values[from[i]]);
        }
        marks.merge(other.marks, from, into, count);
    }

    @Override
    public final Vector finish(int[] order, int from, int count) {
        long[] validity = marks.validity(order, from, count);
        if (type == DataType.BOOLEAN) {
            long[] bits = new long[Bitmap.words(count)];
            for (int i = 0; i < count; i++) {
                bits[i >>> 6] |= (values[order[from + i]] & 1) << i;
            }
            return new BitVector(bits, 0, count, validity);
        }
        NumberBuilder builder = new NumberBuilder(type, count);
        for (int i = 0; i < count; i++) {
            builder.append(values[order[from + i]]);
        }
        return builder.build().withValidity(validity);
    }

    @Override
    public final boolean keepsArguments() {
        return false;
    }

    @Override
    public final long bytes() {
        return 8L * values.length + marks.bytes();
    }
}
