package dev.peso.internal.window;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.Node.BoundKind;
import dev.peso.internal.expr.Node.Exclusion;
import dev.peso.internal.expr.Node.FrameMode;

/// Which positions a window function sees from each row.
///
/// @param startOffset how far the start is away, for `PRECEDING` and `FOLLOWING`
/// @param endOffset how far the end is away
/// @param key the order key that the offsets of a range frame count in
public record Frame(FrameMode mode, BoundKind start, @Nullable Argument startOffset, BoundKind end,
        @Nullable Argument endOffset, Exclusion exclusion, @Nullable RangeKey key) {

    /// A frame of the whole partition.
    boolean isPartition() {
        return start == BoundKind.UNBOUNDED_PRECEDING && end == BoundKind.UNBOUNDED_FOLLOWING
                && exclusion == Exclusion.NONE;
    }

    /// A frame that starts with the partition and has no holes.
    boolean startsWithPartition() {
        return start == BoundKind.UNBOUNDED_PRECEDING && exclusion == Exclusion.NONE;
    }

    /// Whether starts and ends never move back from one row of a partition to the next.
    boolean isMonotone() {
        return exclusion == Exclusion.NONE && isSteady(startOffset) && isSteady(endOffset);
    }

    private static boolean isSteady(@Nullable Argument offset) {
        return offset == null || offset.isConstant();
    }

    /// The positions that each row of a span sees: up to three ranges from left to right, of which some may be empty.
    static final class Ranges {
        final int parts;
        final int[][] from;
        final int[][] to;

        Ranges(Exclusion exclusion) {
            parts = switch (exclusion) {
                case NONE -> 1;
                case CURRENT_ROW, GROUP -> 2;
                case TIES -> 3;
            };
            from = new int[parts][Span.MAX];
            to = new int[parts][Span.MAX];
        }

        /// How many positions row `i` sees.
        long size(int i) {
            long size = 0;
            for (int part = 0; part < parts; part++) {
                size += to[part][i] - from[part][i];
            }
            return size;
        }
    }

    Ranges ranges() {
        return new Ranges(exclusion);
    }

    /// Finds the ranges of a span's rows.
    void find(Span span, Ranges ranges) {
        int[] from = ranges.from[0];
        int[] to = ranges.to[0];
        bounds(span, start, startOffset, false, from);
        bounds(span, end, endOffset, true, to);
        for (int i = 0; i < span.count; i++) {
            from[i] = Math.clamp(from[i], span.partitionStart[i], span.partitionEnd[i]);
            to[i] = Math.clamp(to[i], from[i], span.partitionEnd[i]);
        }
        if (exclusion != Exclusion.NONE) {
            exclude(span, ranges);
        }
    }

    private void exclude(Span span, Ranges ranges) {
        int last = ranges.parts - 1;
        for (int i = 0; i < span.count; i++) {
            int from = ranges.from[0][i];
            int to = ranges.to[0][i];
            int position = span.from + i;
            boolean one = exclusion == Exclusion.CURRENT_ROW;
            int holeFrom = one ? position : span.peerStart[i];
            int holeTo = one ? position + 1 : span.peerEnd[i];
            ranges.to[0][i] = Math.clamp(holeFrom, from, to);
            ranges.from[last][i] = Math.clamp(holeTo, from, to);
            ranges.to[last][i] = to;
            if (last == 2) {
                ranges.from[1][i] = Math.clamp(position, from, to);
                ranges.to[1][i] = Math.clamp(position + 1, from, to);
            }
        }
    }

    /// The bounds of one side: the first position inside for a start, the first behind for an end.
    private void bounds(Span span, BoundKind kind, @Nullable Argument offset, boolean isEnd, int[] out) {
        int n = span.count;
        switch (kind) {
            case UNBOUNDED_PRECEDING -> System.arraycopy(span.partitionStart, 0, out, 0, n);
            case UNBOUNDED_FOLLOWING -> System.arraycopy(span.partitionEnd, 0, out, 0, n);
            case CURRENT_ROW -> {
                if (mode == FrameMode.ROWS) {
                    for (int i = 0; i < n; i++) {
                        out[i] = span.from + i + (isEnd ? 1 : 0);
                    }
                } else {
                    System.arraycopy(isEnd ? span.peerEnd : span.peerStart, 0, out, 0, n);
                }
            }
            case PRECEDING, FOLLOWING -> {
                if (offset == null) {
                    throw new IllegalStateException("a frame bound without an offset");
                }
                offsets(span, kind == BoundKind.PRECEDING, offset, isEnd, out);
            }
        }
    }

    private void offsets(Span span, boolean preceding, Argument offset, boolean isEnd, int[] out) {
        Vector given = offset.of(span);
        RangeKey order = key;
        if (mode == FrameMode.RANGE && order != null) {
            order.bounds(span, given, preceding, isEnd, out);
            return;
        }
        long[] distances = new long[span.count];
        Argument.longs(given, distances);
        for (int i = 0; i < span.count; i++) {
            if (given.isNull(i) || distances[i] < 0) {
                throw badOffset(span, i, given.isNull(i) ? "null" : Long.toString(distances[i]));
            }
        }
        if (mode == FrameMode.GROUPS) {
            groups(span, distances, preceding, isEnd, out);
        } else {
            for (int i = 0; i < span.count; i++) {
                long far = Math.min(distances[i], Integer.MAX_VALUE);
                long position = span.from + i + (preceding ? -far : far) + (isEnd ? 1 : 0);
                out[i] = (int) Math.clamp(position, span.partitionStart[i], (long) span.partitionEnd[i]);
            }
        }
    }

    static PositionException badOffset(Span span, int i, String got) {
        return new PositionException(span.rows.refs()[span.from + i],
                "a frame offset must be 0 or more, got " + got);
    }

    private static void groups(Span span, long[] distances, boolean preceding, boolean isEnd, int[] out) {
        int[] starts = span.rows.groups();
        int group = -1;
        int first = -1;
        int end = -1;
        for (int i = 0; i < span.count; i++) {
            if (i == 0 || span.partitionStart[i] != span.partitionStart[i - 1]) {
                first = java.util.Arrays.binarySearch(starts, span.partitionStart[i]);
                end = java.util.Arrays.binarySearch(starts, span.partitionEnd[i]);
            }
            if (i == 0 || span.peerStart[i] != span.peerStart[i - 1]) {
                group = java.util.Arrays.binarySearch(starts, span.peerStart[i]);
            }
            long far = Math.min(distances[i], Integer.MAX_VALUE);
            long wanted = group + (preceding ? -far : far) + (isEnd ? 1 : 0);
            out[i] = starts[(int) Math.clamp(wanted, first, (long) end)];
        }
    }
}
