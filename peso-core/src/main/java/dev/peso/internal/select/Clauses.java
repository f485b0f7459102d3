package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;

/// The clauses of one `select` that stand after grouping, with the names of items and windows replaced by what they
/// stand for.
record Clauses(Query query, Query.Select select, Items items, @Nullable Term having, @Nullable Term qualify,
        List<Query.Order> orderBy, List<Term> distinctOn) {
    static Clauses of(Statement statement, Query query, Query.Select select, Scope scope) {
        Items items = new Items(statement, select, scope);
        ColumnPatterns patterns = new ColumnPatterns(statement, scope);
        return new Clauses(query, select, items,
                select.having() == null ? null : items.prepared(select.having()),
                select.qualify() == null ? null : items.prepared(select.qualify()),
                query.orderBy()
                        .stream()
                        .flatMap(order -> patterns.terms(order.term()).stream().map(order::with))
                        .map(order -> prepared(order, items))
                        .toList(),
                select.distinctOn()
                        .stream()
                        .flatMap(term -> patterns.terms(term).stream())
                        .map(items::prepared)
                        .toList());
    }

    /// A name that is a result column's stays; it means that column whatever the tables have.
    private static Query.Order prepared(Query.Order order, Items items) {
        boolean name = order.term().node() instanceof Node.Column column && column.qualifier() == null
                && items.all().stream().anyMatch(i -> i.name().equalsIgnoreCase(column.name()));
        return name
                ? order
                : new Query.Order(items.prepared(order.term()), order.descending(), order.nullsFirst());
    }

    /// All their expressions.
    List<Term> roots() {
        List<Term> roots = new ArrayList<>();
        items.all().forEach(item -> roots.add(item.term()));
        if (having != null) {
            roots.add(having);
        }
        if (qualify != null) {
            roots.add(qualify);
        }
        orderBy.forEach(order -> roots.add(order.term()));
        roots.addAll(distinctOn);
        return roots;
    }
}
