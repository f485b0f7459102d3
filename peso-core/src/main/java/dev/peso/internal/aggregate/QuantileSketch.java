package dev.peso.internal.aggregate;

import java.util.Arrays;
import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.Vector;

/// Estimates quantiles from counts of values that share sign, exponent and the first 8 bits after the point, so that a
/// result is within 0.2 % of a value of the exact rank (a log-linear histogram, as DDSketch).
///
/// Counts do not depend on order nor on the cut into parts.
final class QuantileSketch implements Accumulator {
    private static final int SHIFT = 52 - 8;

    private final double[] positions;
    private final boolean list;
    private final ValueCounts counts = new ValueCounts(List.of(DataType.INT32));

    QuantileSketch(double[] positions, boolean list) {
        this.positions = positions;
        this.list = list;
    }

    /// The number of a value's bucket; buckets are ordered as values are, NaN last.
    static int bucket(double value) {
        return (int) (flipped(Hashes.canonicalBits(value)) >> SHIFT);
    }

    private static long flipped(long bits) {
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    /// The middle of a bucket.
    static double middle(int bucket) {
        double edge = Double.longBitsToDouble(flipped((long) bucket << SHIFT));
        if (bucket == 0 || bucket == bucket(Double.NaN) || bucket == bucket(Double.POSITIVE_INFINITY)) {
            return bucket == bucket(Double.NaN) ? Double.NaN : edge;
        }
        double middle = Double.longBitsToDouble(flipped((long) bucket << SHIFT | 1L << SHIFT - 1));
        return bucket == bucket(Double.NEGATIVE_INFINITY) ? Double.NEGATIVE_INFINITY : middle;
    }

    @Override
    public void resize(int groups) {}

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        Present present = Present.of(groups, new Vector[]{args[0]}, rows, 1);
        DoubleVector v = (DoubleVector) present.args()[0];
        int[] buckets = new int[present.rows()];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = bucket(v.get(i));
        }
        counts.add(present.groups(),
                new Vector[]{new IntVector(DataType.INT32, buckets, 0, buckets.length, null)},
                buckets.length);
    }

    @Override
    public void seal() {
        counts.seal();
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        counts.merge(((QuantileSketch) later).counts, from, into, count);
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        ValueCounts.ByGroup entries = counts.byGroup();
        int width = positions.length;
        double[] values = new double[width * count];
        long[] validity = new long[Bitmap.words(count)];
        int[] offsets = new int[count + 1];
        int used = 0;
        for (int i = 0; i < count; i++) {
            int start = entries.from(order[from + i]);
            int size = entries.to(order[from + i]) - start;
            if (size > 0) {
                Bitmap.set(validity, i);
                quantiles(entries.entries(), start, size, values, list ? used : i);
                used += width;
            }
            offsets[i + 1] = used;
        }
        long[] nulls = Bitmap.count(validity, 0, count) == count ? null : validity;
        if (!list) {
            return new DoubleVector(DataType.FLOAT64, values, 0, count, nulls);
        }
        return new ListVector(DataType.list(DataType.FLOAT64), offsets,
                new DoubleVector(DataType.FLOAT64, values, 0, used, null), 0, count, nulls);
    }

    private void quantiles(int[] entries, int start, int size, double[] into, int at) {
        IntVector buckets = (IntVector) counts.values(0, entries, start, size);
        int[] sorted = new int[size];
        Arrays.setAll(sorted, k -> k);
        RowSorter.sort(sorted, 0, size, (a, b) -> Integer.compare(buckets.get(a), buckets.get(b)));
        long total = 0;
        for (int k = 0; k < size; k++) {
            total += counts.count(entries[start + k]);
        }
        for (int p = 0; p < positions.length; p++) {
            long rank = Math.round(positions[p] * (total - 1));
            int k = 0;
            long passed = counts.count(entries[start + sorted[0]]);
            while (passed <= rank && k < size - 1) {
                passed += counts.count(entries[start + sorted[++k]]);
            }
            into[at + p] = middle(buckets.get(sorted[k]));
        }
    }

    @Override
    public long bytes() {
        return counts.bytes();
    }

    @Override
    public boolean isHeavy() {
        return true;
    }
}
