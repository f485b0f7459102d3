package dev.peso.internal.window;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;

/// The least or greatest number over frames that only move forward: as [SlidingSum], with a front of extremes.
final class SlidingExtreme implements Computation {
    private final Frame frame;
    private final @Nullable Kept kept;
    private final long[] words;
    private final boolean greatest;
    private final DataType type;
    /// For each run the extreme of its partition's values before it; empty unless frames start with partitions.
    private final long[] before;

    /// @param words by position, in the values' order; of rows that are not kept the one that never wins
    SlidingExtreme(SortedRows rows, Frame frame, @Nullable Kept kept, long[] words, boolean greatest,
            DataType type, Parallel parallel) {
        this.frame = frame;
        this.kept = kept;
        this.words = words;
        this.greatest = greatest;
        this.type = type;
        boolean carries = frame.startsWithPartition() && rows.longestPartition() > Span.RUN;
        this.before = carries ? before(rows, parallel) : new long[0];
    }

    /// Whether numbers of a type are words.
    static boolean takes(DataType type) {
        return type.isInteger() || type.isFloat() || type.isTemporal()
                || type instanceof DataType.Decimal d && d.isCompact();
    }

    /// The word that loses against all others.
    static long loser(boolean greatest) {
        return greatest ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private long better(long a, long b) {
        return greatest ? Math.max(a, b) : Math.min(a, b);
    }

    private long[] before(SortedRows rows, Parallel parallel) {
        int runs = (words.length + Span.RUN - 1) / Span.RUN;
        long[] extremes = new long[runs];
        int[] starts = new int[runs];
        parallel.forEach(runs - 1, r -> {
            int end = (r + 1) * Span.RUN;
            starts[r + 1] = rows.partitionStart(rows.partition(end));
            long extreme = loser(greatest);
            for (int i = Math.max(r * Span.RUN, starts[r + 1]); i < end; i++) {
                extreme = better(extreme, words[i]);
            }
            extremes[r + 1] = extreme;
        });
        for (int r = 1; r < runs; r++) {
            if (starts[r] < (r - 1) * Span.RUN) {
                extremes[r] = better(extremes[r - 1], extremes[r]);
            }
        }
        return extremes;
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
        private int partition = -1;
        private int frontFrom;
        private int frontTo;
        private int end;
        private long back;
        private long[] front = new long[64];

        @Override
        public Vector compute(Span span) {
            frame.find(span, ranges);
            int n = span.count;
            long[] results = new long[n];
            PrefixSum.Present present = new PrefixSum.Present(n);
            for (int i = 0; i < n; i++) {
                int from = ranges.from[0][i];
                int to = ranges.to[0][i];
                if (span.partitionStart[i] != partition) {
                    partition = span.partitionStart[i];
                    start(span.from + i, from, to);
                }
                results[i] = move(from, to);
                present.set(i, kept == null ? to - from : kept.before(to) - kept.before(from));
            }
            return vector(results, present.validity());
        }

        private void start(int position, int from, int to) {
            back = loser(greatest);
            frontFrom = from;
            frontTo = from;
            end = from;
            int run = position / Span.RUN;
            if (before.length > 0 && position == run * Span.RUN && from < position && to >= position) {
                front[0] = before[run];
                frontTo = position;
                end = position;
            }
        }

        private long move(int from, int to) {
            if (from >= frontTo || from < frontFrom || to < end) {
                rebuild(from, to);
            }
            for (int i = end; i < to; i++) {
                back = better(back, words[i]);
            }
            end = to;
            return from < frontTo ? better(front[from - frontFrom], back) : back;
        }

        private void rebuild(int from, int to) {
            int size = to - from;
            if (front.length < size) {
                front = new long[size + (size >> 1)];
            }
            long extreme = loser(greatest);
            for (int i = to - 1; i >= from; i--) {
                extreme = better(extreme, words[i]);
                front[i - from] = extreme;
            }
            frontFrom = from;
            frontTo = to;
            end = to;
            back = loser(greatest);
        }
    }

    private Vector vector(long[] results, long @Nullable [] validity) {
        int n = results.length;
        if (type == DataType.FLOAT64) {
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                values[i] = SortedValues.ofWord(results[i]);
            }
            return new DoubleVector(type, values, 0, n, validity);
        }
        if (type == DataType.FLOAT32) {
            float[] values = new float[n];
            for (int i = 0; i < n; i++) {
                values[i] = (float) SortedValues.ofWord(results[i]);
            }
            return new FloatVector(type, values, 0, n, validity);
        }
        if (type == DataType.INT8) {
            byte[] values = new byte[n];
            for (int i = 0; i < n; i++) {
                values[i] = (byte) results[i];
            }
            return new ByteVector(type, values, 0, n, validity);
        }
        if (type == DataType.INT16) {
            short[] values = new short[n];
            for (int i = 0; i < n; i++) {
                values[i] = (short) results[i];
            }
            return new ShortVector(type, values, 0, n, validity);
        }
        if (type == DataType.INT32 || type == DataType.DATE) {
            int[] values = new int[n];
            for (int i = 0; i < n; i++) {
                values[i] = (int) results[i];
            }
            return new IntVector(type, values, 0, n, validity);
        }
        return new LongVector(type, results, 0, n, validity);
    }
}
