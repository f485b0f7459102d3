package dev.peso.internal.select;

import java.util.List;

import dev.peso.internal.expr.Node;

/// Rows of lists' elements as SQL wants them: rows whose lists are all empty or null disappear.
final class Unnesting {
    private Unnesting() {}

    static Relation explode(Relation relation, List<String> lists) {
        List<Node> notEmpty = lists.stream()
                .map(id -> Nodes.call(">", Nodes.call("len", Nodes.column(id)), Nodes.ZERO))
                .toList();
        Node some = notEmpty.size() == 1 ? notEmpty.getFirst() : new Node.Call("or", notEmpty);
        return relation.filter(some).explode(lists);
    }
}
