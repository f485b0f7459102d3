package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.peso.internal.expr.Node;

/// Computes the result columns of one `select`, then `distinct`, `order by` and `limit`.
final class Results {
    private final Statement statement;
    private final Clauses clauses;
    private final Rows rows;
    private final Expressions expressions;
    private final List<Result.Output> outputs = new ArrayList<>();
    private final List<Term> terms = new ArrayList<>();
    private final List<Node> columns = new ArrayList<>();
    private final Map<Node, String> ids = new HashMap<>();

    Results(Statement statement, Clauses clauses, Rows rows, Expressions expressions) {
        this.statement = statement;
        this.clauses = clauses;
        this.rows = rows;
        this.expressions = expressions;
    }

    Result compute(GroupBy groups) {
        List<Node> results = new ArrayList<>();
        for (Items.Item item : clauses.items().all()) {
            Node resolved = expressions.value(item.term());
            results.add(resolved);
            outputs.add(new Result.Output(item.name(), id(resolved, item.term())));
        }
        List<Node.SortKey> order = order();
        List<String> on = clauses.distinctOn().stream().map(this::orderId).toList();
        rows.add(terms, columns);
        distinctAndSort(order, on);
        limit(order);
        return new Result(rows.relation(), outputs, rows.keys(), rows.conditions(), groups.onEmpty(results));
    }

    private List<Node.SortKey> order() {
        List<Node.SortKey> order = new ArrayList<>();
        for (Query.Order key : clauses.orderBy()) {
            order.add(new Node.SortKey(Nodes.column(orderId(key.term())), key.descending(),
                    key.nullsFirst()));
        }
        Query.OrderAll all = clauses.query().orderByAll();
        if (all != null) {
            order.addAll(all.keys(outputs));
        }
        return order;
    }

    /// The column that holds a resolved expression, or that will when `columns` are added.
    private String id(Node resolved, Term term) {
        if (resolved instanceof Node.Column column) {
            return column.name();
        }
        String known = ids.get(resolved);
        if (known != null) {
            return known;
        }
        String id = statement.expressionId(resolved);
        ids.put(resolved, id);
        columns.add(new Node.Alias(resolved, id));
        terms.add(term);
        return id;
    }

    private String orderId(Term term) {
        String position = QueryTranslator.byPosition(statement, term, outputs, "order by");
        if (position != null) {
            return position;
        }
        if (term.node() instanceof Node.Column column && column.qualifier() == null) {
            for (Result.Output output : outputs) {
                if (output.name().equalsIgnoreCase(column.name())) {
                    return output.id();
                }
            }
        }
        return id(expressions.value(term), term);
    }

    private void distinctAndSort(List<Node.SortKey> order, List<String> on) {
        if (!clauses.select().distinct()) {
            sort(order);
            return;
        }
        rows.requireNoConditions();
        List<String> distinct = new ArrayList<>(on);
        if (on.isEmpty()) {
            outputs.forEach(o -> distinct.add(o.id()));
        }
        boolean sortsFirst = !on.isEmpty() || !ordersSelected(order, distinct);
        if (sortsFirst) {
            sort(order);
        }
        rows.keys().forEach(key -> distinct.add(key.id()));
        List<String> kept = distinct.stream().distinct().toList();
        rows.relation(statement.at(clauses.select().place(), () -> rows.relation().distinct(kept)));
        if (!sortsFirst) {
            sort(order);
        }
    }

    /// Whether equal rows are equal in the order too. If they are not, the first of them in the order counts.
    private static boolean ordersSelected(List<Node.SortKey> order, List<String> selected) {
        return order.stream()
                .allMatch(key -> key.key() instanceof Node.Column column && selected.contains(column.name()));
    }

    private void sort(List<Node.SortKey> order) {
        if (!order.isEmpty()) {
            List<Query.Order> by = clauses.orderBy();
            Query.Place place = by.isEmpty()
                    ? clauses.select().place()
                    : new Query.Place(by.getFirst().term().start(), by.getLast().term().end());
            rows.relation(statement.at(place, () -> rows.relation().sort(order)));
        }
    }

    private void limit(List<Node.SortKey> order) {
        Limit limit = Limit.of(clauses.query(), statement);
        if (limit != null) {
            rows.requireNoConditions();
            rows.relation(limit.apply(rows.relation(), rows.keyColumns(), order, statement));
        }
    }
}
