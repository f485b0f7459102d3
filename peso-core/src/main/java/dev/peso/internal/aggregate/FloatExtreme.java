package dev.peso.internal.aggregate;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.Vector;

/// The smallest or largest float. NaN counts as the largest; of -0.0 and 0.0 the first seen is kept.
final class FloatExtreme implements Accumulator {
    private final DataType type;
    private final boolean max;
    private double[] values = new double[0];
    private final GroupMarks marks = new GroupMarks();

    FloatExtreme(DataType type, boolean max) {
        this.type = type;
        this.max = max;
    }

    @Override
    public void ofAllRows(@Nullable Counts rows) {
        marks.ofAllRows();
    }

    @Override
    public void resize(int groups) {
        int before = values.length;
        values = Grow.to(values, groups);
        Arrays.fill(values, before, values.length, max ? Double.NEGATIVE_INFINITY : Double.NaN);
        marks.resize(groups);
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        Vector v = args[0];
        marks.add(groups, v, rows);
        if (v instanceof DoubleVector d && v.validity == null) {
            addAll(groups, d.values, d.offset, rows);
            return;
        }
        for (int i = 0; i < rows; i++) {
            if (!v.isNull(i)) {
                add(groups[i], v instanceof DoubleVector d ? d.get(i) : ((FloatVector) v).get(i));
            }
        }
    }

    private void addAll(int[] groups, double[] source, int from, int rows) {
        double[] best = values;
        if (max) {
            for (int i = 0; i < rows; i++) {
                double x = source[from + i];
                double now = best[groups[i]];
                best[groups[i]] = x > now || Double.isNaN(x) ? x : now;
            }
        } else {
            for (int i = 0; i < rows; i++) {
                double x = source[from + i];
                double now = best[groups[i]];
                best[groups[i]] = x < now || Double.isNaN(now) ? x : now;
            }
        }
    }

    private void add(int group, double x) {
        double now = values[group];
        boolean better = max ? x > now || Double.isNaN(x) : x < now || Double.isNaN(now);
        values[group] = better ? x : now;
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        FloatExtreme other = (FloatExtreme) later;
        for (int i = 0; i < count; i++) {
            if (other.marks.has(from[i])) {
                add(into[i], other.values[from[i]]);
            }
        }
        marks.merge(other.marks, from, into, count);
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        NumberBuilder builder = new NumberBuilder(type, count);
        for (int i = 0; i < count; i++) {
            builder.append(values[order[from + i]]);
        }
        return builder.build().withValidity(marks.validity(order, from, count));
    }

    @Override
    public boolean keepsArguments() {
        return false;
    }

    @Override
    public long bytes() {
        return 8L * values.length + marks.bytes();
    }
}
