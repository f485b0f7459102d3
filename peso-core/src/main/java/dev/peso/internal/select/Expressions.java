package dev.peso.internal.select;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.peso.QueryException;
import dev.peso.internal.expr.Node;

/// Translates expressions over the rows of one `select` so far, of which it knows under which name they hold what.
final class Expressions implements Lending.Host {
    private final Statement statement;
    private final Context context;
    private final Scope scope;
    private final Names names;
    private final Rows rows;
    private final Items items;
    private final Subqueries subqueries;
    /// What grouped rows hold, by resolved expression.
    private final Map<Node, String> groupIds = new LinkedHashMap<>();
    /// What rows hold, by expression as written.
    private final Map<Node, String> computed = new HashMap<>();
    private boolean grouped;
    /// How many queries out a column may be.
    private int depth;

    Expressions(Statement statement, Context context, Scope scope, Rows rows, Items items) {
        this.statement = statement;
        this.context = context;
        this.scope = scope;
        this.names = new Names(statement, scope);
        this.rows = rows;
        this.items = items;
        this.subqueries = new Subqueries(statement, this);
    }

    @Override
    public Relation relation() {
        return rows.relation();
    }

    @Override
    public void relation(Relation changed) {
        rows.relation(changed);
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public Tables tables() {
        return context.tables();
    }

    /// The names of the grouping keys by resolved expression.
    Map<Node, String> groupIds() {
        return groupIds;
    }

    /// From here on rows hold groups.
    void grouped() {
        grouped = true;
    }

    /// Notes that rows hold the value of an expression.
    void compute(Node node, String id) {
        computed.put(node, id);
    }

    boolean isComputed(Node node) {
        return computed.containsKey(node);
    }

    boolean hasSubquery(Node node) {
        return Nodes.any(node, n -> statement.reader.subquery(n) != null);
    }

    /// Keeps the rows for which all terms of a condition are true.
    void filter(Term term) {
        for (Node part : Nodes.terms(term.node())) {
            filterTerm(term.with(_ -> part));
        }
    }

    private void filterTerm(Term term) {
        Node node = term.node();
        boolean negated = false;
        while (node instanceof Node.Call call && call.function().equals("not")) {
            node = call.args().getFirst();
            negated = !negated;
        }
        Query.Subquery subquery = statement.reader.subquery(node);
        if (subquery != null && subqueries.filter(subquery, node, negated, term)) {
            return;
        }
        Node condition = value(term.node(), term);
        rows.relation(statement.at(term, () -> rows.relation().filter(condition)));
    }

    /// A prepared expression over the rows so far.
    Node value(Term term) {
        return value(term.node(), term);
    }

    /// A part of a term over the rows so far.
    Node value(Node node, Term term) {
        String known = computed.get(node);
        if (known != null) {
            return Nodes.column(known);
        }
        Query.Subquery subquery = statement.reader.subquery(node);
        if (subquery != null) {
            return subqueries.value(subquery, node, term);
        }
        if (grouped && !Nodes.hasAggregate(node) && !Nodes.any(node, this::isComputedLater)) {
            String key = groupIds.get(resolved(node, term));
            if (key != null) {
                return Nodes.column(key);
            }
        }
        return switch (node) {
            case Node.Column column when grouped -> aggregateNamed(column, term);
            case Node.Column column -> resolved(column, term);
            case Node.Aggregate aggregate -> throw statement.error(term, grouped
                    ? "an aggregate cannot contain another one: " + aggregate
                    : aggregate
                            + " is an aggregate, which cannot stand here; use it in select, having or qualify");
            case Node.Over over -> throw statement.error(term,
                    "a window function cannot stand here; use it in select, qualify or order by: "
                            + over.function());
            case Node.Call call when call.function().equals("unnest") ->
                throw statement.error(term, "unnest can stand in select and from only");
            case Node.Call call when GroupBy.isGrouping(call) ->
                throw statement.error(term,
                        call.function() + " can stand beside group by only");
            default -> node.mapChildren(child -> value(child, term));
        };
    }

    private boolean isComputedLater(Node node) {
        return statement.reader.subquery(node) != null || node instanceof Node.Over
                || computed.containsKey(node)
                || node instanceof Node.Call call
                        && (call.function().equals("unnest") || GroupBy.isGrouping(call));
    }

    /// An expression over the tables.
    Node resolved(Node node, Term term) {
        return names.resolve(node, term, depth);
    }

    /// A condition of `where`, which may use columns of the query around.
    Node condition(Term term) {
        depth = 1;
        Node condition = value(term);
        depth = 0;
        return condition;
    }

    /// What is no key may be the name of an aggregate among the results.
    private Node aggregateNamed(Node.Column column, Term term) {
        for (Items.Item item : items.all()) {
            boolean named = item.alias() && column.qualifier() == null
                    && item.name().equalsIgnoreCase(column.name());
            if (named && computed.containsKey(item.node())) {
                return value(item.node(), term);
            }
        }
        throw ungrouped(column, term);
    }

    private QueryException ungrouped(Node.Column column, Term term) {
        String name = Items.resolvedId(column) == null ? column.toString() : scope.nameOf(column.name());
        return statement.error(column, term,
                "column \"" + name + "\" is neither a grouping key nor inside an aggregate; "
                        + "group by it, or take for example first(" + name + ")");
    }
}
