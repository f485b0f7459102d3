package dev.peso.internal.select;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.SubqueryKind;

/// A query as it was read: its parts by clause, names not yet resolved.
///
/// @param with the queries named before it
/// @param orderByAll how it is ordered by all its columns, or null if it is not
/// @param limit null for all rows
record Query(List<Named> with, Body body, List<Order> orderBy, @Nullable OrderAll orderByAll,
        @Nullable Term limit, @Nullable Term offset) {
    Query {
        with = List.copyOf(with);
        orderBy = List.copyOf(orderBy);
    }

    /// A query without clauses of its own.
    static Query of(Body body) {
        return new Query(List.of(), body, List.of(), null, null, null);
    }

    /// Whether it is nothing but its body.
    boolean isPlain() {
        return with.isEmpty() && !isShaped();
    }

    /// Whether its rows are ordered or limited.
    boolean isShaped() {
        return !orderBy.isEmpty() || orderByAll != null || limit != null || offset != null;
    }

    /// `name (columns) as (query)`.
    ///
    /// @param recursive whether the query may use its own rows
    record Named(String name, List<String> columns, boolean recursive, Query query, Place place) {
        Named {
            columns = List.copyOf(columns);
        }
    }

    /// A key of `order by`.
    record Order(Term term, boolean descending, boolean nullsFirst) {
        Order with(Term other) {
            return new Order(other, descending, nullsFirst);
        }
    }

    /// `order by all`.
    record OrderAll(boolean descending, boolean nullsFirst) {
        List<Node.SortKey> keys(List<Result.Output> outputs) {
            return outputs.stream()
                    .map(o -> new Node.SortKey(Nodes.column(o.id()), descending, nullsFirst))
                    .toList();
        }
    }

    /// A piece of the text.
    record Place(int start, int end) {}

    /// What a query's rows come from.
    sealed interface Body {}

    /// `select ... from ...`
    ///
    /// @param distinctOn the expressions of `distinct on`; empty for none
    /// @param from the tables separated by commas; empty without `from`
    /// @param windows the windows that `window` names, names in lower case
    record Select(boolean distinct, List<Term> distinctOn, List<Item> items, List<From> from,
            @Nullable Term where,
            Grouping grouping, @Nullable Term having, Map<String, Node.WindowSpec> windows,
            @Nullable Term qualify,
            Place place) implements Body {
        Select {
            distinctOn = List.copyOf(distinctOn);
            items = List.copyOf(items);
            from = List.copyOf(from);
            windows = Map.copyOf(windows);
        }
    }

    /// `values (...), (...)`
    record Values(List<List<Term>> rows, Place place) implements Body {}

    /// `union`, `intersect` or `except` of two or, if both are `union all`, of more bodies.
    record Combined(Operator operator, boolean all, boolean byName, List<Query> parts,
            Place place) implements Body {
        Combined {
            parts = List.copyOf(parts);
        }
    }

    /// A query in parentheses.
    record Nested(Query query) implements Body {}

    /// The set operations.
    enum Operator {
        UNION, INTERSECT, EXCEPT
    }

    /// What `group by` says.
    ///
    /// @param all whether it is `group by all`
    record Grouping(boolean all, List<GroupItem> items) {
        static final Grouping NONE = new Grouping(false, List.of());

        Grouping {
            items = List.copyOf(items);
        }

        boolean isPresent() {
            return all || !items.isEmpty();
        }
    }

    /// One element of `group by`.
    sealed interface GroupItem {
        /// Expressions that are grouped by together: one, or several in parentheses.
        record Keys(List<Term> terms) implements GroupItem {}

        /// `rollup (...)`
        record Rollup(List<Keys> parts) implements GroupItem {}

        /// `cube (...)`
        record Cube(List<Keys> parts, Place place) implements GroupItem {}

        /// `grouping sets (...)`
        record Sets(List<GroupItem> parts) implements GroupItem {}
    }

    /// A column or columns of the result.
    sealed interface Item {
        Place place();

        /// An expression; the alias is null without one.
        record Value(Term term, @Nullable String alias) implements Item {
            @Override
            public Place place() {
                return new Place(term.start(), term.end());
            }
        }

        /// `*` or `table.*`.
        ///
        /// @param replace expressions by the names of the columns they replace
        /// @param rename new names by old ones
        record Star(@Nullable String table, List<String> exclude, Map<String, Term> replace,
                Map<String, String> rename, Place place) implements Item {}
    }

    /// A table of `from`.
    sealed interface From {}

    /// What a table is called.
    ///
    /// @param name null if it is not called anything
    /// @param columns new names of its first columns
    record Alias(@Nullable String name, List<String> columns) {
        static final Alias NONE = new Alias(null, List.of());
    }

    /// A table or a named query.
    record Table(String name, Alias alias, Place place) implements From {}

    /// A query in parentheses as a table.
    record Derived(Query query, Alias alias, Place place) implements From {}

    /// `range(...)`, `generate_series(...)` or `unnest(...)` as a table.
    ///
    /// @param ordinality whether a last column numbers the rows of each call from 1
    record Function(String name, List<Term> args, boolean ordinality, Alias alias,
            Place place) implements From {}

    /// A join.
    ///
    /// @param on null for none
    /// @param using the columns of `using`; empty for none
    record Join(From left, From right, JoinType type, boolean natural, boolean asOf, @Nullable Term on,
            List<String> using, Place place) implements From {}

    /// The kinds of joins.
    enum JoinType {
        INNER, LEFT, RIGHT, FULL, CROSS, SEMI, ANTI
    }

    /// A query inside an expression.
    ///
    /// @param comparison the operator before `any` and `all`, otherwise null
    record Subquery(SubqueryKind kind, Query query, @Nullable String comparison, Place place) {}
}
