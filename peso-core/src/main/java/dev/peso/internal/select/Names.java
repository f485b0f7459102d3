package dev.peso.internal.select;

import java.util.Set;

import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Token;

/// Replaces the names of columns in an expression by the plan's names for what they mean.
///
/// @param scope the columns they may mean
record Names(Statement statement, Scope scope) {
    /// The expression with all names resolved.
    ///
    /// @param depth how many queries out a column may be; one further out must be lent
    Node resolve(Node node, Term term, int depth) {
        return node instanceof Node.Column column
                ? resolve(column, term, depth)
                : node.mapChildren(child -> resolve(child, term, depth));
    }

    private Node resolve(Node.Column column, Term term, int depth) {
        String id = Items.resolvedId(column);
        if (id != null) {
            return Nodes.column(id);
        }
        Scope.Found found = find(column, term);
        if (found.depth() > depth) {
            throw new OuterReference(found.depth(), Set.of(found.column().id()));
        }
        return found.node();
    }

    private Scope.Found find(Node.Column column, Term term) {
        try {
            return find(column);
        } catch (Scope.NotFound e) {
            throw statement.error(column, term, String.valueOf(e.getMessage()));
        }
    }

    /// What a name means.
    Scope.Found find(Node.Column column) throws Scope.NotFound {
        Token token = statement.reader.placeOf(column);
        return scope.find(column.qualifier(), column.name(),
                token != null && token.kind() == Token.Kind.NAME);
    }
}
