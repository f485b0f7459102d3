package dev.peso.internal.window;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;

/// The sum or mean of whole numbers over any frame, as the difference of two running sums: exact, since none of them
/// overflows.
final class PrefixSum implements Computation {
    /// Sums up to here are doubles without rounding.
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private final Frame frame;
    private final @Nullable Kept kept;
    private final long[] sums;
    private final DataType type;

    private PrefixSum(Frame frame, @Nullable Kept kept, long[] sums, DataType type) {
        this.frame = frame;
        this.kept = kept;
        this.sums = sums;
        this.type = type;
    }

    /// The computation, or null when sums could overflow or a mean would not be exact.
    ///
    /// @param values by position, 0 where a row is not kept
    static @Nullable PrefixSum of(Frame frame, @Nullable Kept kept, long[] values, DataType type,
            Parallel parallel) {
        long[] sums = SortedValues.sums(values, parallel);
        if (sums == null) {
            return null;
        }
        boolean isMean = type == DataType.FLOAT64;
        for (int i = 0; isMean && i < sums.length; i++) {
            // a frame is up to three differences
            if (sums[i] > EXACT_IN_DOUBLE / 8 || sums[i] < -EXACT_IN_DOUBLE / 8) {
                return null;
            }
        }
        return new PrefixSum(frame, kept, sums, type);
    }

    @Override
    public Vector compute(Span span) {
        Frame.Ranges ranges = frame.ranges();
        frame.find(span, ranges);
        int n = span.count;
        long[] totals = new long[n];
        for (int part = 0; part < ranges.parts; part++) {
            int[] from = ranges.from[part];
            int[] to = ranges.to[part];
            for (int i = 0; i < n; i++) {
                totals[i] += sums[to[i]] - sums[from[i]];
            }
        }
        Present present = new Present(n);
        if (type != DataType.FLOAT64) {
            for (int i = 0; i < n; i++) {
                present.set(i, RangeCount.count(ranges, i, kept));
            }
            return new LongVector(type, totals, 0, n, present.validity());
        }
        double[] means = new double[n];
        for (int i = 0; i < n; i++) {
            long count = RangeCount.count(ranges, i, kept);
            present.set(i, count);
            means[i] = (double) totals[i] / count;
        }
        return new DoubleVector(type, means, 0, n, present.validity());
    }

    /// Collects which rows see at least one value.
    static final class Present {
        private final long[] bits;
        private int set;
        private final int rows;

        Present(int rows) {
            this.rows = rows;
            bits = new long[Bitmap.words(rows)];
        }

        void set(int row, long count) {
            if (count > 0) {
                bits[row >>> 6] |= 1L << row;
                set++;
            }
        }

        long @Nullable [] validity() {
            return set == rows ? null : bits;
        }
    }
}
