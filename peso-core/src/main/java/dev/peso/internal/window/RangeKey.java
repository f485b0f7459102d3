package dev.peso.internal.window;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;

/// The order key of a range frame by position: finds the rows whose key is within a distance.
public final class RangeKey {
    private final boolean descending;
    private final boolean nullsFirst;
    private final long[] present;
    private final RangeKeys keys;

    /// @param key the order key's values
    /// @param offsets the types of the frame's offsets
    public RangeKey(SortedRows rows, RowRefs key, boolean descending, boolean nullsFirst,
            DataType... offsets) {
        this.descending = descending;
        this.nullsFirst = nullsFirst;
        this.present = new long[Bitmap.words(rows.size())];
        this.keys = RangeKeys.of(rows.size(), key.type(), offsets);
        for (int from = 0; from < rows.size(); from += Span.MAX) {
            int count = Math.min(Span.MAX, rows.size() - from);
            Vector values = key.gather(rows.refs(), from, count);
            Bitmap.copyInto(values.validity, values.offset, present, from, count);
            keys.fill(from, values);
        }
    }

    /// The bounds of one side of a frame; a row whose key is null sees its peers.
    void bounds(Span span, Vector offsets, boolean preceding, boolean isEnd, int[] out) {
        RangeKeys.Target target = keys.target(offsets, preceding != descending);
        int low = 0;
        int high = 0;
        int hint = 0;
        for (int i = 0; i < span.count; i++) {
            int position = span.from + i;
            if (i == 0 || span.partitionStart[i] != span.partitionStart[i - 1]) {
                low = boundary(span.partitionStart[i], span.partitionEnd[i], true);
                high = boundary(span.partitionStart[i], span.partitionEnd[i], false);
                hint = low;
            }
            if (!Bitmap.get(present, position)) {
                out[i] = isEnd ? span.peerEnd[i] : span.peerStart[i];
                continue;
            }
            if (offsets.isNull(i)) {
                throw Frame.badOffset(span, i, "null");
            }
            if (!target.aim(position, i)) {
                throw Frame.badOffset(span, i, target.offsetText(i));
            }
            hint = search(low, high, hint, isEnd, target);
            out[i] = hint;
        }
    }

    /// Where the rows with keys start or end among the rows of a partition.
    private int boundary(int from, int to, boolean start) {
        if (start != nullsFirst) {
            return start ? from : to;
        }
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Bitmap.get(present, middle) == start) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// Whether the row at a position lies before the bound.
    private boolean isBefore(int position, boolean isEnd, RangeKeys.Target target) {
        int order = target.compare(position);
        int directed = descending ? -order : order;
        return directed < 0 || (isEnd && directed == 0);
    }

    /// The first position from `low` that is not before the bound, looked for near `hint` first.
    private int search(int low, int high, int hint, boolean isEnd, RangeKeys.Target target) {
        int from = low;
        int to = high;
        int step = 1;
        if (hint < high && isBefore(hint, isEnd, target)) {
            from = hint + 1;
            while (high - from > step && isBefore(from + step, isEnd, target)) {
                from += step + 1;
                step = Math.min(step * 2, 1 << 28);
            }
            to = Math.min((long) from + step, high) == high ? high : from + step;
        } else {
            to = hint;
            while (to - low >= step && !isBefore(to - step, isEnd, target)) {
                to -= step;
                step = Math.min(step * 2, 1 << 28);
            }
            from = Math.max(low, to - step);
        }
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (isBefore(middle, isEnd, target)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
