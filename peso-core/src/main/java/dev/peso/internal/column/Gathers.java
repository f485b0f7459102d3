package dev.peso.internal.column;

/// Loops that gather values by row references, one for each physical width. A reference of no row leaves its place as it
/// is.
///
/// All take: the arrays of the chunks and where each chunk's rows begin in its array; the references
/// `refs[from..from + count)`; and the target with the place of its first value.
final class Gathers {
    private static final int ROW_BITS = RowRefs.ROW_BITS;
    private static final int ROW_MASK = (1 << ROW_BITS) - 1;

    private Gathers() {}

    static void bytes(byte[][] source, int[] offsets, int[] refs, int from, int count, byte[] target,
            int at) {
        for (int i = 0; i < count; i++) {
            int ref = refs[from + i];
            if (ref >= 0) {
                target[at + i] = source[ref >>> ROW_BITS][offsets[ref >>> ROW_BITS] + (ref & ROW_MASK)];
            }
        }
    }

    static void shorts(short[][] source, int[] offsets, int[] refs, int from, int count, short[] target,
            int at) {
        for (int i = 0; i < count; i++) {
            int ref = refs[from + i];
            if (ref >= 0) {
                target[at + i] = source[ref >>> ROW_BITS][offsets[ref >>> ROW_BITS] + (ref & ROW_MASK)];
            }
        }
    }

    static void ints(int[][] source, int[] offsets, int[] refs, int from, int count, int[] target, int at) {
        for (int i = 0; i < count; i++) {
            int ref = refs[from + i];
            if (ref >= 0) {
                target[at + i] = source[ref >>> ROW_BITS][offsets[ref >>> ROW_BITS] + (ref & ROW_MASK)];
            }
        }
    }

    static void longs(long[][] source, int[] offsets, int[] refs, int from, int count, long[] target,
            int at) {
        for (int i = 0; i < count; i++) {
            int ref = refs[from + i];
            if (ref >= 0) {
                target[at + i] = source[ref >>> ROW_BITS][offsets[ref >>> ROW_BITS] + (ref & ROW_MASK)];
            }
        }
    }

    static void floats(float[][] source, int[] offsets, int[] refs, int from, int count, float[] target,
            int at) {
        for (int i = 0; i < count; i++) {
            int ref = refs[from + i];
            if (ref >= 0) {
                target[at + i] = source[ref >>> ROW_BITS][offsets[ref >>> ROW_BITS] + (ref & ROW_MASK)];
            }
        }
    }

    static void doubles(double[][] source, int[] offsets, int[] refs, int from, int count, double[] target,
            int at) {
        for (int i = 0; i < count; i++) {
            int ref = refs[from + i];
            if (ref >= 0) {
                target[at + i] = source[ref >>> ROW_BITS][offsets[ref >>> ROW_BITS] + (ref & ROW_MASK)];
            }
        }
    }

    /// Two longs for each row.
    static void pairs(long[][] source, int[] offsets, int[] refs, int from, int count, long[] target,
            int at) {
        for (int i = 0; i < count; i++) {
            int ref = refs[from + i];
            if (ref >= 0) {
                long[] chunk = source[ref >>> ROW_BITS];
                int row = 2 * (offsets[ref >>> ROW_BITS] + (ref & ROW_MASK));
                target[2 * (at + i)] = chunk[row];
                target[2 * (at + i) + 1] = chunk[row + 1];
            }
        }
    }
}
