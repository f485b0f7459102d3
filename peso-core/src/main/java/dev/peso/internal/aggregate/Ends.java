package dev.peso.internal.aggregate;

import dev.peso.DataType;
import dev.peso.internal.column.Vector;

/// The first or last value of a group in row order, null or not; or its first value that is not null.
final class Ends implements Accumulator {
    /// Which value.
    enum Of {
        FIRST, LAST, FIRST_VALUE
    }

    private final Of of;
    private final ValueSlots values;
    private byte[] seen = new byte[0];

    Ends(DataType type, Of of) {
        this.of = of;
        this.values = ValueSlots.of(type);
    }

    @Override
    public void resize(int groups) {
        values.resize(groups);
        seen = Grow.to(seen, groups);
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        Vector v = args[0];
        if (of == Of.LAST) {
            addLast(groups, v, rows);
            return;
        }
        for (int i = 0; i < rows; i++) {
            int group = groups[i];
            if (seen[group] == 0 && !(of == Of.FIRST_VALUE && v.isNull(i))) {
                seen[group] = 1;
                values.setAny(group, v, i);
            }
        }
    }

    /// Goes from the end, so that each group is written once.
    private void addLast(int[] groups, Vector v, int rows) {
        for (int i = 0; i < rows; i++) {
            seen[groups[i]] = 0;
        }
        for (int i = rows - 1; i >= 0; i--) {
            if (seen[groups[i]] == 0) {
                seen[groups[i]] = 1;
                values.setAny(groups[i], v, i);
            }
        }
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        Ends other = (Ends) later;
        for (int i = 0; i < count; i++) {
            if (other.seen[from[i]] != 0 && (of == Of.LAST || seen[into[i]] == 0)) {
                seen[into[i]] = 1;
                values.copy(into[i], other.values, from[i]);
            }
        }
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        return values.build(order, from, count);
    }

    @Override
    public long bytes() {
        return values.bytes() + seen.length;
    }
}
