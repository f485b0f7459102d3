package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;

import dev.peso.internal.expr.Literals;
import dev.peso.internal.expr.Node;
import dev.peso.internal.text.Suggestions;

/// `columns(...)` in an expression: the expression once for each column that it takes.
///
/// `columns(*)` takes all columns, `columns(* exclude (a, b))` all but some, `columns('regex')` those whose names have a
/// match, `columns(['a', 'b'])` those of the names, `columns(c -> c like 'q%')` those whose names fulfil a condition.
final class ColumnPatterns {
    private static final String NAME = "columns";
    private final Statement statement;
    private final Scope scope;

    /// An expression with one of the columns in place of `columns(...)`, and what it is called.
    record One(Term term, String name) {}

    ColumnPatterns(Statement statement, Scope scope) {
        this.statement = statement;
        this.scope = scope;
    }

    static boolean isIn(Term term) {
        return Nodes.any(term.node(), ColumnPatterns::isPattern);
    }

    private static boolean isPattern(Node node) {
        return node instanceof Node.Call call && call.function().equals(NAME);
    }

    /// The terms that a term stands for: itself where it has no `columns(...)`.
    List<Term> terms(Term term) {
        return isIn(term) ? each(term).stream().map(One::term).toList() : List.of(term);
    }

    /// The expression for each column. Several `columns(...)` in it must be the same, and take the same column.
    List<One> each(Term term) {
        List<Node> patterns = new ArrayList<>();
        Nodes.each(term.node(), node -> {
            if (isPattern(node)) {
                patterns.add(node);
            }
        });
        if (patterns.stream().distinct().count() > 1) {
            throw statement.error(term, "the columns(...) of one expression must be the same");
        }
        List<One> all = new ArrayList<>();
        for (Scope.Column column : columns((Node.Call) patterns.getFirst(), term)) {
            Node named = replaced(term.node(), new Node.Column(null, column.name()));
            String name = named instanceof Node.Column ? column.name() : named.toString();
            all.add(new One(term.with(node -> replaced(node, Items.resolved(column.id()))), name));
        }
        if (all.isEmpty()) {
            throw statement.error(term, patterns.getFirst() + " takes no column; columns: "
                    + Suggestions.list(names()));
        }
        return all;
    }

    private static Node replaced(Node node, Node by) {
        return isPattern(node) ? by : node.mapChildren(child -> replaced(child, by));
    }

    private List<Scope.Column> columns(Node.Call pattern, Term term) {
        if (pattern.args().size() > 1) {
            throw statement.error(term, "columns takes one pattern, list of names or function of names");
        }
        List<Scope.Column> taken = new ArrayList<>();
        for (Scope.Column column : scope.columns()) {
            if (!column.merged()
                    && (pattern.args().isEmpty() || takes(pattern.args().getFirst(), column, term))) {
                taken.add(column);
            }
        }
        return taken;
    }

    private List<String> names() {
        return scope.columns().stream().map(Scope.Column::name).toList();
    }

    private boolean takes(Node pattern, Scope.Column column, Term term) {
        if (pattern instanceof Node.Call(String function, List<Node> args)) {
            switch (function) {
                case "list_value" -> {
                    return isNamed(args, column, term);
                }
                case "not" -> {
                    return !isNamed(args.getFirst().children(), column, term);
                }
                case Node.LAMBDA -> {
                    Node name = new Node.Call(Node.LAMBDA_PARAMETER, args.getFirst());
                    return holds(named(args.getLast(), name, column.name()), term);
                }
                default -> {
                    // a computed pattern
                }
            }
        }
        return holds(new Node.Call("regexp_matches", Literals.of((Object) column.name()), pattern), term);
    }

    private static Node named(Node body, Node parameter, String name) {
        return body.equals(parameter)
                ? Literals.of((Object) name)
                : body.mapChildren(child -> named(child, parameter, name));
    }

    private boolean holds(Node condition, Term term) {
        return Boolean.TRUE
                .equals(new Constants(statement).value(term.with(_ -> condition), "the pattern of columns"));
    }

    private boolean isNamed(List<Node> wanted, Scope.Column column, Term term) {
        boolean found = false;
        for (Node each : wanted) {
            String name = each instanceof Node.Literal(String text, var _) ? text : each.toString();
            if (names().stream().noneMatch(name::equalsIgnoreCase)) {
                String didYouMean = Suggestions.didYouMean(name, names());
                throw statement.error(term, "column \"" + name + "\" not found" + didYouMean
                        + (didYouMean.isEmpty() ? "; " : " ") + "columns: " + Suggestions.list(names()));
            }
            found |= name.equalsIgnoreCase(column.name());
        }
        return found;
    }
}
