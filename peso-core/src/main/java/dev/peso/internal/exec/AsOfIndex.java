package dev.peso.internal.exec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.WideVector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.CheckedPlan.SortKey;
import dev.peso.internal.plan.Plan;

/// The stored rows of an as-of join, grouped by their `by` keys and sorted within each group by the ordered key.
///
/// Rows with a null key are left out. Read-only and thread-safe.
final class AsOfIndex {
    private final CheckedPlan.AsOfJoin plan;
    private final boolean isFloat;
    private final boolean isWide;
    private final @Nullable KeyTable groups;
    /// By the first row of a group: where the group starts; where it ends.
    private final int[] starts;
    private final int[] ends;
    private final int[] refs;
    private final long[] highs;
    private final long[] lows;

    /// @param on the column of the ordered key in the store
    /// @param by the columns of the other keys
    AsOfIndex(Query query, RowStore store, CheckedPlan.AsOfJoin plan, int on, List<Integer> by) {
        this.plan = plan;
        this.isFloat = store.type(on).isFloat();
        this.isWide = KeyWords.form(store.type(on)) == KeyWords.Form.TWO;
        int[] sorted = sorted(query, store, on);
        if (by.isEmpty()) {
            groups = null;
            starts = new int[]{0};
            ends = new int[]{sorted.length};
            refs = sorted;
        } else {
            groups = KeyTable.build(query, store, by, false);
            int[][] links = links(query, store, by, groups);
            starts = new int[store.refs()];
            ends = new int[store.refs()];
            refs = grouped(store, sorted, links);
        }
        highs = new long[refs.length];
        lows = new long[isWide ? refs.length : 0];
        loadWords(store, on);
    }

    private static int[] sorted(Query query, RowStore store, int on) {
        SortKey key = new SortKey(new CheckedExpr.Ref(on, store.type(on), "on"), false, false);
        int[] all = RowSorter.sort(query, store, List.of(SortColumn.of(query, store, on, key)));
        int nulls = KeyTable.column(store, on).stream().mapToInt(Vector::nullCount).sum();
        return nulls == 0 ? all : java.util.Arrays.copyOf(all, all.length - nulls);
    }

    /// For each row the link of its group's first row.
    private static int[][] links(Query query, RowStore store, List<Integer> by, KeyTable groups) {
        int[][] links = new int[store.chunks().size()][];
        query.forEach(links.length, c -> {
            Chunk chunk = store.chunks().get(c);
            links[c] = new int[chunk.rows()];
            Vector[] keys = by.stream().map(chunk::column).toArray(Vector[]::new);
            groups.find(keys, chunk.rows(), links[c], new KeyTable.Scratch());
        });
        return links;
    }

    /// The sorted rows of the first group, then those of the next, and so on.
    private int[] grouped(RowStore store, int[] sorted, int[][] links) {
        int total = 0;
        for (int ref : sorted) {
            int link = links[RowRefs.chunk(ref)][RowRefs.row(ref)];
            if (link != 0) {
                ends[link - 1]++;
                total++;
            }
        }
        int next = 0;
        for (int c = 0; c < store.chunks().size(); c++) {
            for (int i = 0; i < store.chunks().get(c).rows(); i++) {
                int ref = RowRefs.ref(c, i);
                int count = ends[ref];
                starts[ref] = next;
                ends[ref] = next;
                next += count;
            }
        }
        int[] result = new int[total];
        for (int ref : sorted) {
            int link = links[RowRefs.chunk(ref)][RowRefs.row(ref)];
            if (link != 0) {
                result[ends[link - 1]++] = ref;
            }
        }
        return result;
    }

    private void loadWords(RowStore store, int on) {
        List<long[]> high = new ArrayList<>();
        List<long[]> low = new ArrayList<>();
        for (Vector part : KeyTable.column(store, on)) {
            long[] words = new long[part.length];
            KeyWords.fill(part, words, 0, 1);
            high.add(words);
            low.add(isWide ? lows((WideVector) part) : words);
        }
        for (int i = 0; i < refs.length; i++) {
            highs[i] = high.get(RowRefs.chunk(refs[i]))[RowRefs.row(refs[i])];
            if (isWide) {
                lows[i] = low.get(RowRefs.chunk(refs[i]))[RowRefs.row(refs[i])];
            }
        }
    }

    private static long[] lows(WideVector wide) {
        long[] words = new long[wide.length];
        KeyWords.fillLow(wide, words, 0, 1);
        return words;
    }

    /// Writes for each row the reference of the stored row that is near, or of none.
    ///
    /// @param by one vector for each of the other keys
    void find(Vector on, Vector[] by, int rows, int[] found, KeyTable.Scratch scratch) {
        if (groups == null) {
            java.util.Arrays.fill(found, 0, rows, 1);
        } else {
            groups.find(by, rows, found, scratch);
        }
        long[] high = new long[rows];
        KeyWords.fill(on, high, 0, 1);
        long[] low = on instanceof WideVector wide ? lows(wide) : high;
        for (int i = 0; i < rows; i++) {
            int group = found[i] - 1;
            found[i] = group < 0 || on.isNull(i)
                    ? RowRefs.NONE
                    : nearest(high[i], low[i], starts[group], ends[group]);
        }
    }

    private int nearest(long high, long low, int from, int to) {
        int first = bound(high, low, from, to, false);
        int after = bound(high, low, first, to, true);
        int backward = (plan.allowExact() ? after : first) - 1;
        int forward = plan.allowExact() ? first : after;
        boolean hasBackward = backward >= from && isNear(backward, high, low);
        boolean hasForward = forward < to && isNear(forward, high, low);
        int at = switch (plan.direction()) {
            case BACKWARD -> hasBackward ? backward : -1;
            case FORWARD -> hasForward ? forward : -1;
            case NEAREST -> hasBackward && (!hasForward || isNoFarther(backward, forward, high, low))
                    ? backward
                    : hasForward ? forward : -1;
        };
        return at < 0 ? RowRefs.NONE : refs[at];
    }

    /// The first row in a group whose key is not less than, or with `after` greater than, a key.
    private int bound(long high, long low, int from, int to, boolean after) {
        int lowest = from;
        int highest = to;
        while (lowest < highest) {
            int middle = (lowest + highest) >>> 1;
            int order = compare(middle, high, low);
            if (order < 0 || after && order == 0) {
                lowest = middle + 1;
            } else {
                highest = middle;
            }
        }
        return lowest;
    }

    private int compare(int at, long high, long low) {
        int order = Long.compare(highs[at], high);
        return order != 0 || !isWide ? order : Long.compareUnsigned(lows[at], low);
    }

    private boolean isNear(int at, long high, long low) {
        Number most = plan.tolerance();
        if (most == null || compare(at, high, low) == 0) {
            return true;
        }
        if (isFloat) {
            return floatDistance(at, high) <= most.doubleValue();
        }
        if (isWide) {
            BigInteger limit = most instanceof BigInteger big ? big : BigInteger.valueOf(most.longValue());
            return wideDistance(at, high, low).compareTo(limit) <= 0;
        }
        return Long.compareUnsigned(distance(at, high), most.longValue()) <= 0;
    }

    private boolean isNoFarther(int a, int b, long high, long low) {
        if (compare(a, high, low) == 0) {
            return true;
        }
        if (isFloat) {
            return !(floatDistance(a, high) > floatDistance(b, high));
        }
        if (isWide) {
            return wideDistance(a, high, low).compareTo(wideDistance(b, high, low)) <= 0;
        }
        return Long.compareUnsigned(distance(a, high), distance(b, high)) <= 0;
    }

    /// Unsigned: two keys may be farther apart than the largest `long`.
    private long distance(int at, long word) {
        return Math.max(highs[at], word) - Math.min(highs[at], word);
    }

    private double floatDistance(int at, long word) {
        double distance = Math.abs(KeyWords.toDouble(highs[at]) - KeyWords.toDouble(word));
        return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    }

    private BigInteger wideDistance(int at, long high, long low) {
        return WideVector.toBigInteger(lows[at], highs[at])
                .subtract(WideVector.toBigInteger(low, high))
                .abs();
    }

    /// Whether keys of a type can be nearer or farther.
    static boolean isOrdered(DataType type) {
        return KeyWords.form(type) != KeyWords.Form.BYTES;
    }

    /// Where the nearest row is looked for, in words.
    static String direction(Plan.AsOfDirection direction) {
        return switch (direction) {
            case BACKWARD -> "backward";
            case FORWARD -> "forward";
            case NEAREST -> "nearest";
        };
    }
}
