package dev.peso.internal.window;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;

/// `count` over any frame: by how many kept rows come before its ends.
final class RangeCount implements Computation {
    private final Frame frame;
    private final @Nullable Kept kept;

    /// @param kept the rows that count; null for all
    RangeCount(Frame frame, @Nullable Kept kept) {
        this.frame = frame;
        this.kept = kept;
    }

    @Override
    public Vector compute(Span span) {
        Frame.Ranges ranges = frame.ranges();
        frame.find(span, ranges);
        long[] counts = new long[span.count];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = count(ranges, i, kept);
        }
        return LongVector.of(DataType.INT64, counts);
    }

    static long count(Frame.Ranges ranges, int i, @Nullable Kept kept) {
        if (kept == null) {
            return ranges.size(i);
        }
        long count = 0;
        for (int part = 0; part < ranges.parts; part++) {
            count += kept.before(ranges.to[part][i]) - kept.before(ranges.from[part][i]);
        }
        return count;
    }
}
