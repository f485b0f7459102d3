package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

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

    /// The node with `change` applied to its direct parts; the function of a window function is no part, its arguments
    /// are.
    static Node map(Node node, UnaryOperator<Node> change) {
        return switch (node) {
            case Node.Column _,Node.Literal _ -> node;
            case Node.Call c -> c.args().isEmpty() ? c : new Node.Call(c.function(), all(c.args(), change));
            case Node.Cast c -> new Node.Cast(change.apply(c.input()), c.type(), c.orNull());
            case Node.Case c -> {
                List<Node.When> branches = new ArrayList<>();
                for (Node.When when : c.branches()) {
                    branches.add(new Node.When(change.apply(when.condition()), change.apply(when.value())));
                }
                yield new Node.Case(branches, orNull(c.otherwise(), change));
            }
            case Node.In in -> new Node.In(change.apply(in.value()), all(in.options(), change));
            case Node.Aggregate a -> aggregate(a, change);
            case Node.Over o ->
                new Node.Over(aggregate(o.function(), change), window(o.window(), change), o.ignoreNulls());
            case Node.Alias a -> new Node.Alias(change.apply(a.input()), a.name());
            case Node.UserCall u ->
                new Node.UserCall(u.name(), u.type(), u.function(), all(u.args(), change));
        };
    }

    static Node.Aggregate aggregate(Node.Aggregate a, UnaryOperator<Node> change) {
        return new Node.Aggregate(a.function(), all(a.args(), change), a.distinct(),
                orNull(a.filter(), change),
                keys(a.order(), change));
    }

    private static Node.WindowSpec window(Node.WindowSpec w, UnaryOperator<Node> change) {
        Node.Frame frame = w.frame();
        return new Node.WindowSpec(all(w.partitionBy(), change), keys(w.orderBy(), change),
                frame == null
                        ? null
                        : new Node.Frame(frame.mode(), bound(frame.start(), change),
                                bound(frame.end(), change),
                                frame.exclusion()));
    }

    private static Node.Bound bound(Node.Bound bound, UnaryOperator<Node> change) {
        return new Node.Bound(bound.kind(), orNull(bound.offset(), change));
    }

    private static List<Node.SortKey> keys(List<Node.SortKey> keys, UnaryOperator<Node> change) {
        return keys.stream()
                .map(k -> new Node.SortKey(change.apply(k.key()), k.descending(), k.nullsFirst()))
                .toList();
    }

    private static List<Node> all(List<Node> nodes, UnaryOperator<Node> change) {
        List<Node> changed = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            changed.add(change.apply(node));
        }
        return changed;
    }

    private static @Nullable Node orNull(@Nullable Node node, UnaryOperator<Node> change) {
        return node == null ? null : change.apply(node);
    }
}
