package dev.peso.internal.select;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;

/// What surrounds a query.
///
/// @param tables the tables it may name
/// @param outer the columns of the query it is a subquery of, or null
/// @param loan the columns that query lends it, or null
record Context(Tables tables, @Nullable Scope outer, @Nullable Loan loan) {
    Context withTables(Tables more) {
        return new Context(more, outer, loan);
    }

    /// The same for a query in `from`, to which nothing is lent.
    Context forTable() {
        return new Context(tables, outer, null);
    }

    /// Rows of the query around a subquery, which the subquery joins its own tables with.
    ///
    /// @param relation a row for each row there
    /// @param columns the copies of its columns, by the names they have there
    /// @param originals the originals of the columns
    /// @param number the column that says which row there it is
    /// @param outerNumber the same, there
    record Loan(Relation relation, List<Scope.Column> columns, List<String> originals, String number,
            Node outerNumber) {}
}
