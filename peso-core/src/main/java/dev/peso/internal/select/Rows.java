package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.peso.QueryException;
import dev.peso.internal.expr.Node;

/// The rows of one `select` so far, and what connects them with the query around it.
final class Rows {
    private final Statement statement;
    private final Context context;
    private final List<Result.Key> keys = new ArrayList<>();
    private final List<Node> conditions = new ArrayList<>();
    private Relation relation;

    Rows(Statement statement, Context context, Relation relation) {
        this.statement = statement;
        this.context = context;
        this.relation = relation;
    }

    Relation relation() {
        return relation;
    }

    void relation(Relation changed) {
        relation = changed;
    }

    /// Equalities with the query around.
    List<Result.Key> keys() {
        return keys;
    }

    List<Node> keyColumns() {
        return keys.stream().map(key -> Nodes.column(key.id())).toList();
    }

    /// Conditions on both queries that are no equalities.
    List<Node> conditions() {
        return conditions;
    }

    /// The columns of the query around that a resolved expression uses.
    Set<String> outerColumns(Node node) {
        Set<String> ids = new HashSet<>();
        Scope outer = context.outer();
        if (outer != null) {
            Nodes.addColumns(node, ids);
            ids.removeIf(id -> !outer.hasOwn(id));
        }
        return ids;
    }

    /// Connects the rows with those that were lent, if there are any.
    void connectLoan() {
        if (context.loan() != null) {
            keys.add(context.loan().key());
        }
    }

    /// Notes a condition that also reads the query around: an equality of the two is a key.
    void correlate(Node term) {
        if (term instanceof Node.Call call && call.function().equals("=")) {
            for (int i = 0; i < 2; i++) {
                Node outer = call.args().get(i);
                Node inner = call.args().get(1 - i);
                Set<String> outerIds = new HashSet<>();
                Nodes.addColumns(outer, outerIds);
                boolean onlyOuter = !outerIds.isEmpty() && outerIds.equals(outerColumns(outer));
                if (onlyOuter && outerColumns(inner).isEmpty()) {
                    keys.add(new Result.Key(outer, column(inner)));
                    return;
                }
            }
        }
        conditions.add(term);
    }

    /// A condition on both queries can be checked only where the rows of this one are still what they were.
    void requireNoConditions() {
        if (!conditions.isEmpty()) {
            Set<String> ids = new HashSet<>();
            conditions.forEach(c -> ids.addAll(outerColumns(c)));
            throw new OuterReference(1, ids);
        }
    }

    /// Asks for every column of the query around that is used, unless the loan is all that connects the two.
    ///
    /// @return the loan
    Context.Loan requireLoan() {
        Set<String> ids = new HashSet<>();
        keys.forEach(key -> ids.addAll(outerColumns(key.outer())));
        conditions.forEach(c -> ids.addAll(outerColumns(c)));
        Context.Loan loan = context.loan();
        if (loan == null || !ids.isEmpty()) {
            throw new OuterReference(1, ids);
        }
        return loan;
    }

    /// The column that holds a resolved expression; added if there is none.
    String column(Node resolved) {
        if (resolved instanceof Node.Column column) {
            return column.name();
        }
        String id = statement.expressionId(resolved);
        relation = relation.with(id, resolved);
        return id;
    }

    /// Adds columns; when one is wrong, the error points at its own term.
    void add(List<Term> terms, List<Node> columns) {
        if (columns.isEmpty()) {
            return;
        }
        try {
            relation = relation.with(columns);
        } catch (QueryException e) {
            for (int i = 0; i < columns.size(); i++) {
                Node column = columns.get(i);
                statement.at(terms.get(i), () -> relation.with(List.of(column)));
            }
            throw e;
        }
    }
}
