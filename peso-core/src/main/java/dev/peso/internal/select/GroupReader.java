package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;

import dev.peso.internal.expr.Token;
import dev.peso.internal.expr.Tokens;

/// Reads `group by`.
final class GroupReader {
    private final SelectReader reader;
    private final Tokens tokens;

    GroupReader(SelectReader reader) {
        this.reader = reader;
        this.tokens = reader.tokens();
    }

    /// What follows `group by`.
    Query.Grouping grouping() {
        if (tokens.acceptWords("all")) {
            return new Query.Grouping(true, List.of());
        }
        List<Query.GroupItem> items = new ArrayList<>();
        do {
            items.add(groupItem());
        } while (tokens.acceptSymbol(","));
        return new Query.Grouping(false, items);
    }

    private Query.GroupItem groupItem() {
        Token first = tokens.peek();
        boolean opens = tokens.peek(1).isSymbol("(");
        if (first.isWord("rollup") && opens) {
            return new Query.GroupItem.Rollup(groupParts());
        }
        if (first.isWord("cube") && opens) {
            return new Query.GroupItem.Cube(groupParts(), SelectReader.place(first));
        }
        if (first.isWord("grouping") && tokens.peek(1).isWord("sets")) {
            tokens.next();
            tokens.next();
            tokens.enter();
            tokens.expectSymbol("(", "grouping sets");
            List<Query.GroupItem> parts = new ArrayList<>();
            do {
                parts.add(groupItem());
            } while (tokens.acceptSymbol(","));
            tokens.expectSymbol(")", "the grouping sets");
            tokens.leave();
            return new Query.GroupItem.Sets(parts);
        }
        return keys();
    }

    private List<Query.GroupItem.Keys> groupParts() {
        tokens.next();
        tokens.next();
        List<Query.GroupItem.Keys> parts = new ArrayList<>();
        do {
            parts.add(keys());
        } while (tokens.acceptSymbol(","));
        tokens.expectSymbol(")", "the grouping keys");
        return parts;
    }

    /// `x`, `(x, y)` or `()`; `(x) + 1` is an expression.
    private Query.GroupItem.Keys keys() {
        if (tokens.atSymbol("(") && isKeyList()) {
            tokens.next();
            List<Term> terms = tokens.atSymbol(")") ? List.of() : reader.terms();
            tokens.expectSymbol(")", "the grouping keys");
            return new Query.GroupItem.Keys(terms);
        }
        return new Query.GroupItem.Keys(List.of(reader.term()));
    }

    /// Whether the parentheses that open here hold a list of keys: nothing, or a comma on their own level.
    private boolean isKeyList() {
        int depth = 0;
        for (int at = 0;; at++) {
            Token token = tokens.peek(at);
            if (token.kind() == Token.Kind.END) {
                return false;
            }
            boolean opens = token.isSymbol("(") || token.isSymbol("[") || token.isSymbol("{");
            boolean closes = token.isSymbol(")") || token.isSymbol("]") || token.isSymbol("}");
            depth += opens ? 1 : closes ? -1 : 0;
            if (depth == 1 && token.isSymbol(",") || depth == 0 && at == 1) {
                return true;
            }
            if (depth == 0) {
                return false;
            }
        }
    }
}
