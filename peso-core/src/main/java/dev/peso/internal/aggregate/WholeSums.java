package dev.peso.internal.aggregate;

import java.math.BigInteger;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.WideVector;

/// Exact sums of whole numbers: 64 bits for as long as no sum can leave them, then 128 bits.
///
/// `bound` is the largest magnitude that any sum can have reached, from the magnitudes of the batches.
final class WholeSums {
    private long[] low = new long[0];
    private long @Nullable [] high;
    private long bound;
    private long[] widened = new long[0];

    void resize(int groups) {
        low = Grow.to(low, groups);
        if (high != null) {
            high = Grow.to(high, groups);
        }
    }

    /// Adds the rows that are not null.
    void add(int[] groups, Vector v, int rows) {
        if (v instanceof IntVector ints && reaches(1L << 31, rows)) {
            addInts(groups, ints, rows);
            return;
        }
        LongVector longs = v instanceof LongVector l ? l : widen(v, rows);
        if (reaches(magnitude(longs, rows), rows)) {
            addLongs(groups, longs, rows);
        } else {
            addWide(groups, longs, rows);
        }
    }

    /// Adds rows of which none is null and raises the count of each one's group.
    void addCounting(int[] groups, Vector v, int rows, long[] each) {
        if (v instanceof IntVector ints && reaches(1L << 31, rows)) {
            long[] sums = low;
            int[] values = ints.values;
            int from = v.offset;
            for (int i = 0; i < rows; i++) {
                int group = groups[i];
                sums[group] += values[from + i];
                each[group]++;
            }
            return;
        }
        add(groups, v, rows);
        for (int i = 0; i < rows; i++) {
            each[groups[i]]++;
        }
    }

    /// Raises the bound; false when sums may leave 64 bits.
    private boolean reaches(long magnitude, long rows) {
        if (high != null) {
            return false;
        }
        long more = magnitude < 0 || Math.multiplyHigh(magnitude, rows) != 0 ? -1 : magnitude * rows;
        if (more >= 0 && bound + more >= 0) {
            bound += more;
            return true;
        }
        toWide();
        return false;
    }

    private long[] toWide() {
        long[] upper = high;
        if (upper == null) {
            upper = new long[low.length];
            for (int g = 0; g < low.length; g++) {
                upper[g] = low[g] >> 63;
            }
            high = upper;
        }
        return upper;
    }

    /// A number that no value's magnitude exceeds; negative when that is 2^63.
    private static long magnitude(LongVector v, int rows) {
        long bits = 0;
        for (int i = v.offset; i < v.offset + rows; i++) {
            bits |= v.values[i] ^ v.values[i] >> 63;
        }
        return bits + 1;
    }

    private LongVector widen(Vector v, int rows) {
        if (widened.length < rows) {
            widened = new long[rows];
        }
        for (int i = 0; i < rows; i++) {
            widened[i] = switch (v) {
                case IntVector x -> x.get(i);
                case ShortVector x -> x.get(i);
                case ByteVector x -> x.get(i);
                default -> throw new IllegalArgumentException("not a whole number: " + v.type);
            };
        }
        return new LongVector(v.type, widened, 0, rows, Bitmap.copy(v.validity, v.offset, rows));
    }

    private void addInts(int[] groups, IntVector v, int rows) {
        long[] sums = low;
        int[] values = v.values;
        int from = v.offset;
        long[] validity = v.validity;
        if (validity == null) {
            for (int i = 0; i < rows; i++) {
                sums[groups[i]] += values[from + i];
            }
        } else {
            for (int i = 0; i < rows; i++) {
                sums[groups[i]] += Bitmap.get(validity, from + i) ? values[from + i] : 0;
            }
        }
    }

    private void addLongs(int[] groups, LongVector v, int rows) {
        long[] sums = low;
        long[] values = v.values;
        int from = v.offset;
        long[] validity = v.validity;
        if (validity == null) {
            for (int i = 0; i < rows; i++) {
                sums[groups[i]] += values[from + i];
            }
        } else {
            for (int i = 0; i < rows; i++) {
                sums[groups[i]] += Bitmap.get(validity, from + i) ? values[from + i] : 0;
            }
        }
    }

    private void addWide(int[] groups, LongVector v, int rows) {
        for (int i = 0; i < rows; i++) {
            if (!v.isNull(i)) {
                addWide(groups[i], v.get(i), v.get(i) >> 63);
            }
        }
    }

    private void addWide(int group, long lowPart, long highPart) {
        long[] upper = toWide();
        long sum = low[group] + lowPart;
        long carry = (low[group] & lowPart | (low[group] | lowPart) & ~sum) >>> 63;
        low[group] = sum;
        upper[group] += highPart + carry;
    }

    void merge(WholeSums later, int[] from, int[] into, int count) {
        if (later.high == null && reaches(later.bound, 1)) {
            long[] sums = low;
            long[] other = later.low;
            for (int i = 0; i < count; i++) {
                sums[into[i]] += other[from[i]];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            addWide(into[i], later.low[from[i]], later.highOf(from[i]));
        }
    }

    long lowOf(int group) {
        return low[group];
    }

    long highOf(int group) {
        long[] upper = high;
        return upper == null ? low[group] >> 63 : upper[group];
    }

    /// Whether the sum of a group fits 64 bits.
    boolean isLong(int group) {
        return highOf(group) == low[group] >> 63;
    }

    BigInteger big(int group) {
        return WideVector.toBigInteger(low[group], highOf(group));
    }

    long bytes() {
        return high == null ? 8L * low.length : 16L * low.length;
    }
}
