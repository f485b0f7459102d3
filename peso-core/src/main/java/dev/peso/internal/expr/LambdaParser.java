package dev.peso.internal.expr;

import java.util.ArrayList;
import java.util.List;

/// Reads functions of elements: `x -> body`, `(x, i) -> body`, `lambda x: body`, and `[body for x in list if condition]`.
final class LambdaParser {
    private final ExpressionParser parser;
    private final Tokens tokens;
    /// The parameters of the lambdas around the place being read.
    private final List<String> parameters = new ArrayList<>();

    LambdaParser(ExpressionParser parser, Tokens tokens) {
        this.parser = parser;
        this.tokens = tokens;
    }

    /// Whether a name is a parameter here.
    boolean isParameter(String name) {
        return parameters.contains(name);
    }

    static Node parameter(String name) {
        return new Node.Call(Node.LAMBDA_PARAMETER, Literals.of(name));
    }

    /// Reads an argument of a function: an expression, or `x -> body`, `(x, i) -> body` or `lambda x, i: body`.
    Node argument() {
        if (tokens.peek().isWord("lambda") && tokens.peek(1).isName()) {
            tokens.next();
            List<String> names = lambdaNames();
            if (!tokens.acceptColon()) {
                throw tokens.expected("\":\" after the parameters of lambda");
            }
            return lambda(names);
        }
        if (tokens.peek().isName() && tokens.peek(1).isSymbol("->")) {
            return arrow(List.of(tokens.next().text()));
        }
        if (!isLambdaWithParentheses()) {
            return parser.expression();
        }
        tokens.next();
        List<String> names = lambdaNames();
        tokens.next();
        return arrow(names);
    }

    private boolean isLambdaWithParentheses() {
        int ahead = 1;
        if (!tokens.atSymbol("(")) {
            return false;
        }
        while (tokens.peek(ahead).isName() && tokens.peek(ahead + 1).isSymbol(",")) {
            ahead += 2;
        }
        return tokens.peek(ahead).isName() && tokens.peek(ahead + 1).isSymbol(")")
                && tokens.peek(ahead + 2).isSymbol("->");
    }

    private List<String> lambdaNames() {
        List<String> names = new ArrayList<>();
        do {
            names.add(tokens.expectName("a parameter's name"));
        } while (tokens.acceptSymbol(","));
        return names;
    }

    private Node arrow(List<String> names) {
        tokens.next();
        return lambda(names);
    }

    private Node lambda(List<String> names) {
        parameters.addAll(names);
        Node body = parser.expression();
        names.forEach(_ -> parameters.removeLast());
        return of(names, body);
    }

    /// `[body for x in list if condition]` from `for` on: `list_transform(list_filter(list, x -> condition), x -> body)`.
    Node comprehension(Node body) {
        tokens.next();
        List<String> names = lambdaNames();
        tokens.expectWord("in");
        Node list = parser.expression();
        Node result = withParameters(body, names);
        if (!tokens.acceptWords("if")) {
            return transform(list, of(names, result));
        }
        Node condition = lambda(names);
        if (names.size() == 1) {
            return transform(new Node.Call("list_filter", list, condition), of(names, result));
        }
        return keepingPlaces(list, names, condition.children().getLast(), result);
    }

    /// A place is that in the whole list, so the results are made before some are left out.
    private static Node keepingPlaces(Node list, List<String> names, Node condition, Node result) {
        Node value = new Node.Case(List.of(new Node.When(condition, result)), null);
        Node pair = new Node.Call("struct_pack", Literals.of("keep"), condition, Literals.of("value"), value);
        Node pairs = transform(list, of(names, pair));
        Node kept = new Node.Call("list_filter", pairs, of(List.of("pair"), part("keep")));
        return transform(kept, of(List.of("pair"), part("value")));
    }

    private static Node part(String name) {
        return new Node.Call("struct_extract", parameter("pair"), Literals.of(name));
    }

    private static Node transform(Node list, Node lambda) {
        return new Node.Call("list_transform", list, lambda);
    }

    private static Node of(List<String> names, Node body) {
        List<Node> parts = new ArrayList<>();
        names.forEach(name -> parts.add(Literals.of(name)));
        parts.add(body);
        return new Node.Call(Node.LAMBDA, parts);
    }

    /// The names were columns when the body was read.
    private static Node withParameters(Node node, List<String> names) {
        return node instanceof Node.Column column && column.qualifier() == null
                && names.contains(column.name())
                        ? parameter(column.name())
                        : node.mapChildren(child -> withParameters(child, names));
    }
}
