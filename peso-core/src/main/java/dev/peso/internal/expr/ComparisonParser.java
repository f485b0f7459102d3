package dev.peso.internal.expr;

import org.jspecify.annotations.Nullable;

/// Reads comparisons and what binds like them: `is`, `in`, `between`, `like` and their kin.
final class ComparisonParser {
    private final ExpressionParser parser;
    private final Tokens tokens;

    ComparisonParser(ExpressionParser parser, Tokens tokens) {
        this.parser = parser;
        this.tokens = tokens;
    }

    /// What a comparison that starts with `left` means; its operator comes next.
    Node comparison(Node left) {
        boolean negated = tokens.acceptWords("not");
        Token operator = tokens.next();
        Node result = switch (operator.folded()) {
            case "is" -> is(left);
            case "in" -> in(left);
            case "between" -> between(left);
            case "like", "ilike" -> like(left, operator.folded());
            case "null", "isnull" -> new Node.Call("is_null", left);
            case "notnull" -> new Node.Call("is_not_null", left);
            case "similar" -> {
                tokens.next();
                yield new Node.Call("regexp_full_match", left, parser.operand());
            }
            case "glob", "~~~" -> new Node.Call("glob", left, parser.operand());
            case "^@" -> new Node.Call("starts_with", left, parser.operand());
            case "~~" -> like(left, "like");
            case "!~~" -> not(like(left, "like"));
            case "~~*" -> like(left, "ilike");
            case "!~~*" -> not(like(left, "ilike"));
            case "~" -> new Node.Call("regexp_full_match", left, parser.operand());
            case "!~" -> not(new Node.Call("regexp_full_match", left, parser.operand()));
            case "==" -> compare(left, "=");
            case "!=" -> compare(left, "<>");
            default -> compare(left, operator.text());
        };
        if (negated && operator.isWord("null")) {
            return new Node.Call("is_not_null", left);
        }
        return negated ? not(result) : result;
    }

    private static Node not(Node node) {
        return new Node.Call("not", node);
    }

    private Node compare(Node left, String operator) {
        Node result = quantified(left, operator);
        if (result == null) {
            result = new Node.Call(operator, left, parser.operand());
        }
        Token next = tokens.peek();
        if (parser.isComparison(next)) {
            throw tokens.error(next, "comparisons do not chain; join two of them with and");
        }
        return result;
    }

    /// `= any (...)` and its like, or null.
    private @Nullable Node quantified(Node left, String operator) {
        Token word = tokens.peek();
        boolean any = word.isWord("any") || word.isWord("some");
        if (!(any || word.isWord("all")) || !tokens.peek(1).isSymbol("(")) {
            return null;
        }
        Tokens.Mark mark = tokens.mark();
        tokens.next();
        tokens.next();
        if (parser.startsQuery()) {
            Node result = parser.subquery(any ? SubqueryKind.ANY : SubqueryKind.ALL, left, operator);
            tokens.expectSymbol(")", "the subquery");
            return result;
        }
        if (any && operator.equals("=")) {
            Node list = parser.expression();
            tokens.expectSymbol(")", "the list");
            return new Node.Call("list_contains", list, left);
        }
        tokens.reset(mark);
        return null;
    }

    private Node is(Node left) {
        boolean negated = tokens.acceptWords("not");
        if (tokens.acceptWords("null") || tokens.acceptWords("unknown")) {
            return new Node.Call(negated ? "is_not_null" : "is_null", left);
        }
        if (tokens.acceptWords("distinct", "from")) {
            return distinct(left, parser.operand(), !negated);
        }
        for (boolean value : new boolean[]{true, false}) {
            if (tokens.acceptWords(Boolean.toString(value))) {
                return distinct(left, Literals.of((Object) value), negated);
            }
        }
        throw tokens
                .expected("null, true, false or distinct from after \"is" + (negated ? " not" : "") + "\"");
    }

    private static Node distinct(Node left, Node right, boolean distinct) {
        return new Node.Call(distinct ? "is_distinct_from" : "is_not_distinct_from", left, right);
    }

    private Node in(Node left) {
        if (!tokens.atSymbol("(")) {
            Node list = parser.operand();
            boolean literal = list instanceof Node.Call call && call.function().equals("list_value");
            return literal ? new Node.In(left, list.children()) : new Node.Call("list_contains", list, left);
        }
        tokens.next();
        if (parser.startsQuery()) {
            Node result = parser.subquery(SubqueryKind.IN, left, null);
            tokens.expectSymbol(")", "the subquery");
            return result;
        }
        return new Node.In(left, parser.expressionsUntil(")"));
    }

    private Node between(Node left) {
        Node low = parser.operand();
        if (!tokens.acceptWords("and")) {
            throw tokens.expected("\"and\" after the lower bound of between");
        }
        Node high = parser.operand();
        return new Node.Call("and", new Node.Call(">=", left, low), new Node.Call("<=", left, high));
    }

    private Node like(Node left, String name) {
        Node pattern = parser.operand();
        return tokens.acceptWords("escape")
                ? new Node.Call(name, left, pattern, parser.operand())
                : new Node.Call(name, left, pattern);
    }
}
