package dev.peso.internal.expr;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Reads what operators stand between: literals, names, calls, lists, structs, maps and what is in parentheses.
final class OperandParser {
    private final ExpressionParser parser;
    private final Tokens tokens;
    private final Parameters parameters;
    private final CallParser calls;
    private final LambdaParser lambdas;
    private final IntervalParser intervals;

    OperandParser(ExpressionParser parser, Tokens tokens, Parameters parameters, CallParser calls,
            LambdaParser lambdas, IntervalParser intervals) {
        this.parser = parser;
        this.tokens = tokens;
        this.parameters = parameters;
        this.calls = calls;
        this.lambdas = lambdas;
        this.intervals = intervals;
    }

    /// Reads an operand without what may follow it.
    Node operand() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> number(tokens.next(), false);
            case TEXT -> Literals.of(tokens.next().text());
            case PARAMETER -> parameters.bind(tokens.next(), tokens);
            case NAME -> named(tokens.next());
            case WORD -> word(token);
            case SYMBOL -> symbol(token);
            case END -> throw tokens.expected("an expression");
        };
    }

    /// A number, the sign before it included.
    Node number(Token token, boolean negative) {
        try {
            return TypedLiterals.number(token.text(), negative);
        } catch (IllegalArgumentException e) {
            throw tokens.error(token, String.valueOf(e.getMessage()));
        }
    }

    private Node symbol(Token token) {
        return switch (token.text()) {
            case "(" -> parenthesised();
            case "[" -> list();
            case "{" -> {
                tokens.next();
                yield new Node.Call("struct_pack", entries("a field"));
            }
            case "&" -> throw tokens.error(token,
                    "expected an expression, found \"&\"; conditions are joined by and");
            case "*" ->
                throw tokens.error(token, "\"*\" needs a value before it; only count(*) takes it alone");
            default -> throw tokens.expected("an expression");
        };
    }

    /// `[a, b]` or `[body for x in list]`.
    private Node list() {
        tokens.next();
        if (tokens.acceptSymbol("]")) {
            return new Node.Call("list_value", List.of());
        }
        Node first = parser.expression();
        if (!tokens.atWords("for")) {
            return new Node.Call("list_value", more(first, "]"));
        }
        Node list = lambdas.comprehension(first);
        tokens.expectSymbol("]", "the list");
        return list;
    }

    /// The nodes up to a closing symbol, the first of which was read.
    private List<Node> more(Node first, String close) {
        List<Node> nodes = new ArrayList<>(List.of(first));
        while (tokens.acceptSymbol(",")) {
            nodes.add(parser.expression());
        }
        parser.expectClose(close, ",");
        return nodes;
    }

    private Node parenthesised() {
        Token open = tokens.next();
        if (parser.startsQuery()) {
            Node result = parser.subquery(SubqueryKind.SCALAR, null, null);
            tokens.expectSymbol(")", "the subquery");
            return result;
        }
        Node inner = parser.aliased();
        if (tokens.atSymbol(",") && !(inner instanceof Node.Alias)) {
            return new Node.Call("row", more(inner, ")"));
        }
        if (!tokens.acceptSymbol(")")) {
            Token token = tokens.peek();
            throw token.kind() == Token.Kind.END
                    ? tokens.error(open, "\"(\" is not closed: missing )")
                    : tokens.unexpected(token, "\")\"");
        }
        return inner;
    }

    /// The entries of `{'a': 1, b: 2}` as names and values in turn, up to the `}`.
    private List<Node> entries(String what) {
        List<Node> nodes = new ArrayList<>();
        if (tokens.acceptSymbol("}")) {
            return nodes;
        }
        do {
            Token name = tokens.next();
            if (!name.isName() && name.kind() != Token.Kind.TEXT) {
                throw tokens.error(name, "expected the name of " + what + ", found " + tokens.describe(name));
            }
            nodes.add(Literals.of(name.text()));
            expectColon();
            nodes.add(parser.expression());
        } while (tokens.acceptSymbol(","));
        parser.expectClose("}", ",");
        return nodes;
    }

    private void expectColon() {
        if (!tokens.acceptColon()) {
            throw tokens.expected("\":\" after the name of a field");
        }
    }

    private Node map() {
        List<Node> keys = new ArrayList<>();
        List<Node> values = new ArrayList<>();
        tokens.next();
        tokens.next();
        if (!tokens.acceptSymbol("}")) {
            do {
                keys.add(parser.expression());
                expectColon();
                values.add(parser.expression());
            } while (tokens.acceptSymbol(","));
            parser.expectClose("}", ",");
        }
        return new Node.Call("map", new Node.Call("list_value", keys), new Node.Call("list_value", values));
    }

    private Node word(Token token) {
        switch (token.folded()) {
            case "true", "false" -> {
                return Literals.of((Object) Boolean.valueOf(tokens.next().folded()));
            }
            case "null" -> {
                tokens.next();
                return Literals.NULL;
            }
            case "case" -> {
                tokens.next();
                return calls.caseWhen();
            }
            case "interval" -> {
                if (intervals.starts()) {
                    return intervals.interval();
                }
            }
            case "array" -> {
                if (tokens.peek(1).isSymbol("[")) {
                    tokens.next();
                    return symbol(tokens.peek());
                }
            }
            case "map" -> {
                if (tokens.peek(1).isSymbol("{")) {
                    return map();
                }
            }
            default -> {
                if (Keywords.isReserved(token.text())) {
                    boolean between = parser.continues(token) || token.isWord("not");
                    throw tokens.error(token, "expected an expression, found " + tokens.describe(token)
                            + (between ? "" : "; as a name it needs double quotes"));
                }
            }
        }
        Node literal = typedLiteral(token);
        return literal != null ? literal : named(tokens.next());
    }

    private @Nullable Node typedLiteral(Token token) {
        DataType type = TypeText.beforeLiteral(tokens);
        if (type == null) {
            return null;
        }
        Token value = tokens.next();
        try {
            if (token.isWord("blob")) {
                return blob(value, value.text());
            }
            boolean plain = tokens.text().substring(token.start(), value.start()).indexOf('(') < 0;
            return TypedLiterals.parse(type, value.text(), plain);
        } catch (IllegalArgumentException e) {
            throw tokens.error(value, String.valueOf(e.getMessage()));
        }
    }

    /// The bytes of a text; an error points at a token.
    Node blob(Token token, String text) {
        try {
            return TypedLiterals.blob(text);
        } catch (IllegalArgumentException e) {
            throw tokens.error(token, String.valueOf(e.getMessage()));
        }
    }

    private Node named(Token name) {
        if (tokens.atSymbol("(")) {
            return calls.call(name);
        }
        if (lambdas.isParameter(name.text())) {
            return LambdaParser.parameter(name.text());
        }
        if (tokens.atSymbol(".") && tokens.peek(1).isName()) {
            if (tokens.peek(2).isSymbol("(") && Node.USER.equals(name.text() + ".")) {
                throw tokens.error(name, tokens.peek(1).end(), "\"" + tokens.peek(1).text()
                        + "\" is a function of the program's own, which text cannot hold; make it with udf(...) or "
                        + "aggregate(...) in code");
            }
            tokens.next();
            return parser.readColumn(name, tokens.next());
        }
        return parser.readColumn(null, name);
    }
}
