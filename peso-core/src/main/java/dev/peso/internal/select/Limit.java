package dev.peso.internal.select;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Literals;
import dev.peso.internal.expr.Node;

/// How many rows a query gives.
///
/// @param offset rows to skip
/// @param rows rows to give after them; -1 for all
/// @param percent how many of a hundred rows to give after them, rounded down; `NaN` where `rows` says it
record Limit(long offset, long rows, double percent) {
    private static final String PERCENT = "percent$";

    /// A limit in rows of a hundred, as a query has it.
    static Node percent(Node number) {
        return new Node.Call(PERCENT, number);
    }

    /// The limit of a query, or null if it has none.
    static @Nullable Limit of(Query query, Statement statement) {
        Constants constants = new Constants(statement);
        Term limit = query.limit();
        Long offset = query.offset() == null ? null : constants.wholeNumber(query.offset(), "the offset", 0);
        long skipped = offset == null ? 0 : offset;
        if (limit != null && limit.node() instanceof Node.Call(String name, List<Node> args)
                && name.equals(PERCENT)) {
            return new Limit(skipped, -1, percent(limit.with(_ -> args.getFirst()), constants, statement));
        }
        Long rows = limit == null ? null : constants.wholeNumber(limit, "the limit", 0);
        return rows == null && offset == null
                ? null
                : new Limit(skipped, rows == null ? -1 : rows, Double.NaN);
    }

    private static double percent(Term term, Constants constants, Statement statement) {
        Object value = constants.value(term, "the limit");
        double percent = value instanceof Number number ? number.doubleValue() : Double.NaN;
        if (!(percent >= 0 && percent <= 100)) {
            throw statement.error(term, "the limit must be in [0, 100] percent, got " + term.node());
        }
        return percent;
    }

    /// The rows within the limit, which counts for each combination of the keys on its own.
    ///
    /// @param order what the rows are sorted by
    Relation apply(Relation relation, List<Node> keys, List<Node.SortKey> order, Statement statement) {
        boolean ofAll = !Double.isNaN(percent);
        if (keys.isEmpty() && !ofAll) {
            return relation.limit(offset, rows);
        }
        String number = statement.id("row number");
        Node kept = Nodes.call(">", Nodes.column(number), Literals.of((Object) offset));
        if (ofAll) {
            Node all = new Node.Over(new Node.Aggregate("count"), new Node.WindowSpec(keys, List.of(), null),
                    false);
            String last = statement.id("last row");
            Node share = Nodes.call("floor",
                    Nodes.call("/", Nodes.call("*", all, Literals.of((Object) percent)),
                            Literals.of((Object) 100.0)));
            return relation.with(List.of(new Node.Alias(Nodes.rowNumber(keys, order), number),
                    new Node.Alias(Nodes.call("+", share, Literals.of((Object) offset)), last)))
                    .filter(Nodes.call("and", kept,
                            Nodes.call("<=", Nodes.column(number), Nodes.column(last))));
        }
        if (rows >= 0) {
            long last = offset + rows < 0 ? Long.MAX_VALUE : offset + rows;
            kept = Nodes.call("and", kept,
                    Nodes.call("<=", Nodes.column(number), Literals.of((Object) last)));
        }
        return relation.with(number, Nodes.rowNumber(keys, order)).filter(kept);
    }
}
