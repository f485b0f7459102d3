package dev.peso.internal.window;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;

/// The number of a row's bucket when its partition is cut into `n` buckets whose sizes differ by at most one, larger
/// ones first.
final class Ntile implements Computation {
    private final Argument buckets;

    Ntile(Argument buckets) {
        this.buckets = buckets;
    }

    @Override
    public Vector compute(Span span) {
        Vector given = buckets.of(span);
        long[] values = new long[span.count];
        Argument.longs(given, values);
        long @Nullable [] validity = Bitmap.copy(given.validity, given.offset, given.length);
        for (int i = 0; i < values.length; i++) {
            if (Bitmap.isSet(validity, i)) {
                values[i] = bucket(values[i], span, i);
            }
        }
        return new LongVector(DataType.INT64, values, 0, values.length, validity);
    }

    private static long bucket(long count, Span span, int i) {
        if (count < 1) {
            throw new PositionException(span.rows.refs()[span.from + i],
                    "ntile needs 1 or more buckets, got " + count);
        }
        long rows = (long) span.partitionEnd[i] - span.partitionStart[i];
        long row = (long) span.from + i - span.partitionStart[i];
        long size = rows / count;
        long larger = rows % count;
        long inLarger = larger * (size + 1);
        return row < inLarger ? row / (size + 1) + 1 : larger + (row - inLarger) / Math.max(1, size) + 1;
    }
}
