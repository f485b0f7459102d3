package dev.peso.internal.expr;

import java.util.ArrayList;
import java.util.List;

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
                a.order().forEach(key -> parts.add(key.key()));
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
}
