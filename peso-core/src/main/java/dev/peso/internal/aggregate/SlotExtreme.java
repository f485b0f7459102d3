package dev.peso.internal.aggregate;

import dev.peso.DataType;
import dev.peso.internal.column.Vector;

/// The value of one argument where another, or itself, is smallest or largest; the first row among equal ones.
///
/// Rows with a null in any argument are skipped; on request only those whose compared argument is null.
final class SlotExtreme implements Accumulator {
    private final boolean max;
    private final ValueSlots by;
    private final ValueSlots value;
    private final boolean isOwn;
    private final boolean takesNulls;

    /// @param isOwn whether `by` is `value`
    /// @param takesNulls whether a value may be null where another argument is compared
    private SlotExtreme(ValueSlots value, ValueSlots by, boolean isOwn, boolean max, boolean takesNulls) {
        this.value = value;
        this.by = by;
        this.isOwn = isOwn;
        this.max = max;
        this.takesNulls = takesNulls;
    }

    /// The smallest or largest value of any ordered type.
    static SlotExtreme of(DataType type, boolean max) {
        ValueSlots slots = ValueSlots.of(type);
        return new SlotExtreme(slots, slots, true, max, false);
    }

    /// The value of the first argument where the second is smallest or largest.
    static SlotExtreme by(DataType type, DataType by, boolean max, boolean takesNulls) {
        return new SlotExtreme(ValueSlots.of(type), ValueSlots.of(by), false, max, takesNulls);
    }

    @Override
    public void resize(int groups) {
        value.resize(groups);
        by.resize(groups);
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        Vector values = args[0];
        Vector keys = isOwn ? values : args[1];
        for (int i = 0; i < rows; i++) {
            if (keys.isNull(i) || !takesNulls && values.isNull(i)) {
                continue;
            }
            int group = groups[i];
            if (!by.has(group) || better(by.compare(group, keys, i))) {
                by.set(group, keys, i);
                if (!isOwn) {
                    value.setAny(group, values, i);
                }
            }
        }
    }

    /// Whether a value is better than the one that compares with it like this.
    private boolean better(int order) {
        return max ? order < 0 : order > 0;
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        SlotExtreme other = (SlotExtreme) later;
        for (int i = 0; i < count; i++) {
            if (other.by.has(from[i])
                    && (!by.has(into[i]) || better(by.compare(into[i], other.by, from[i])))) {
                by.copy(into[i], other.by, from[i]);
                value.copy(into[i], other.value, from[i]);
            }
        }
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        return value.build(order, from, count);
    }

    @Override
    public long bytes() {
        return value.bytes() + by.bytes();
    }
}
