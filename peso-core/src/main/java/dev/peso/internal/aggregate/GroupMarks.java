package dev.peso.internal.aggregate;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Vector;

/// Which groups have a value.
///
/// Each value marks its group, but where every row of every group is given: there groups with a row have a value until
/// the first null comes.
final class GroupMarks {
    private byte[] marks = new byte[0];
    /// Whether there are no marks yet and the groups below `known` have a value.
    private boolean implied;
    private int known;
    private int groups;

    /// Says, before the first row, that every row of every group will be given.
    void ofAllRows() {
        implied = true;
    }

    void resize(int count) {
        groups = count;
        if (!implied) {
            marks = Grow.to(marks, count);
        }
    }

    /// Marks the groups that have a value in these rows.
    void add(int[] rowGroups, Vector v, int rows) {
        if (implied && v.validity == null) {
            known = groups;
            return;
        }
        keep();
        byte[] of = marks;
        for (int i = 0; i < rows; i++) {
            if (v.validity == null || !v.isNull(i)) {
                of[rowGroups[i]] = 1;
            }
        }
    }

    void merge(GroupMarks later, int[] from, int[] into, int count) {
        if (implied && later.implied) {
            known = groups;
            return;
        }
        keep();
        for (int i = 0; i < count; i++) {
            marks[into[i]] |= (byte) (later.has(from[i]) ? 1 : 0);
        }
    }

    private void keep() {
        if (implied) {
            implied = false;
            marks = Grow.to(marks, groups);
            Arrays.fill(marks, 0, known, (byte) 1);
        }
    }

    boolean has(int group) {
        return implied ? group < known : marks[group] != 0;
    }

    /// The bitmap of the groups `order[from..from + count)` that have a value, or null when all have.
    long @Nullable [] validity(int[] order, int from, int count) {
        return implied && known == groups ? null : Grow.where(i -> has(order[from + i]), count);
    }

    long bytes() {
        return marks.length;
    }
}
