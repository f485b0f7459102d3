package dev.peso.internal.aggregate;

import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.Vector;

/// What [CoMoments] computes, of pairs of whole numbers: exact sums for as long as none can leave 64 bits, then those
/// of floats.
final class WholeCoMoments implements Accumulator {
    /// The states of a group: the number of pairs, then the sums of y, x, y², x² and xy.
    static final int STRIDE = 6;

    private final CoMoments.Of of;
    private long[] sums = new long[0];
    /// No sum is larger.
    private long bound;
    private @Nullable CoMoments floats;

    WholeCoMoments(CoMoments.Of of) {
        this.of = of;
    }

    @Override
    public void resize(int groups) {
        if (floats == null) {
            sums = Grow.to(sums, STRIDE * groups);
        } else {
            floats.resize(groups);
        }
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        IntVector ys = (IntVector) args[0];
        IntVector xs = (IntVector) args[1];
        long magnitude = Math.max(magnitude(ys, rows), magnitude(xs, rows));
        if (floats == null && reaches(magnitude * magnitude, rows)) {
            addWhole(groups, ys, xs, rows);
        } else {
            toFloats().add(groups, new Vector[]{doubles(ys, rows), doubles(xs, rows)}, rows);
        }
    }

    /// A number that no value's magnitude exceeds.
    private static long magnitude(IntVector v, int rows) {
        int bits = 0;
        for (int i = v.offset; i < v.offset + rows; i++) {
            bits |= v.values[i] ^ v.values[i] >> 31;
        }
        return bits + 1L;
    }

    /// Raises the bound; false when sums may leave 64 bits.
    private boolean reaches(long magnitude, long rows) {
        if (Math.multiplyHigh(magnitude, rows) != 0 || magnitude * rows < 0
                || bound + magnitude * rows < 0) {
            return false;
        }
        bound += magnitude * rows;
        return true;
    }

    private void addWhole(int[] groups, IntVector ys, IntVector xs, int rows) {
        long[] s = sums;
        long[] yValid = ys.validity;
        long[] xValid = xs.validity;
        for (int i = 0; i < rows; i++) {
            if (!Bitmap.isSet(yValid, ys.offset + i) || !Bitmap.isSet(xValid, xs.offset + i)) {
                continue;
            }
            long y = ys.values[ys.offset + i];
            long x = xs.values[xs.offset + i];
            int at = STRIDE * groups[i];
            s[at]++;
            s[at + 1] += y;
            s[at + 2] += x;
            s[at + 3] += y * y;
            s[at + 4] += x * x;
            s[at + 5] += x * y;
        }
    }

    private static DoubleVector doubles(IntVector v, int rows) {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = v.values[v.offset + i];
        }
        return new DoubleVector(DataType.FLOAT64, values, 0, rows,
                Bitmap.copy(v.validity, v.offset, rows));
    }

    /// Goes on with floats.
    private CoMoments toFloats() {
        if (floats == null) {
            int groups = sums.length / STRIDE;
            floats = CoMoments.ofSums(of, sums, IntStream.range(0, groups).toArray(), 0, groups);
            sums = new long[0];
        }
        return floats;
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        WholeCoMoments other = (WholeCoMoments) later;
        if (other.floats != null) {
            toFloats().merge(other.floats, from, into, count);
        } else if (floats == null && reaches(other.bound, 1)) {
            for (int i = 0; i < count; i++) {
                int a = STRIDE * into[i];
                int b = STRIDE * from[i];
                for (int k = 0; k < STRIDE; k++) {
                    sums[a + k] += other.sums[b + k];
                }
            }
        } else {
            toFloats().merge(CoMoments.ofSums(of, other.sums, from, 0, count),
                    IntStream.range(0, count).toArray(), into, count);
        }
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        return floats == null
                ? CoMoments.ofSums(of, sums, order, from, count)
                        .finish(IntStream.range(0, count).toArray(), 0, count)
                : floats.finish(order, from, count);
    }

    @Override
    public boolean keepsArguments() {
        return false;
    }

    @Override
    public long bytes() {
        return floats == null ? 8L * sums.length : floats.bytes();
    }
}
