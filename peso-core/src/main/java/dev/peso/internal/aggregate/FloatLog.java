package dev.peso.internal.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.internal.column.DoubleVector;

/// Floats kept by group, in no order within a group. What is merged stays where it is until it is read.
final class FloatLog {
    private int[] groups = new int[0];
    private double[] values = new double[0];
    private int size;
    private int[] starts = new int[1];
    private final List<Source> sources = new ArrayList<>();

    /// Groups of a later log.
    ///
    /// @param from the later group of each group here, -1 for none
    private record Source(FloatLog log, int[] from) {}

    /// Adds the values that are not null.
    void add(int[] group, DoubleVector v, int rows) {
        int needed = Math.addExact(size, rows);
        if (needed > values.length) {
            int capacity = Grow.size(values.length, needed);
            groups = Arrays.copyOf(groups, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        if (v.validity == null) {
            System.arraycopy(group, 0, groups, size, rows);
            System.arraycopy(v.values, v.offset, values, size, rows);
            size = needed;
            return;
        }
        for (int i = 0; i < rows; i++) {
            if (!v.isNull(i)) {
                groups[size] = group[i];
                values[size++] = v.get(i);
            }
        }
    }

    /// Adds groups of a sealed log: its group `from[i]` is this one's `into[i]`.
    void merge(FloatLog later, int[] from, int[] into, int count) {
        int most = -1;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, into[i]);
        }
        int[] sourceOf = new int[most + 1];
        Arrays.fill(sourceOf, -1);
        for (int i = 0; i < count; i++) {
            sourceOf[into[i]] = from[i];
        }
        sources.add(new Source(later, sourceOf));
    }

    /// Sorts the own values by group.
    void seal() {
        int most = -1;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, groups[i]);
        }
        int[] ends = new int[most + 2];
        for (int i = 0; i < size; i++) {
            ends[groups[i] + 1]++;
        }
        for (int g = 0; g <= most; g++) {
            ends[g + 1] += ends[g];
        }
        starts = ends.clone();
        double[] sorted = new double[size];
        int[] next = ends;
        for (int i = 0; i < size; i++) {
            sorted[next[groups[i]]++] = values[i];
        }
        values = sorted;
        groups = new int[size];
        for (int g = 0; g <= most; g++) {
            Arrays.fill(groups, starts[g], starts[g + 1], g);
        }
    }

    private int own(int group) {
        return group + 1 < starts.length ? starts[group + 1] - starts[group] : 0;
    }

    /// How many values a group of a sealed log has.
    int count(int group) {
        int total = own(group);
        for (Source source : sources) {
            if (group < source.from.length && source.from[group] >= 0) {
                total = Math.addExact(total, source.log.count(source.from[group]));
            }
        }
        return total;
    }

    /// Copies the values of a group of a sealed log; returns where they end.
    int copy(int group, double[] target, int at) {
        int end = at + own(group);
        if (end > at) {
            System.arraycopy(values, starts[group], target, at, end - at);
        }
        for (Source source : sources) {
            if (group < source.from.length && source.from[group] >= 0) {
                end = source.log.copy(source.from[group], target, end);
            }
        }
        return end;
    }

    long bytes() {
        return 20L * values.length + 4L * starts.length
                + sources.stream().mapToLong(s -> 4L * s.from.length).sum();
    }
}
