package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;

/// What surrounds a query.
///
/// @param tables the tables it may name
/// @param outer the columns of the query it is a subquery of, or null
/// @param loan the columns that query lends it, or null
/// @param part whether it is part of a larger query, which needs its rows for each row of the loan
record Context(Tables tables, @Nullable Scope outer, @Nullable Loan loan, boolean part) {
    Context withTables(Tables more) {
        return new Context(more, outer, loan, part);
    }

    /// The same for a part of a larger query.
    Context forPart() {
        return new Context(tables, outer, loan, true);
    }

    /// Rows of the query around a subquery, which the subquery joins its own tables with.
    ///
    /// @param relation a row for each row there
    /// @param columns the copies of its columns, by the names they have there
    /// @param originals the originals of the columns
    /// @param number the column that says which row there it is
    /// @param outerNumber the same, there
    record Loan(Relation relation, List<Scope.Column> columns, List<String> originals, String number,
            Node outerNumber) {
        /// The column that connects a query with the one around it.
        Result.Key key() {
            return new Result.Key(outerNumber, number);
        }

        /// The numbers and the columns.
        List<String> ids() {
            List<String> ids = new ArrayList<>(List.of(number));
            columns.forEach(column -> ids.add(column.id()));
            return ids;
        }

        /// The original of a column, or the column itself if it was not lent.
        Node original(Node.Column column) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).id().equals(column.name())) {
                    return Nodes.column(originals.get(i));
                }
            }
            return column;
        }
    }
}
