package dev.peso.internal.aggregate;

import dev.peso.DataType;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;

/// The smallest or largest of values stored as whole numbers.
final class WholeExtreme extends WholeState {
    private final boolean max;

    WholeExtreme(DataType type, boolean max) {
        super(type, max ? Long.MIN_VALUE : Long.MAX_VALUE);
        this.max = max;
    }

    @Override
    void fold(int group, long value) {
        values[group] = max ? Math.max(values[group], value) : Math.min(values[group], value);
    }

    @Override
    void addAll(int[] groups, Vector v, int rows) {
        if (v.validity == null && v instanceof LongVector longs) {
            addLongs(groups, longs.values, longs.offset, rows);
        } else if (v.validity == null && v instanceof IntVector ints) {
            addInts(groups, ints.values, ints.offset, rows);
        } else {
            super.addAll(groups, v, rows);
        }
    }

    private void addLongs(int[] groups, long[] source, int from, int rows) {
        long[] best = values;
        if (max) {
            for (int i = 0; i < rows; i++) {
                best[groups[i]] = Math.max(best[groups[i]], source[from + i]);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                best[groups[i]] = Math.min(best[groups[i]], source[from + i]);
            }
        }
    }

    private void addInts(int[] groups, int[] source, int from, int rows) {
        long[] best = values;
        if (max) {
            for (int i = 0; i < rows; i++) {
                best[groups[i]] = Math.max(best[groups[i]], source[from + i]);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                best[groups[i]] = Math.min(best[groups[i]], source[from + i]);
            }
        }
    }
}
