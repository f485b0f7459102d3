package dev.peso;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Parameters;

/// One key of a sort: an expression and a direction. Nulls come last in both directions unless [#nullsFirst] is asked
/// for; `NaN` is larger than every number.
///
/// Made by `asc("a")`, `desc("a")` or `expression.desc()` of [Expr]. Immutable.
///
/// {@snippet file="dev/peso/WindowSnippets.java" region="order"}
public final class Order {
    private final Expr key;
    private final boolean descending;
    private final boolean nullsFirst;

    Order(Expr key, boolean descending, boolean nullsFirst) {
        this.key = Objects.requireNonNull(key, "key");
        this.descending = descending;
        this.nullsFirst = nullsFirst;
    }

    /// The same key with nulls before all values.
    ///
    /// @return a new key
    public Order nullsFirst() {
        return new Order(key, descending, true);
    }

    /// The same key with nulls after all values, as is the rule.
    ///
    /// @return a new key
    public Order nullsLast() {
        return new Order(key, descending, false);
    }

    /// The same key in the other direction; nulls stay where they are.
    ///
    /// @return a new key
    public Order reversed() {
        return new Order(key, !descending, nullsFirst);
    }

    /// What is sorted by.
    ///
    /// @return the expression
    public Expr key() {
        return key;
    }

    /// Whether large values come first.
    ///
    /// @return true for `desc`
    public boolean isDescending() {
        return descending;
    }

    /// Whether nulls come before all values.
    ///
    /// @return true after `nullsFirst()`
    public boolean isNullsFirst() {
        return nullsFirst;
    }

    Node.SortKey node() {
        return new Node.SortKey(key.node(), descending, nullsFirst);
    }

    static Order of(Node.SortKey key) {
        return new Order(new Expr(key.key()), key.descending(), key.nullsFirst());
    }

    /// Columns by name, in ascending order.
    static Order[] of(String... columns) {
        return Arguments.list(columns, "columns").stream().map(Expr::asc).toArray(Order[]::new);
    }

    /// Keys from text such as `region, total desc nulls first`.
    static List<Order> parse(String text) {
        return Expr.parser(text, Parameters.none()).parseSortKeys().stream().map(Order::of).toList();
    }

    static List<Node.SortKey> keys(Order... orders) {
        List<Node.SortKey> keys = new ArrayList<>();
        for (Order order : Arguments.list(orders, "keys")) {
            keys.add(order.node());
        }
        return keys;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Order order && node().equals(order.node());
    }

    @Override
    public int hashCode() {
        return node().hashCode();
    }

    /// The text spelling, for example `total desc`.
    @Override
    public String toString() {
        return node().toString();
    }
}
