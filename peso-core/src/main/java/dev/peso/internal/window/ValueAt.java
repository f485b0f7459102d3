package dev.peso.internal.window;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;

/// `first_value`, `last_value` and `nth_value`: the value of one row of the frame.
final class ValueAt implements Computation {
    /// Which row of the frame.
    enum Place {
        FIRST, LAST, NTH
    }

    private final Place place;
    private final Argument values;
    private final @Nullable Argument number;
    private final Frame frame;
    private final @Nullable Kept present;

    /// @param number counts from 1, for `NTH`
    /// @param present the rows that count when nulls are ignored, else null
    ValueAt(Place place, Argument values, @Nullable Argument number, Frame frame, @Nullable Kept present) {
        this.place = place;
        this.values = values;
        this.number = number;
        this.frame = frame;
        this.present = present;
    }

    @Override
    public Vector compute(Span span) {
        int[] refs = span.rows.refs();
        int[] found = new int[span.count];
        long[] wanted = new long[span.count];
        Vector given = null;
        if (number != null) {
            given = number.of(span);
            Argument.longs(given, wanted);
        }
        Frame.Ranges ranges = frame.ranges();
        frame.find(span, ranges);
        for (int i = 0; i < span.count; i++) {
            int position;
            if (given == null) {
                position = place == Place.LAST ? last(ranges, i) : nth(ranges, i, 1);
            } else if (given.isNull(i)) {
                position = -1;
            } else {
                position = wanted[i] < 1 ? -1 : nth(ranges, i, wanted[i]);
            }
            found[i] = position < 0 ? RowRefs.NONE : values.isConstant() ? 0 : refs[position];
        }
        return values.values().gather(found, 0, span.count);
    }

    private int nth(Frame.Ranges ranges, int i, long nth) {
        long rest = nth - 1;
        for (int part = 0; part < ranges.parts; part++) {
            int from = number(ranges.from[part][i]);
            int size = number(ranges.to[part][i]) - from;
            if (rest < size) {
                return position(from + (int) rest);
            }
            rest -= size;
        }
        return -1;
    }

    private int last(Frame.Ranges ranges, int i) {
        for (int part = ranges.parts - 1; part >= 0; part--) {
            int to = number(ranges.to[part][i]);
            if (to > number(ranges.from[part][i])) {
                return position(to - 1);
            }
        }
        return -1;
    }

    private int number(int position) {
        return present == null ? position : present.before(position);
    }

    private int position(int number) {
        return present == null ? number : present.position(number);
    }
}
