package dev.peso.internal.column;

/// Loops that gather values, one for each physical width: by row references, or by positions in one array (`pick`).
///
/// They take the arrays of the chunks and where each chunk's rows begin in its array; the references
/// `refs[from..from + count)`, of which those of no row leave their place as it is; and the target with the place of its
/// first value.
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

    static void pick(byte[] source, int offset, int[] picked, int count, byte[] target, int at) {
        for (int i = 0; i < count; i++) {
            target[at + i] = source[offset + picked[i]];
        }
    }

    static void pick(short[] source, int offset, int[] picked, int count, short[] target, int at) {
        for (int i = 0; i < count; i++) {
            target[at + i] = source[offset + picked[i]];
        }
    }

    static void pick(int[] source, int offset, int[] picked, int count, int[] target, int at) {
        for (int i = 0; i < count; i++) {
            target[at + i] = source[offset + picked[i]];
        }
    }

    static void pick(long[] source, int offset, int[] picked, int count, long[] target, int at) {
        for (int i = 0; i < count; i++) {
            target[at + i] = source[offset + picked[i]];
        }
    }

    static void pick(float[] source, int offset, int[] picked, int count, float[] target, int at) {
        for (int i = 0; i < count; i++) {
            target[at + i] = source[offset + picked[i]];
        }
    }

    static void pick(double[] source, int offset, int[] picked, int count, double[] target, int at) {
        for (int i = 0; i < count; i++) {
            target[at + i] = source[offset + picked[i]];
        }
    }

    /// Two longs for each row.
    static void pickPairs(long[] source, int offset, int[] picked, int count, long[] target, int at) {
        for (int i = 0; i < count; i++) {
            int row = 2 * (offset + picked[i]);
            target[2 * (at + i)] = source[row];
            target[2 * (at + i) + 1] = source[row + 1];
        }
    }

    // Positions of which negative ones stand for no value and give zero: all loads are made, which a branch would not do
    // faster where it cannot be foretold.

    static void pickOrZero(int[] source, int offset, int[] picked, int count, int[] target, int at) {
        for (int i = 0; i < count; i++) {
            int row = picked[i];
            int none = row >> 31;
            target[at + i] = source[offset + (row & ~none)] & ~none;
        }
    }

    static void pickOrZero(long[] source, int offset, int[] picked, int count, long[] target, int at) {
        for (int i = 0; i < count; i++) {
            int row = picked[i];
            int none = row >> 31;
            target[at + i] = source[offset + (row & ~none)] & ~(long) none;
        }
    }

    static void pickOrZero(double[] source, int offset, int[] picked, int count, double[] target, int at) {
        for (int i = 0; i < count; i++) {
            int row = picked[i];
            int none = row >> 31;
            long bits = Double.doubleToRawLongBits(source[offset + (row & ~none)]) & ~(long) none;
            target[at + i] = Double.longBitsToDouble(bits);
        }
    }

    static void pickPairsOrZeros(long[] source, int offset, int[] picked, int count, long[] target, int at) {
        for (int i = 0; i < count; i++) {
            int row = picked[i];
            int none = row >> 31;
            int from = 2 * (offset + (row & ~none));
            target[2 * (at + i)] = source[from] & ~(long) none;
            target[2 * (at + i) + 1] = source[from + 1] & ~(long) none;
        }
    }
}
