package dev.peso.internal.aggregate;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.Vector;

/// The few largest or smallest numbers of each group, best first, as a list.
///
/// A number is kept as its bits and ranked by a long that is larger the better it is; among equal ones the first seen
/// comes first.
final class TopFew implements Accumulator {
    /// The most values for which keeping the best is faster than sorting all.
    static final int MOST = 32;

    private final DataType type;
    private final int few;
    private final boolean floating;
    private final boolean largest;
    /// The best numbers of group `g` are at `few * g`, `counts[g]` of them.
    private long[] bits = new long[0];
    private long[] ranks = new long[0];
    private int[] counts = new int[0];

    TopFew(DataType type, int few, boolean largest) {
        this.type = type;
        this.few = few;
        this.floating = type.isFloat();
        this.largest = largest;
    }

    @Override
    public void resize(int groups) {
        counts = Grow.to(counts, groups);
        int needed = Math.multiplyExact(few, groups);
        bits = Grow.to(bits, needed);
        ranks = Grow.to(ranks, needed);
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        Vector v = args[0];
        if (v instanceof DoubleVector d && v.validity == null) {
            for (int i = 0; i < rows; i++) {
                addFloat(groups[i], d.values[d.offset + i]);
            }
        } else if (v instanceof IntVector x && v.validity == null) {
            for (int i = 0; i < rows; i++) {
                addWhole(groups[i], x.values[x.offset + i]);
            }
        } else if (v instanceof LongVector x && v.validity == null) {
            for (int i = 0; i < rows; i++) {
                addWhole(groups[i], x.values[x.offset + i]);
            }
        } else {
            addPresent(groups, v, rows);
        }
    }

    private void addPresent(int[] groups, Vector v, int rows) {
        for (int i = 0; i < rows; i++) {
            if (v.isNull(i)) {
                continue;
            }
            if (floating) {
                addFloat(groups[i], v instanceof DoubleVector d ? d.get(i) : ((FloatVector) v).get(i));
            } else {
                addWhole(groups[i], WholeState.value(v, i));
            }
        }
    }

    private void addFloat(int group, double value) {
        long canonical = Hashes.canonicalBits(value);
        long order = canonical ^ (canonical >> 63 & Long.MAX_VALUE);
        insert(group, largest ? order : ~order, Double.doubleToRawLongBits(value));
    }

    private void addWhole(int group, long value) {
        insert(group, largest ? value : ~value, value);
    }

    private void insert(int group, long rank, long number) {
        int start = few * group;
        int count = counts[group];
        if (count == few) {
            if (rank <= ranks[start + few - 1]) {
                return;
            }
            count--;
        } else {
            counts[group]++;
        }
        int at = start + count;
        while (at > start && ranks[at - 1] < rank) {
            ranks[at] = ranks[at - 1];
            bits[at] = bits[at - 1];
            at--;
        }
        ranks[at] = rank;
        bits[at] = number;
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        TopFew other = (TopFew) later;
        for (int i = 0; i < count; i++) {
            int start = few * from[i];
            for (int k = start; k < start + other.counts[from[i]]; k++) {
                insert(into[i], other.ranks[k], other.bits[k]);
            }
        }
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        int[] offsets = new int[count + 1];
        long[] validity = new long[Bitmap.words(count)];
        NumberBuilder values = new NumberBuilder(type, count * Math.min(few, 4));
        for (int i = 0; i < count; i++) {
            int start = few * order[from + i];
            int size = counts[order[from + i]];
            if (size > 0) {
                Bitmap.set(validity, i);
            }
            for (int k = start; k < start + size; k++) {
                if (floating) {
                    values.append(Double.longBitsToDouble(bits[k]));
                } else {
                    values.append(bits[k]);
                }
            }
            offsets[i + 1] = offsets[i] + size;
        }
        boolean all = Bitmap.count(validity, 0, count) == count;
        return new ListVector(DataType.list(type), offsets, values.build(), 0, count, all ? null : validity);
    }

    @Override
    public boolean keepsArguments() {
        return false;
    }

    @Override
    public long bytes() {
        return 8L * (bits.length + ranks.length) + 4L * counts.length;
    }
}
