package dev.peso.internal.aggregate;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Vector;
import dev.peso.internal.kernel.ValueOrder;

/// Gives an accumulator the rows of each group in an order of their own; stable.
public final class OrderedRows implements Accumulator {
    /// How one of the sort keys, which follow the arguments, orders.
    ///
    /// @param nullsFirst whether nulls come first; they come last otherwise, whatever the direction
    public record Key(boolean descending, boolean nullsFirst) {}

    private final Supplier<Accumulator> inner;
    private final int args;
    private final Key[] keys;
    private final RowLog log = new RowLog();
    private int groups;
    private @Nullable Accumulator result;

    /// An aggregate that takes its rows in an order, whose keys come after its own arguments.
    public static AggregateFunction over(AggregateFunction function, int args, List<Key> keys) {
        List<String> directions = keys.stream()
                .map(key -> (key.descending() ? "desc" : "asc") + (key.nullsFirst() ? " nulls first" : ""))
                .toList();
        return new AggregateFunction(function.name() + " " + String.join(", ", directions),
                function.resolver(),
                (all, type) -> new OrderedRows(args, keys.toArray(Key[]::new),
                        () -> function.factory().create(all.subList(0, args), type)),
                function.user());
    }

    /// @param args how many arguments come before the sort keys
    public OrderedRows(int args, Key[] keys, Supplier<Accumulator> inner) {
        this.args = args;
        this.keys = keys.clone();
        this.inner = inner;
    }

    @Override
    public void resize(int count) {
        groups = Math.max(groups, count);
    }

    @Override
    public void add(int[] group, Vector[] columns, int rows) {
        log.add(group, columns, rows);
    }

    @Override
    public void seal() {
        log.byGroup();
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        log.merge(((OrderedRows) later).log, from, into, count);
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        Accumulator all = result;
        if (all == null) {
            all = inner.get();
            all.resize(groups);
            feed(all);
            all.seal();
            result = all;
        }
        return all.finish(order, from, count);
    }

    private void feed(Accumulator target) {
        RowLog.ByGroup rows = log.byGroup();
        if (rows.picked().length == 0) {
            return;
        }
        int[] sorted = rows.picked().clone();
        int[] group = new int[sorted.length];
        RowSorter.RowOrder order = order(rows.columns());
        for (int g = 0; g + 1 < rows.starts().length; g++) {
            RowSorter.sort(sorted, rows.from(g), rows.to(g), order);
            Arrays.fill(group, rows.from(g), rows.to(g), g);
        }
        RowLog.feed(target, group, Arrays.copyOf(rows.columns(), args), sorted);
    }

    private RowSorter.RowOrder order(Vector[] columns) {
        return (a, b) -> {
            for (int k = 0; k < keys.length; k++) {
                Vector v = columns[args + k];
                int order = compare(v, a, b, keys[k]);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    private static int compare(Vector v, int a, int b, Key key) {
        boolean aNull = v.isNull(a);
        boolean bNull = v.isNull(b);
        if (aNull || bNull) {
            return key.nullsFirst ? Boolean.compare(bNull, aNull) : Boolean.compare(aNull, bNull);
        }
        return key.descending ? ValueOrder.compare(v, b, v, a) : ValueOrder.compare(v, a, v, b);
    }

    @Override
    public long bytes() {
        return log.bytes();
    }

    @Override
    public boolean isHeavy() {
        return true;
    }
}
