package dev.peso.internal.window;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;

/// Some of the sorted rows, numbered again without gaps: those that pass a filter, are not null, or come first.
final class Kept {
    private final long[] bits;
    private final int[] before;

    /// The rows that have a value (are not null), or for a boolean filter those for which it is true.
    static Kept of(SortedRows rows, RowRefs values, boolean isFilter, Parallel parallel) {
        long[] bits = newBits(rows.size());
        parallel.forEach((rows.size() + Span.MAX - 1) / Span.MAX, task -> {
            int from = task * Span.MAX;
            int count = Math.min(Span.MAX, rows.size() - from);
            Vector v = values.gather(rows.refs(), from, count);
            Bitmap.copyInto(v.validity, v.offset, bits, from, count);
            if (isFilter && v instanceof BitVector b) {
                for (int w = 0; w << 6 < count; w++) {
                    bits[(from >>> 6) + w] &= Bitmap.word(b.bits, b.offset + (w << 6));
                }
            }
        });
        return new Kept(bits);
    }

    /// Room for a bit a position and the position behind the last.
    static long[] newBits(int positions) {
        return new long[(positions >>> 6) + 1];
    }

    /// The rows that both keep.
    static @Nullable Kept both(@Nullable Kept a, @Nullable Kept b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        long[] bits = a.bits.clone();
        for (int w = 0; w < bits.length; w++) {
            bits[w] &= b.bits[w];
        }
        return new Kept(bits);
    }

    /// @param bits as `newBits` makes them
    Kept(long[] bits) {
        this.bits = bits;
        before = new int[bits.length + 1];
        for (int w = 0; w < bits.length; w++) {
            before[w + 1] = before[w] + Long.bitCount(bits[w]);
        }
    }

    int count() {
        return before[bits.length];
    }

    boolean contains(int position) {
        return (bits[position >>> 6] >>> position & 1) != 0;
    }

    /// How many kept rows come before a position.
    int before(int position) {
        int word = position >>> 6;
        return before[word] + Long.bitCount(bits[word] & ((1L << position) - 1));
    }

    /// The position of the kept row of a number.
    int position(int number) {
        int low = 0;
        int high = bits.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (before[middle] <= number) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        long word = bits[low];
        for (int skip = number - before[low]; skip > 0; skip--) {
            word &= word - 1;
        }
        return (low << 6) + Long.numberOfTrailingZeros(word);
    }

    /// The positions of kept rows `from` to `from + count - 1`.
    void positions(int from, int count, int[] out) {
        if (count == 0) {
            return;
        }
        int position = position(from);
        int word = position >>> 6;
        long rest = bits[word] & (-1L << position);
        for (int i = 0; i < count; i++) {
            while (rest == 0) {
                rest = bits[++word];
            }
            out[i] = (word << 6) + Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
        }
    }
}
