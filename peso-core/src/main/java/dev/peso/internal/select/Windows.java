package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.peso.internal.expr.Node;

/// Computes the window functions of one `select`.
final class Windows {
    private final Statement statement;
    private final Rows rows;
    private final Expressions expressions;
    private final Map<Node, String> windows = new LinkedHashMap<>();
    private final List<Term> terms = new ArrayList<>();
    private final List<Node> columns = new ArrayList<>();

    Windows(Statement statement, Rows rows, Expressions expressions) {
        this.statement = statement;
        this.rows = rows;
        this.expressions = expressions;
    }

    void apply(List<Term> roots) {
        roots.forEach(root -> Nodes.each(root.node(), node -> collect(node, root)));
        if (!columns.isEmpty()) {
            rows.requireNoConditions();
            rows.add(terms, columns);
            windows.forEach(expressions::compute);
        }
    }

    private void collect(Node node, Term root) {
        if (node instanceof Node.Over over && !expressions.isComputed(over) && !windows.containsKey(over)) {
            String id = statement.expressionId(over.function());
            windows.put(over, id);
            columns.add(new Node.Alias(window(over, root), id));
            terms.add(root);
        }
    }

    /// The function resolved; rows that belong to different rows of the query around are different partitions.
    private Node window(Node.Over over, Term term) {
        Node.Over resolved = (Node.Over) over.mapChildren(child -> expressions.value(child, term));
        if (rows.keys().isEmpty()) {
            return resolved;
        }
        List<Node> partition = new ArrayList<>(resolved.window().partitionBy());
        partition.addAll(rows.keyColumns());
        return new Node.Over(resolved.function(),
                new Node.WindowSpec(partition, resolved.window().orderBy(), resolved.window().frame()),
                resolved.ignoreNulls());
    }
}
