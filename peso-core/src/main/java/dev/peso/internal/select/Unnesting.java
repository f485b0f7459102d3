package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.peso.DataType;
import dev.peso.internal.expr.Node;

/// Rows of lists' elements as SQL wants them: rows whose lists are all empty or null disappear.
final class Unnesting {
    private Unnesting() {}

    /// Computes the `unnest` calls among results: each row once for each element.
    static void apply(Statement statement, Items items, Rows rows, Expressions expressions) {
        Map<Node, String> lists = new LinkedHashMap<>();
        List<Term> terms = new ArrayList<>();
        List<Node> columns = new ArrayList<>();
        for (Items.Item item : items.all()) {
            Nodes.each(item.node(), node -> {
                if (node instanceof Node.Call call && call.function().equals("unnest")
                        && !lists.containsKey(call)) {
                    if (call.args().size() != 1) {
                        throw statement.error(item.term(), "unnest takes one list");
                    }
                    String id = statement.expressionId(call);
                    lists.put(call, id);
                    columns.add(
                            new Node.Alias(expressions.value(call.args().getFirst(), item.term()), id));
                    terms.add(item.term());
                }
            });
        }
        if (!lists.isEmpty()) {
            rows.add(terms, columns);
            rows.relation(explode(statement, rows.relation(), new ArrayList<>(lists.values()), terms));
            lists.forEach(expressions::compute);
        }
    }

    /// @param terms where the lists come from
    static Relation explode(Statement statement, Relation relation, List<String> lists, List<Term> terms) {
        List<Node> notEmpty = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            DataType type = relation.checked().schema().type(lists.get(i));
            if (!(type instanceof DataType.ListOf) && type != DataType.NULL) {
                throw statement.error(terms.get(i), "unnest takes a list, got " + type);
            }
            notEmpty.add(Nodes.call(">", Nodes.call("len", Nodes.column(lists.get(i))), Nodes.ZERO));
        }
        Node some = notEmpty.size() == 1 ? notEmpty.getFirst() : new Node.Call("or", notEmpty);
        return statement.at(terms.getFirst(), () -> relation.filter(some).explode(lists));
    }
}
