package dev.peso.internal.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/// The direct parts of nodes.
final class NodeParts {
    private NodeParts() {}

    static List<Node> children(Node node) {
        return switch (node) {
            case Node.Column _,Node.Literal _ -> List.of();
            case Node.Call c -> c.args();
            case Node.Cast c -> List.of(c.input());
            case Node.Case c -> branches(c);
            case Node.In in -> {
                List<Node> parts = new ArrayList<>(in.options());
                parts.addFirst(in.value());
                yield parts;
            }
            case Node.Aggregate a -> {
                List<Node> parts = new ArrayList<>(a.args());
                add(parts, a.filter());
                for (Node.SortKey key : a.order()) {
                    parts.add(key.key());
                }
                yield parts;
            }
            case Node.Over o -> over(o);
            case Node.Alias a -> List.of(a.input());
            case Node.UserCall u -> u.args();
        };
    }

    private static List<Node> branches(Node.Case node) {
        List<Node> parts = new ArrayList<>();
        for (Node.When branch : node.branches()) {
            parts.add(branch.condition());
            parts.add(branch.value());
        }
        add(parts, node.otherwise());
        return parts;
    }

    private static List<Node> over(Node.Over over) {
        List<Node> parts = new ArrayList<>();
        parts.add(over.function());
        parts.addAll(over.window().partitionBy());
        over.window().orderBy().forEach(key -> parts.add(key.key()));
        Node.Frame frame = over.window().frame();
        if (frame != null) {
            add(parts, frame.start().offset());
            add(parts, frame.end().offset());
        }
        return parts;
    }

    private static void add(List<Node> parts, @Nullable Node part) {
        if (part != null) {
            parts.add(part);
        }
    }

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
                new Node.UserCall(u.name(), u.type(), u.function(), u.classes(), all(u.args(), change));
        };
    }

    private static Node.Aggregate aggregate(Node.Aggregate a, UnaryOperator<Node> change) {
        return a.of(all(a.args(), change), a.distinct(), orNull(a.filter(), change), keys(a.order(), change));
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
