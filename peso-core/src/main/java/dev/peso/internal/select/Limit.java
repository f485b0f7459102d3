package dev.peso.internal.select;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Literals;
import dev.peso.internal.expr.Node;

/// How many rows a query gives.
///
/// @param offset rows to skip
/// @param rows rows to give after them; -1 for all
record Limit(long offset, long rows) {
    /// The limit of a query, or null if it has none.
    static @Nullable Limit of(Query query, Statement statement) {
        Constants constants = new Constants(statement);
        Long rows = query.limit() == null ? null : constants.wholeNumber(query.limit(), "the limit", 0);
        Long offset = query.offset() == null ? null : constants.wholeNumber(query.offset(), "the offset", 0);
        return rows == null && offset == null
                ? null
                : new Limit(offset == null ? 0 : offset, rows == null ? -1 : rows);
    }

    /// The rows within the limit, which counts for each combination of the keys on its own.
    ///
    /// @param order what the rows are sorted by
    Relation apply(Relation relation, List<Node> keys, List<Node.SortKey> order, Statement statement) {
        if (keys.isEmpty()) {
            return relation.limit(offset, rows);
        }
        String number = statement.id("row number");
        Node kept = Nodes.call(">", Nodes.column(number), Literals.of((Object) offset));
        if (rows >= 0) {
            long last = offset + rows < 0 ? Long.MAX_VALUE : offset + rows;
            kept = Nodes.call("and", kept,
                    Nodes.call("<=", Nodes.column(number), Literals.of((Object) last)));
        }
        return relation.with(number, Nodes.rowNumber(keys, order)).filter(kept);
    }
}
