package dev.peso.internal.plan;

import dev.peso.QueryException;
import dev.peso.internal.expr.Node;

/// How deep an expression being checked is nested and how many parts it has had so far; refuses one that recursive code
/// could not follow.
final class Nesting {
    private static final int MAX_LEVELS = 500;
    private static final int MAX_LOGICAL = 1_000;
    private static final int MAX_PARTS = 1_000_000;

    private int levels;
    private int logical;
    private int parts;

    void enter(Node node) {
        if (isLogical(node)) {
            logical++;
        } else {
            levels++;
        }
        if (levels > MAX_LEVELS || logical > MAX_LOGICAL) {
            throw new QueryException("the expression is nested more than "
                    + (levels > MAX_LEVELS ? MAX_LEVELS : MAX_LOGICAL)
                    + " levels deep; split it into columns with with(...), or use in(...) for many values");
        }
        if (!node.children().isEmpty() && ++parts > MAX_PARTS) {
            throw new QueryException("the expressions have more than " + MAX_PARTS
                    + " parts; keep what is used often as a column with with(...)");
        }
    }

    void leave(Node node) {
        if (isLogical(node)) {
            logical--;
        } else {
            levels--;
        }
    }

    /// Chains of these become one node of many terms.
    private static boolean isLogical(Node node) {
        return node instanceof Node.Call call
                && (call.function().equals("and") || call.function().equals("or"));
    }
}
