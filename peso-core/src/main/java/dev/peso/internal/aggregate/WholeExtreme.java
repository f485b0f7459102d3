package dev.peso.internal.aggregate;

import java.util.Arrays;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;

/// The smallest or largest of values stored as whole numbers: integers, dates, times, compact decimals, booleans.
final class WholeExtreme implements Accumulator {
    private final DataType type;
    private final boolean max;
    private long[] values = new long[0];
    private byte[] seen = new byte[0];

    WholeExtreme(DataType type, boolean max) {
        this.type = type;
        this.max = max;
    }

    @Override
    public void resize(int groups) {
        int before = values.length;
        values = Grow.to(values, groups);
        Arrays.fill(values, before, values.length, max ? Long.MIN_VALUE : Long.MAX_VALUE);
        seen = Grow.to(seen, groups);
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        Vector v = args[0];
        WholeSum.mark(seen, groups, v, rows);
        if (v.validity == null && v instanceof LongVector longs) {
            addLongs(groups, longs.values, longs.offset, rows);
        } else if (v.validity == null && v instanceof IntVector ints) {
            addInts(groups, ints.values, ints.offset, rows);
        } else {
            for (int i = 0; i < rows; i++) {
                if (!v.isNull(i)) {
                    add(groups[i], value(v, i));
                }
            }
        }
    }

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

    private void add(int group, long value) {
        values[group] = max ? Math.max(values[group], value) : Math.min(values[group], value);
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        WholeExtreme other = (WholeExtreme) later;
        for (int i = 0; i < count; i++) {
            add(into[i], other.values[from[i]]);
        }
        WholeSum.mark(seen, other.seen, from, into, count);
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        long[] validity = Grow.marked(seen, order, from, count);
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
    public long bytes() {
        return 9L * values.length;
    }
}
