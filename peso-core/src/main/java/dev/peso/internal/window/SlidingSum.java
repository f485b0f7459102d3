package dev.peso.internal.window;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.Vector;

/// The sum or mean of floats over frames that only move forward.
///
/// Nothing is ever subtracted: a frame is made up of a front, for which the sums from each position to its end are
/// known, and a back that grows (two stacks). Each sum carries its rounding errors (TwoSum).
final class SlidingSum implements Computation {
    private final Frame frame;
    private final @Nullable Kept kept;
    private final double[] values;
    private final boolean mean;
    /// For each run the sum and error of its partition's values before it; empty unless frames start with partitions.
    private final double[] before;

    /// @param values by position, 0 where a row is not kept
    SlidingSum(SortedRows rows, Frame frame, @Nullable Kept kept, double[] values, boolean mean,
            Parallel parallel) {
        this.frame = frame;
        this.kept = kept;
        this.values = values;
        this.mean = mean;
        boolean carries = frame.startsWithPartition() && rows.longestPartition() > Span.RUN;
        this.before = carries ? before(rows, parallel) : new double[0];
    }

    private double[] before(SortedRows rows, Parallel parallel) {
        int runs = (values.length + Span.RUN - 1) / Span.RUN;
        double[] sums = new double[2 * runs];
        int[] starts = new int[runs];
        parallel.forEach(runs - 1, r -> {
            int end = (r + 1) * Span.RUN;
            starts[r + 1] = rows.partitionStart(rows.partition(end));
            Pair sum = new Pair();
            for (int i = Math.max(r * Span.RUN, starts[r + 1]); i < end; i++) {
                sum.add(values[i], 0);
            }
            sums[2 * r + 2] = sum.high;
            sums[2 * r + 3] = sum.low;
        });
        for (int r = 1; r < runs; r++) {
            if (starts[r] < (r - 1) * Span.RUN) {
                Pair sum = new Pair();
                sum.add(sums[2 * r - 2], sums[2 * r - 1]);
                sum.add(sums[2 * r], sums[2 * r + 1]);
                sums[2 * r] = sum.high;
                sums[2 * r + 1] = sum.low;
            }
        }
        return sums;
    }

    /// A sum and the errors of its roundings.
    private static final class Pair {
        double high;
        double low;

        void add(double x, double error) {
            double next = high + x;
            double back = next - high;
            low += high - (next - back) + (x - back) + error;
            high = next;
        }

        double value() {
            return Double.isFinite(high) ? high + low : high;
        }
    }

    @Override
    public Computation forRun() {
        return new Run();
    }

    @Override
    public Vector compute(Span span) {
        return new Run().compute(span);
    }

    private final class Run implements Computation {
        private final Frame.Ranges ranges = frame.ranges();
        private final Pair total = new Pair();
        private final Pair back = new Pair();
        private int partition = -1;
        /// Position of the first sum in the front.
        private int frontFrom;
        private int frontTo;
        private int end;
        private double[] highs = new double[64];
        private double[] lows = new double[64];

        @Override
        public Vector compute(Span span) {
            frame.find(span, ranges);
            int n = span.count;
            double[] results = new double[n];
            PrefixSum.Present present = new PrefixSum.Present(n);
            for (int i = 0; i < n; i++) {
                int from = ranges.from[0][i];
                int to = ranges.to[0][i];
                if (span.partitionStart[i] != partition) {
                    partition = span.partitionStart[i];
                    start(span.from + i, from, to);
                }
                move(from, to);
                long count = kept == null ? to - from : kept.before(to) - kept.before(from);
                present.set(i, count);
                results[i] = mean ? total.value() / count : total.value();
            }
            return new DoubleVector(DataType.FLOAT64, results, 0, n, present.validity());
        }

        /// Forgets the last partition; takes up the sums of the runs before when all of them are inside the frame.
        private void start(int position, int from, int to) {
            back.high = 0;
            back.low = 0;
            frontFrom = from;
            frontTo = from;
            end = from;
            int run = position / Span.RUN;
            if (before.length > 0 && position == run * Span.RUN && from < position && to >= position) {
                highs[0] = before[2 * run];
                lows[0] = before[2 * run + 1];
                frontTo = position;
                end = position;
            }
        }

        private void move(int from, int to) {
            if (from >= frontTo || from < frontFrom || to < end) {
                rebuild(from, to);
            }
            for (int i = end; i < to; i++) {
                back.add(values[i], 0);
            }
            end = to;
            total.high = back.high;
            total.low = back.low;
            if (from < frontTo) {
                total.high = highs[from - frontFrom];
                total.low = lows[from - frontFrom];
                total.add(back.high, back.low);
            }
        }

        private void rebuild(int from, int to) {
            int size = to - from;
            if (highs.length < size) {
                highs = new double[size + (size >> 1)];
                lows = new double[highs.length];
            }
            Pair sum = new Pair();
            for (int i = to - 1; i >= from; i--) {
                sum.add(values[i], 0);
                highs[i - from] = sum.high;
                lows[i - from] = sum.low;
            }
            frontFrom = from;
            frontTo = to;
            end = to;
            back.high = 0;
            back.low = 0;
        }
    }
}
