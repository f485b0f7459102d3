package dev.peso.internal.select;

import java.util.function.UnaryOperator;

import dev.peso.internal.expr.Node;

/// An expression and the place in the text where it stands.
///
/// @param start position of its first character
/// @param end position after its last character
record Term(Node node, int start, int end) {
    Term with(UnaryOperator<Node> change) {
        return new Term(change.apply(node), start, end);
    }
}
