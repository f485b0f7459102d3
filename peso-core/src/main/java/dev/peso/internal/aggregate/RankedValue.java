package dev.peso.internal.aggregate;

import java.util.Arrays;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.kernel.ValueOrder;

/// Values picked from a group's sorted values of any ordered type: discrete quantiles, or the first or last few.
final class RankedValue extends RowFold {
    /// Which ranks of a group's sorted values.
    @FunctionalInterface
    interface Ranks {
        /// @return ranks from 0
        int[] of(int size);
    }

    private final DataType type;
    private final boolean list;
    private final boolean descending;
    private final Ranks ranks;

    private RankedValue(DataType type, boolean list, boolean descending, Ranks ranks) {
        super(false);
        this.type = type;
        this.list = list;
        this.descending = descending;
        this.ranks = ranks;
    }

    static RankedValue quantiles(DataType type, double[] positions, boolean list) {
        return new RankedValue(type, list, false,
                size -> Arrays.stream(positions).mapToInt(q -> Quantiles.discrete(size, q)).toArray());
    }

    /// The first `k` values in an order.
    static RankedValue top(DataType type, int k, boolean descending) {
        return new RankedValue(type, true, descending, size -> {
            int[] first = new int[Math.min(k, size)];
            Arrays.setAll(first, i -> i);
            return first;
        });
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        RowLog.ByGroup rows = log.byGroup();
        int[] picked = new int[count];
        int used = 0;
        int[] offsets = new int[count + 1];
        long[] validity = new long[Bitmap.words(count)];
        for (int i = 0; i < count; i++) {
            int start = rows.from(order[from + i]);
            int end = rows.to(order[from + i]);
            if (start < end) {
                Bitmap.set(validity, i);
                int[] sorted = sorted(rows, start, end);
                for (int rank : ranks.of(end - start)) {
                    picked = Grow.to(picked, used + 1);
                    picked[used++] = sorted[rank];
                }
            }
            offsets[i + 1] = used;
        }
        Vector values = used == 0 ? Vectors.nulls(type, 0) : Vectors.gather(rows.columns()[0], picked, used);
        long[] nulls = Bitmap.count(validity, 0, count) == count ? null : validity;
        if (list) {
            return new ListVector(DataType.list(type), offsets, values, 0, count, nulls);
        }
        return nulls == null ? values : spread(values, nulls, count);
    }

    /// One value for each set bit, null for the others.
    private Vector spread(Vector values, long[] set, int count) {
        if (values.length == 0) {
            return Vectors.nulls(type, count);
        }
        int[] at = new int[count];
        int next = 0;
        for (int i = 0; i < count; i++) {
            at[i] = Math.min(next, values.length - 1);
            next += Bitmap.get(set, i) ? 1 : 0;
        }
        return Vectors.gather(values, at, count).withValidity(set);
    }

    private int[] sorted(RowLog.ByGroup rows, int start, int end) {
        Vector v = rows.columns()[0];
        int[] sorted = Arrays.copyOfRange(rows.picked(), start, end);
        RowSorter.sort(sorted, 0, sorted.length, descending
                ? (a, b) -> ValueOrder.compare(v, b, v, a)
                : (a, b) -> ValueOrder.compare(v, a, v, b));
        return sorted;
    }
}
