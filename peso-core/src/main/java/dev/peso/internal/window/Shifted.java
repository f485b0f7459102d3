package dev.peso.internal.window;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;

/// `lag` and `lead`: the value some rows before or after in the partition, or a default where there is no such row.
final class Shifted implements Computation {
    private final RowRefs values;
    private final boolean isConstant;
    private final int defaultRef;
    private final boolean isDefaultConstant;
    private final @Nullable Argument offset;
    private final int direction;
    private final @Nullable Kept present;

    /// @param forward true for `lead`
    /// @param present the rows that count when nulls are ignored, else null
    Shifted(List<Argument> args, boolean forward, @Nullable Kept present) {
        this.offset = args.size() > 1 ? args.get(1) : null;
        this.direction = forward ? 1 : -1;
        this.present = present;
        RowRefs own = args.getFirst().values();
        this.isConstant = args.getFirst().isConstant();
        this.isDefaultConstant = args.size() > 2 && args.get(2).isConstant();
        if (args.size() < 3) {
            values = own;
            defaultRef = RowRefs.NONE;
        } else {
            List<Vector> both = new ArrayList<>(own.chunks());
            both.addAll(args.get(2).values().chunks());
            values = new RowRefs(own.type(), both);
            defaultRef = RowRefs.ref(own.chunks().size(), 0);
        }
    }

    @Override
    public Vector compute(Span span) {
        int[] refs = span.rows.refs();
        int[] found = new int[span.count];
        long[] distances = new long[span.count];
        Vector given = null;
        if (offset == null) {
            java.util.Arrays.fill(distances, 1);
        } else {
            given = offset.of(span);
            Argument.longs(given, distances);
        }
        for (int i = 0; i < span.count; i++) {
            int position = span.from + i;
            if (given != null && given.isNull(i)) {
                found[i] = RowRefs.NONE;
                continue;
            }
            long far = Math.clamp(distances[i], -Integer.MAX_VALUE, Integer.MAX_VALUE) * (long) direction;
            long source = present == null || far == 0 ? position + far : skipping(present, position, far);
            if (source >= span.partitionStart[i] && source < span.partitionEnd[i]) {
                found[i] = isConstant ? 0 : refs[(int) source];
            } else if (defaultRef < 0) {
                found[i] = RowRefs.NONE;
            } else {
                found[i] = isDefaultConstant ? defaultRef : defaultRef + refs[position];
            }
        }
        return values.gather(found, 0, span.count);
    }

    /// The position `far` kept rows away, or one outside of all partitions.
    private static long skipping(Kept present, int position, long far) {
        long number = far < 0
                ? present.before(position) + far
                : present.before(position) + (present.contains(position) ? 1 : 0) + far - 1;
        return number < 0
                ? -1
                : number >= present.count() ? Integer.MAX_VALUE : present.position((int) number);
    }
}
