package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

/// Row references that several columns of a store are gathered by, and which of them are of some row. Immutable, as long as
/// nobody changes its array.
public final class RowPlaces {
    final int[] refs;
    final int count;
    /// The references of some row, or null when all are.
    final long @Nullable [] present;

    /// The references `refs[0..count)`, an array that must not change any more.
    public RowPlaces(int[] refs, int count) {
        this.refs = refs;
        this.count = count;
        this.present = hasNone(refs, 0, count) ? present(refs, 0, count) : null;
    }

    /// Whether some reference is of no row.
    static boolean hasNone(int[] refs, int from, int count) {
        int signs = 0;
        for (int i = from; i < from + count; i++) {
            signs |= refs[i];
        }
        return signs < 0;
    }

    /// A bitmap of the references of some row, found without a branch that nobody can foretell.
    static long[] present(int[] refs, int from, int count) {
        long[] bits = new long[Bitmap.words(count)];
        for (int w = 0; w < bits.length; w++) {
            int first = from + (w << 6);
            int end = Math.min(64, count - (w << 6));
            long word = 0;
            for (int i = 0; i < end; i++) {
                word |= (long) (~refs[first + i] >>> 31) << i;
            }
            bits[w] = word;
        }
        return bits;
    }
}
