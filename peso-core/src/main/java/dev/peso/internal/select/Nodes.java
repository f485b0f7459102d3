package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.peso.DataType;
import dev.peso.internal.expr.Node;

/// Small questions about nodes, and rewrites of them.
final class Nodes {
    static final Node TRUE = new Node.Literal(true, DataType.BOOLEAN);
    static final Node FALSE = new Node.Literal(false, DataType.BOOLEAN);
    static final Node NULL_BOOLEAN = new Node.Cast(new Node.Literal(null, DataType.NULL), DataType.BOOLEAN,
            false);
    static final Node ZERO = new Node.Literal(0L, DataType.INT64);

    private Nodes() {}

    static Node column(String id) {
        return new Node.Column(null, id);
    }

    static List<Node> columns(List<String> ids) {
        return ids.stream().map(Nodes::column).toList();
    }

    static Node call(String function, Node... args) {
        return new Node.Call(function, args);
    }

    static Node count(Node... args) {
        return new Node.Aggregate("count", args);
    }

    /// The number of each row, or of each row within its partition.
    static Node rowNumber(List<Node> partition, List<Node.SortKey> order) {
        return new Node.Over(new Node.Aggregate("row_number"), new Node.WindowSpec(partition, order, null),
                false);
    }

    static Node and(List<Node> terms) {
        return terms.size() == 1 ? terms.getFirst() : new Node.Call("and", terms);
    }

    /// The terms of a condition that must all be true.
    static List<Node> terms(Node condition) {
        List<Node> terms = new ArrayList<>();
        addTerms(condition, terms);
        return terms;
    }

    private static void addTerms(Node node, List<Node> into) {
        if (node instanceof Node.Call call && call.function().equals("and")) {
            call.args().forEach(arg -> addTerms(arg, into));
        } else {
            into.add(node);
        }
    }

    static boolean any(Node node, Predicate<Node> test) {
        if (test.test(node)) {
            return true;
        }
        for (Node child : node.children()) {
            if (any(child, test)) {
                return true;
            }
        }
        return false;
    }

    static void each(Node node, Consumer<Node> action) {
        action.accept(node);
        node.children().forEach(child -> each(child, action));
    }

    /// The names of the columns a node reads.
    static void addColumns(Node node, Set<String> into) {
        each(node, n -> {
            if (n instanceof Node.Column column) {
                into.add(column.name());
            }
        });
    }

    /// The arguments of a window function and what its window is made of; not the function itself.
    static List<Node> parts(Node.Over over) {
        List<Node> parts = new ArrayList<>(over.function().children());
        parts.addAll(over.children().subList(1, over.children().size()));
        return parts;
    }

    /// Whether a node computes an aggregate, not counting functions over a window.
    static boolean hasAggregate(Node node) {
        return switch (node) {
            case Node.Aggregate _ -> true;
            case Node.Over over -> parts(over).stream().anyMatch(Nodes::hasAggregate);
            default -> node.children().stream().anyMatch(Nodes::hasAggregate);
        };
    }
}
