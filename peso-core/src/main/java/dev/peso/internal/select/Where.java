package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.peso.internal.expr.Node;
import dev.peso.internal.plan.Plan;

/// Joins the tables of one `select` and keeps the rows that `where` asks for.
final class Where {
    private final Statement statement;
    private final Query.Select select;
    private final Rows rows;
    private final Expressions expressions;

    Where(Statement statement, Query.Select select, Rows rows, Expressions expressions) {
        this.statement = statement;
        this.select = select;
        this.rows = rows;
        this.expressions = expressions;
    }

    /// @param terms what must be true: of `where`, and of joins that left it to `where`
    void apply(List<Piece> pieces, List<Term> terms) {
        List<Term> subqueries = new ArrayList<>();
        List<Node> local = new ArrayList<>();
        List<Node> correlated = new ArrayList<>();
        for (Term term : terms) {
            if (expressions.hasSubquery(term.node())) {
                subqueries.add(term);
                continue;
            }
            Node resolved = expressions.condition(term);
            (rows.outerColumns(resolved).isEmpty() ? local : correlated).add(resolved);
        }
        Query.Place place = select.where() == null
                ? select.place()
                : new Query.Place(select.where().start(), select.where().end());
        rows.relation(statement.at(place, () -> joinAll(pieces, local)));
        correlated.forEach(rows::correlate);
        rows.connectLoan();
        subqueries.forEach(expressions::filter);
    }

    /// Joins the tables, each with the first ones that an equality connects it with, and filters by the other terms.
    private static Relation joinAll(List<Piece> pieces, List<Node> terms) {
        List<Node> open = new ArrayList<>(terms);
        List<Piece> left = new ArrayList<>(pieces);
        Relation joined = left.removeFirst().relation();
        while (!left.isEmpty()) {
            Set<String> ids = new HashSet<>(joined.checked().schema().names());
            Piece next = left.stream()
                    .filter(p -> open.stream()
                            .anyMatch(t -> FromTranslator.plainKey(t, ids, p.ids()) != null))
                    .findFirst()
                    .orElse(left.getFirst());
            left.remove(next);
            List<Plan.JoinKey> joinKeys = new ArrayList<>();
            Set<String> nextIds = next.ids();
            open.removeIf(term -> {
                Plan.JoinKey key = FromTranslator.plainKey(term, ids, nextIds);
                return key != null && joinKeys.add(key);
            });
            joined = joinKeys.isEmpty()
                    ? joined.cross(next.relation())
                    : joined.join(next.relation(), Plan.JoinKind.INNER, joinKeys, null);
        }
        return open.isEmpty() ? joined : joined.filter(Nodes.and(open));
    }
}
