package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;

/// Translates one `select`: clause by clause in the order in which SQL defines them, each a step over the rows so far.
final class SelectTranslator {
    private final Statement statement;
    private final List<Piece> pieces;
    private final List<Term> conditions;
    private final Clauses clauses;
    private final Rows rows;
    private final Expressions expressions;
    private final GroupBy groups;

    SelectTranslator(Statement statement, Query.Select select, Query query, Context context) {
        this.statement = statement;
        FromTranslator from = new FromTranslator(statement, context);
        this.pieces = from.pieces(select.from());
        List<Scope.Column> columns = new ArrayList<>();
        pieces.forEach(piece -> columns.addAll(piece.columns()));
        Context.Loan loan = context.loan();
        Scope scope = new Scope(columns, loan == null ? List.of() : loan.columns(), context.outer());
        this.clauses = Clauses.of(statement, query, select, scope);
        this.rows = new Rows(statement, context, pieces.getFirst().relation());
        this.expressions = new Expressions(statement, context, scope, rows, clauses.items());
        this.groups = new GroupBy(statement, context, clauses, rows, expressions);
        this.conditions = new ArrayList<>(from.deferred());
        if (select.where() != null) {
            Term where = clauses.items().prepared(select.where());
            Nodes.terms(where.node()).forEach(node -> conditions.add(where.with(_ -> node)));
        }
    }

    Result translate() {
        new Where(statement, clauses.select(), rows, expressions).apply(pieces, conditions);
        groups.apply();
        if (clauses.having() != null) {
            expressions.filter(clauses.having());
        }
        new Windows(statement, rows, expressions).apply(clauses.roots());
        if (clauses.qualify() != null) {
            expressions.filter(clauses.qualify());
        }
        Unnesting.apply(statement, clauses.items(), rows, expressions);
        return new Results(statement, clauses, rows, expressions).compute(groups);
    }
}
