package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Token;
import dev.peso.internal.text.Suggestions;

/// The result columns of one `select`, `*` written out, and the names they lend to other clauses.
final class Items {
    /// Marks a column whose name is the unique one of the plan already.
    private static final String RESOLVED = "\0";
    private final Statement statement;
    private final Query.Select select;
    private final Scope scope;
    private final List<Item> items = new ArrayList<>();

    /// @param alias whether the name was given by the user
    record Item(String name, Term term, boolean alias) {
        Node node() {
            return term.node();
        }
    }

    Items(Statement statement, Query.Select select, Scope scope) {
        this.statement = statement;
        this.select = select;
        this.scope = scope;
        for (Query.Item item : select.items()) {
            switch (item) {
                case Query.Item.Value value -> addValue(value);
                case Query.Item.Star star -> addStar(star);
            }
        }
        items.replaceAll(i -> new Item(i.name(),
                i.term().with(n -> prepared(n, i.term(), i.alias() ? Set.of(i.name()) : Set.of())),
                i.alias()));
    }

    List<Item> all() {
        return items;
    }

    /// The plan's name of a column that needs no resolution, or null.
    static @Nullable String resolvedId(Node.Column column) {
        return RESOLVED.equals(column.qualifier()) ? column.name() : null;
    }

    /// A column that needs no resolution, by the plan's name.
    static Node resolved(String id) {
        return new Node.Column(RESOLVED, id);
    }

    private void addValue(Query.Item.Value value) {
        if (!ColumnPatterns.isIn(value.term())) {
            items.add(new Item(name(value), value.term(), value.alias() != null));
            return;
        }
        for (ColumnPatterns.One one : new ColumnPatterns(statement, scope).each(value.term())) {
            items.add(new Item(value.alias() == null ? one.name() : value.alias(), one.term(),
                    value.alias() != null));
        }
    }

    private String name(Query.Item.Value value) {
        if (value.alias() != null) {
            return value.alias();
        }
        Term term = value.term();
        if (term.node() instanceof Node.Column column) {
            return columnName(column);
        }
        boolean readable = !Nodes.any(term.node(),
                n -> n instanceof Node.Call c && c.function().indexOf('$') >= 0);
        return readable
                ? term.node().toString()
                : statement.reader.tokens()
                        .text()
                        .substring(term.start(), term.end())
                        .replaceAll("\\s+", " ");
    }

    /// The column's name as its table has it.
    private String columnName(Node.Column column) {
        try {
            Scope.Found found = find(column);
            return found.field() == null ? found.column().name() : found.field();
        } catch (Scope.NotFound _) {
            return column.name(); // fails where the column is resolved, or is the name of another item
        }
    }

    private Scope.Found find(Node.Column column) throws Scope.NotFound {
        Token token = statement.reader.placeOf(column);
        return scope.find(column.qualifier(), column.name(),
                token != null && token.kind() == Token.Kind.NAME);
    }

    private void addStar(Query.Item.Star star) {
        if (select.from().isEmpty()) {
            throw statement.error(star.place(), "* needs tables in from");
        }
        List<Scope.Column> columns = new ArrayList<>();
        for (Scope.Column column : scope.columns()) {
            if (star.table() == null ? !column.merged() : star.table().equalsIgnoreCase(column.table())) {
                columns.add(column);
            }
        }
        if (columns.isEmpty()) {
            List<String> tables = new ArrayList<>();
            for (Scope.Column column : scope.columns()) {
                if (column.table() != null) {
                    tables.add(column.table());
                }
            }
            throw statement.error(star.place(), "there is no table \"" + star.table() + "\" in from"
                    + Suggestions.didYouMean(String.valueOf(star.table()), tables));
        }
        requireColumns(star, columns);
        for (Scope.Column column : columns) {
            if (star.exclude().stream().anyMatch(column.name()::equalsIgnoreCase)) {
                continue;
            }
            Term term = new Term(resolved(column.id()), star.place().start(), star.place().end());
            for (Map.Entry<String, Term> replacement : star.replace().entrySet()) {
                if (replacement.getKey().equalsIgnoreCase(column.name())) {
                    term = replacement.getValue();
                }
            }
            String name = column.name();
            for (Map.Entry<String, String> renamed : star.rename().entrySet()) {
                if (renamed.getKey().equalsIgnoreCase(column.name())) {
                    name = renamed.getValue();
                }
            }
            items.add(new Item(name, term, false));
        }
        if (items.isEmpty()) {
            throw statement.error(star.place(), "no column is left to select");
        }
    }

    private void requireColumns(Query.Item.Star star, List<Scope.Column> columns) {
        Set<String> named = new HashSet<>(star.exclude());
        named.addAll(star.replace().keySet());
        named.addAll(star.rename().keySet());
        List<String> names = columns.stream().map(Scope.Column::name).toList();
        for (String name : named) {
            if (names.stream().noneMatch(name::equalsIgnoreCase)) {
                throw statement.error(star.place(), "column \"" + name + "\" not found"
                        + Suggestions.didYouMean(name, names) + " columns: " + Suggestions.list(names));
            }
        }
    }

    /// The term with names of items and windows replaced by what they stand for.
    Term prepared(Term term) {
        return term.with(node -> prepared(node, term, Set.of()));
    }

    private Node prepared(Node node, Term term, Set<String> inside) {
        statement.countNode(term);
        if (node instanceof Node.Column column) {
            Item item = alias(column, inside);
            if (item == null) {
                return node;
            }
            Set<String> deeper = new HashSet<>(inside);
            deeper.add(item.name());
            return prepared(item.node(), term, deeper);
        }
        Node named = node instanceof Node.Over over ? withWindow(over, term) : node;
        return named.mapChildren(child -> prepared(child, term, inside));
    }

    /// The item whose name a column is, unless a column of the tables has that name.
    private @Nullable Item alias(Node.Column column, Set<String> inside) {
        if (column.qualifier() != null) {
            return null;
        }
        Item alias = null;
        for (Item item : items) {
            if (alias == null && item.alias() && item.name().equalsIgnoreCase(column.name())
                    && !inside.contains(item.name())) {
                alias = item;
            }
        }
        if (alias == null) {
            return null;
        }
        try {
            find(column);
            return null;
        } catch (Scope.NotFound _) {
            return alias;
        }
    }

    private Node.Over withWindow(Node.Over over, Term term) {
        Node.WindowSpec window = resolved(over.window(), term, Set.of());
        return window.equals(over.window())
                ? over
                : new Node.Over(over.function(), window, over.ignoreNulls());
    }

    /// A window with the one it begins with by name put in.
    private Node.WindowSpec resolved(Node.WindowSpec window, Term term, Set<String> inside) {
        if (window.partitionBy().isEmpty() || !(window.partitionBy().getFirst() instanceof Node.Call call)
                || !call.function().startsWith("window$")) {
            return window;
        }
        String name = call.function().substring("window$".length());
        Node.WindowSpec base = select.windows().get(name);
        if (base == null) {
            throw statement.error(call, term, "there is no window \"" + name + "\""
                    + Suggestions.didYouMean(name, select.windows().keySet())
                    + (select.windows().isEmpty() ? "; define it with: window " + name + " as (...)" : ""));
        }
        if (inside.contains(name)) {
            throw statement.error(call, term, "window \"" + name + "\" is defined by itself");
        }
        Set<String> deeper = new HashSet<>(inside);
        deeper.add(name);
        Node.WindowSpec whole = resolved(base, term, deeper);
        return new Node.WindowSpec(whole.partitionBy(),
                window.orderBy().isEmpty() ? whole.orderBy() : window.orderBy(),
                window.frame() == null ? whole.frame() : window.frame());
    }
}
