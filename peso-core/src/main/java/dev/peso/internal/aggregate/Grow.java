package dev.peso.internal.aggregate;

import java.util.Arrays;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Bitmap;

/// Arrays that grow with the number of groups, by half their size, so that growing costs little on average.
final class Grow {
    private Grow() {}

    static int size(int now, int needed) {
        return Math.max(needed, Math.max(12, now + (now >> 1)));
    }

    static long[] to(long[] array, int needed) {
        return array.length >= needed ? array : Arrays.copyOf(array, size(array.length, needed));
    }

    static int[] to(int[] array, int needed) {
        return array.length >= needed ? array : Arrays.copyOf(array, size(array.length, needed));
    }

    static double[] to(double[] array, int needed) {
        return array.length >= needed ? array : Arrays.copyOf(array, size(array.length, needed));
    }

    static byte[] to(byte[] array, int needed) {
        return array.length >= needed ? array : Arrays.copyOf(array, size(array.length, needed));
    }

    /// The bitmap of the groups `order[from..from + count)` that have at least `least` rows, or null when all have.
    static long @Nullable [] atLeast(long least, long[] counts, int[] order, int from, int count) {
        return where(i -> counts[order[from + i]] >= least, count);
    }

    /// The bitmap of the numbers below `count` of which something is true, or null when it is of all.
    static long @Nullable [] where(IntPredicate isSo, int count) {
        long[] bits = new long[Bitmap.words(count)];
        int set = 0;
        for (int i = 0; i < count; i++) {
            if (isSo.test(i)) {
                bits[i >>> 6] |= 1L << i;
                set++;
            }
        }
        return set == count ? null : bits;
    }
}
