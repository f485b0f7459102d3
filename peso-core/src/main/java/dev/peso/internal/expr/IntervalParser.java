package dev.peso.internal.expr;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.IdentityHashMap;

import org.jspecify.annotations.Nullable;

/// Reads `interval` literals, and computes with those that have months.
///
/// Months have no fixed length, so they are no value but become `add_months` where they are added to something; until then
/// they are known by the identity of the node that stands for them.
final class IntervalParser {
    private final ExpressionParser parser;
    private final Tokens tokens;
    private final IdentityHashMap<Node, Span> spans = new IdentityHashMap<>();

    /// Months, and an exact duration on top or null.
    private record Span(Node months, @Nullable Node rest) {
        /// Products of smaller numbers are computed here.
        private static final long SMALL = 1L << 31;

        Node node() {
            Node calendar = new Node.Call("interval_months", months);
            return rest == null ? calendar : new Node.Call("+", calendar, rest);
        }

        Span negated() {
            return new Span(minus(months), rest == null ? null : minus(rest));
        }

        Span times(Node factor) {
            return new Span(product(months, factor), rest == null ? null : product(rest, factor));
        }

        Node addedTo(Node value, String sign) {
            Node moved = new Node.Call("add_months", value, sign.equals("-") ? minus(months) : months);
            return rest == null ? moved : new Node.Call(sign, moved, rest);
        }

        private static Node minus(Node node) {
            return switch (node) {
                case Node.Literal(Long n, var _) -> Literals.of(-n);
                case Node.Literal(Duration d, var type) -> new Node.Literal(d.negated(), type);
                default -> new Node.Call("negate", node);
            };
        }

        private static Node product(Node node, Node factor) {
            if (node instanceof Node.Literal(Long a, var _) && factor instanceof Node.Literal(Long b, var _)
                    && Math.abs(a) < SMALL && Math.abs(b) < SMALL) {
                return Literals.of(a * b);
            }
            return new Node.Call("*", node, factor);
        }
    }

    IntervalParser(ExpressionParser parser, Tokens tokens) {
        this.parser = parser;
        this.tokens = tokens;
    }

    /// Whether an interval starts at the word that comes next.
    boolean starts() {
        Token next = tokens.peek(1);
        return next.kind() == Token.Kind.TEXT || next.kind() == Token.Kind.NUMBER || next.isSymbol("(");
    }

    /// Reads an interval.
    Node interval() {
        tokens.next();
        Token first = tokens.peek();
        try {
            return remembered(first.isSymbol("(") ? computed() : literal(first));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw tokens.error(first, tokens.lastEnd(), String.valueOf(e.getMessage()));
        }
    }

    /// The interval of a text that is cast to the type `interval`, whose name was read.
    Node cast(Token type, String text) {
        try {
            return remembered(Intervals.parse(text));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw tokens.error(type, String.valueOf(e.getMessage()));
        }
    }

    private Node literal(Token first) {
        boolean unitFollows = tokens.peek(1).kind() == Token.Kind.WORD
                && Intervals.unit(tokens.peek(1).text()) != null;
        tokens.next();
        if (first.kind() == Token.Kind.NUMBER && !unitFollows) {
            throw tokens.expected("a unit of time after \"" + first.text() + "\"");
        }
        boolean bare = !first.text().chars().anyMatch(Character::isLetter);
        String unit = unitFollows && bare ? " " + tokens.next().text() : "";
        return Intervals.parse(first.text() + unit);
    }

    private Node computed() {
        tokens.next();
        Node count = parser.expression();
        tokens.expectSymbol(")", "the number of an interval");
        return Intervals.of(count, Intervals.requireUnit(tokens.expectName("a unit of time")));
    }

    private Node remembered(Node node) {
        if (node instanceof Node.Call call && call.function().equals("interval_months")) {
            spans.put(node, new Span(call.args().getFirst(), null));
        } else if (node instanceof Node.Call call && call.function().equals("+")
                && call.args().getFirst() instanceof Node.Call calendar) {
            spans.put(node, new Span(calendar.args().getFirst(), call.args().getLast()));
        }
        return node;
    }

    private Node remembered(Span span) {
        Node node = span.node();
        spans.put(node, span);
        return node;
    }

    /// The opposite of an interval with months, or null if the node is none.
    @Nullable
    Node negated(Node node) {
        Span span = spans.get(node);
        return span == null ? null : remembered(span.negated());
    }

    /// What an operator makes of operands one of which is an interval with months, or null where none is.
    ///
    /// `d + interval '1 month 2 days'` is `add_months(d, 1) + interval '2 days'`.
    @Nullable
    Node binary(Node left, String operator, Node right) {
        Span a = spans.get(left);
        Span b = spans.get(right);
        if (a == null && b == null) {
            return null;
        }
        return switch (operator) {
            case "*" -> a != null && b != null
                    ? null
                    : remembered(
                            a != null ? a.times(right) : java.util.Objects.requireNonNull(b).times(left));
            case "+", "-" -> b != null ? moved(left, a, operator, b) : moved(right, operator, a);
            default -> null;
        };
    }

    private Node moved(Node left, @Nullable Span a, String sign, Span b) {
        if (a == null) {
            return isDuration(left) && sign.equals("+")
                    ? remembered(new Span(b.months(), sum(left, "+", b.rest())))
                    : b.addedTo(left, sign);
        }
        Node rest = b.rest() == null ? a.rest() : sum(a.rest(), sign, b.rest());
        return remembered(new Span(new Node.Call(sign, a.months(), b.months()), rest));
    }

    private @Nullable Node moved(Node right, String sign, @Nullable Span a) {
        if (a == null) {
            return null;
        }
        if (isDuration(right)) {
            return remembered(new Span(a.months(), sum(a.rest(), sign, right)));
        }
        return sign.equals("+") ? a.addedTo(right, sign) : null;
    }

    private static Node sum(@Nullable Node left, String sign, @Nullable Node right) {
        if (left == null || right == null) {
            Node only = java.util.Objects.requireNonNull(left == null ? right : left);
            return left == null && sign.equals("-") ? Span.minus(only) : only;
        }
        return new Node.Call(sign, left, right);
    }

    private static boolean isDuration(Node node) {
        return node instanceof Node.Literal literal && literal.value() instanceof Duration;
    }
}
