package dev.peso.internal.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;

/// Reads expressions from text; the package description has the grammar.
///
/// A parser reads one text once. SQL extends it: the protected methods are what a subclass may use ([#tokens]) or
/// decide (subqueries, named windows).
public class ExpressionParser {
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int COMPARE = 4;
    private static final int CONCAT = 5;
    private static final int ADD = 6;
    private static final int MULTIPLY = 7;
    private static final int UNARY = 8;
    private static final int POWER = 9;

    /// What is read; shared with the statement around the expression.
    protected final Tokens tokens;
    private final Parameters parameters;
    private final CallParser calls;
    /// What `interval` gave, as only that may become `add_months`.
    private final Set<Node> intervals = Collections.newSetFromMap(new IdentityHashMap<>());

    /// The parameters of the lambdas around the place being read.
    private final List<String> lambdaParameters = new ArrayList<>();

    /// @param isAggregate whether a function of this name (lower case unless quoted) is an aggregate
    @SuppressWarnings("this-escape") // the part that reads calls only keeps the reference
    public ExpressionParser(Tokens tokens, Predicate<String> isAggregate, Parameters parameters) {
        this.tokens = tokens;
        this.parameters = parameters;
        this.calls = new CallParser(this, tokens, isAggregate);
    }

    /// A parser of a text without SQL comments.
    public static ExpressionParser of(String text, Predicate<String> isAggregate, Parameters parameters) {
        return new ExpressionParser(new Tokens(Objects.requireNonNull(text, "text"), false), isAggregate,
                parameters);
    }

    /// The whole text as an expression, possibly named by `as`.
    ///
    /// @throws QueryException if it cannot be read; the message points at the place
    public final Node parse() {
        return guarded(() -> whole(aliased()));
    }

    /// The whole text as a result column: `name = expression`, `expression as name`, or an expression.
    ///
    /// @throws QueryException if it cannot be read
    public final Node parseColumn() {
        return guarded(this::column);
    }

    private Node column() {
        if (tokens.peek().isName() && tokens.peek(1).isSymbol("=")) {
            Token name = tokens.next();
            requireFree(name);
            tokens.next();
            return whole(new Node.Alias(expression(), name.text()));
        }
        return whole(aliased());
    }

    /// The whole text as sort keys: `a, b desc nulls first`.
    ///
    /// @throws QueryException if it cannot be read
    public final List<Node.SortKey> parseSortKeys() {
        return guarded(() -> {
            List<Node.SortKey> keys = sortKeys();
            tokens.expectEnd();
            keys.forEach(key -> tokens.requireShallow(key.key(), tokens.peek()));
            return keys;
        });
    }

    /// Reads, and says so if the thread's stack is too small for text that the depth limit allows.
    private <T> T guarded(Supplier<T> read) {
        try {
            return read.get();
        } catch (StackOverflowError e) {
            throw tokens.tooDeep();
        }
    }

    private Node whole(Node node) {
        tokens.expectEnd();
        tokens.requireShallow(node, tokens.peek());
        return node;
    }

    private Node aliased() {
        Node node = expression();
        return tokens.acceptWords("as") ? new Node.Alias(node, tokens.expectName("a name after as")) : node;
    }

    private void requireFree(Token name) {
        if (name.kind() == Token.Kind.WORD && Keywords.isReserved(name.text())) {
            throw tokens.error(name,
                    "\"" + name.text() + "\" is a keyword; as a name it needs double quotes");
        }
    }

    /// Reads an expression and stops at what cannot continue it.
    protected final Node expression() {
        return parse(OR);
    }

    /// Reads an argument of a function: an expression, or `x -> body`, `(x, i) -> body` or `lambda x, i: body`.
    final Node argument() {
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
            return expression();
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
        lambdaParameters.addAll(names);
        List<Node> parts = new ArrayList<>();
        names.forEach(name -> parts.add(Literals.of(name)));
        parts.add(expression());
        names.forEach(_ -> lambdaParameters.removeLast());
        return new Node.Call(Node.LAMBDA, parts);
    }

    /// An expression without comparison, `and`, `or`: what stands beside `in`, `and` or `preceding` of other clauses.
    final Node operand() {
        return parse(CONCAT);
    }

    /// The expression that starts with an operand which was read.
    final Node continued(Node operand) {
        return operators(operand, OR);
    }

    /// Reads sort keys separated by commas.
    protected final List<Node.SortKey> sortKeys() {
        List<Node.SortKey> keys = new ArrayList<>();
        do {
            keys.add(new Node.SortKey(expression(), descending(), nullsFirst()));
        } while (tokens.acceptSymbol(","));
        return keys;
    }

    /// Reads `asc` or `desc`, if one comes next.
    protected final boolean descending() {
        boolean descending = tokens.acceptWords("desc");
        if (!descending) {
            tokens.acceptWords("asc");
        }
        return descending;
    }

    /// Reads `nulls first` or `nulls last`, if one comes next.
    protected final boolean nullsFirst() {
        boolean first = tokens.acceptWords("nulls", "first");
        if (!first) {
            tokens.acceptWords("nulls", "last");
        }
        return first;
    }

    /// Whether a subquery starts at the next token, which follows a `(`.
    protected boolean startsQuery() {
        return tokens.atWords("select");
    }

    /// Reads a subquery that starts at the next token, up to its `)`, and returns what stands for it: any node, for example
    /// a call of a name that no text can hold, which the subclass replaces when it builds its plan.
    ///
    /// @param left what is compared with the subquery's rows; null for `SCALAR` and `EXISTS`
    /// @param comparison `=`, `<>`, `<`, `<=`, `>` or `>=` for `ANY` and `ALL`, otherwise null
    protected Node subquery(SubqueryKind kind, @Nullable Node left, @Nullable String comparison) {
        throw tokens.error(tokens.peek(), "a subquery can stand in Dataset.sql(...) only; here use a join");
    }

    /// The window that a statement names.
    protected Node.WindowSpec namedWindow(Token name) {
        throw tokens.error(name, "expected \"(\" after over, found " + tokens.describe(name));
    }

    /// The window that a statement names, where it begins another one: `over (w rows 1 preceding)`; null if the token, which
    /// is not read yet, names none.
    protected Node.@Nullable WindowSpec baseWindow(Token name) {
        return null;
    }

    /// Reads a window in parentheses, the first of which was read.
    protected final Node.WindowSpec window() {
        return calls.window();
    }

    private Node parse(int level) {
        tokens.enter();
        Node node = operators(prefix(), level);
        tokens.leave();
        return node;
    }

    private Node prefix() {
        Token token = tokens.peek();
        if (token.isWord("not")) {
            tokens.next();
            return new Node.Call("not", parse(NOT));
        }
        if (token.isSymbol("-") || token.isSymbol("+")) {
            tokens.next();
            return signed(token.isSymbol("-"));
        }
        return postfix(primary());
    }

    /// A minus directly before a number makes a negative number, unless the number is part of something larger.
    private Node signed(boolean negative) {
        Token token = tokens.peek();
        if (negative && token.kind() == Token.Kind.NUMBER && !bindsTighter(tokens.peek(1))) {
            return number(tokens.next(), true);
        }
        Node operand = parse(UNARY);
        return negative ? new Node.Call("negate", operand) : operand;
    }

    private static boolean bindsTighter(Token token) {
        return token.isSymbol("^") || token.isSymbol("**") || token.isSymbol("::") || token.isSymbol(".")
                || token.isSymbol("[");
    }

    private Node operators(Node first, int level) {
        Node left = first;
        while (true) {
            Token token = tokens.peek();
            int found = level(token);
            if (found < level) {
                return left;
            }
            left = found == COMPARE ? comparison(left) : binary(left, tokens.next(), found);
        }
    }

    /// How strongly a token binds what stands before it; 0 if it does not continue an expression.
    private int level(Token token) {
        if (token.kind() == Token.Kind.SYMBOL) {
            return switch (token.text()) {
                case "=", "==", "<>", "!=", "<", "<=", ">", ">=", "~", "!~", "^@" -> COMPARE;
                case "||" -> CONCAT;
                case "+", "-" -> ADD;
                case "*", "/", "//", "%" -> MULTIPLY;
                case "^", "**" -> POWER;
                default -> 0;
            };
        }
        if (token.kind() != Token.Kind.WORD) {
            return 0;
        }
        return switch (token.folded()) {
            case "or" -> OR;
            case "and" -> AND;
            case "not" -> isNegatable() ? COMPARE : 0;
            case "is", "in", "between", "like", "ilike", "isnull", "notnull" -> COMPARE;
            case "similar" -> tokens.peek(1).isWord("to") ? COMPARE : 0;
            default -> 0;
        };
    }

    /// Whether the `not` that comes next belongs to the operator after it.
    private boolean isNegatable() {
        Token next = tokens.peek(1);
        return next.isWord("in") || next.isWord("between") || next.isWord("like") || next.isWord("ilike")
                || next.isWord("null") || (next.isWord("similar") && tokens.peek(2).isWord("to"));
    }

    private Node binary(Node left, Token operator, int level) {
        if (level == POWER) {
            return new Node.Call("pow", left, parse(UNARY));
        }
        Node right = parse(level + 1);
        String name = operator.folded();
        if (level == ADD && intervals.contains(right)) {
            return addInterval(left, right, name);
        }
        if (name.equals("+") && intervals.contains(left)) {
            return addInterval(right, left, name);
        }
        return new Node.Call(name, left, right);
    }

    /// `d + interval '1 month 2 days'` is `add_months(d, 1) + interval '2 days'`.
    private static Node addInterval(Node value, Node interval, String sign) {
        Node.Call call = (Node.Call) interval;
        boolean mixed = call.function().equals("+");
        Node.Call calendar = mixed ? (Node.Call) call.args().getFirst() : call;
        Node months = calendar.args().getFirst();
        if (sign.equals("-")) {
            months = months instanceof Node.Literal(Long n, var _)
                    ? Literals.of(-n)
                    : new Node.Call("negate", months);
        }
        Node moved = new Node.Call("add_months", value, months);
        return mixed ? new Node.Call(sign, moved, call.args().getLast()) : moved;
    }

    private Node comparison(Node left) {
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
                yield new Node.Call("regexp_full_match", left, operand());
            }
            case "^@" -> new Node.Call("starts_with", left, operand());
            case "~" -> new Node.Call("regexp_full_match", left, operand());
            case "!~" -> not(new Node.Call("regexp_full_match", left, operand()));
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
            result = new Node.Call(operator, left, operand());
        }
        Token next = tokens.peek();
        if (next.kind() == Token.Kind.SYMBOL && level(next) == COMPARE) {
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
        if (startsQuery()) {
            Node result = subquery(any ? SubqueryKind.ANY : SubqueryKind.ALL, left, operator);
            tokens.expectSymbol(")", "the subquery");
            return result;
        }
        if (any && operator.equals("=")) {
            Node list = expression();
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
            return distinct(left, operand(), !negated);
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
            Node list = operand();
            boolean literal = list instanceof Node.Call call && call.function().equals("list_value");
            return literal ? new Node.In(left, list.children()) : new Node.Call("list_contains", list, left);
        }
        tokens.next();
        if (startsQuery()) {
            Node result = subquery(SubqueryKind.IN, left, null);
            tokens.expectSymbol(")", "the subquery");
            return result;
        }
        return new Node.In(left, expressionsUntil(")"));
    }

    private Node between(Node left) {
        Node low = operand();
        if (!tokens.acceptWords("and")) {
            throw tokens.expected("\"and\" after the lower bound of between");
        }
        Node high = operand();
        return new Node.Call("and", new Node.Call(">=", left, low), new Node.Call("<=", left, high));
    }

    private Node like(Node left, String name) {
        Node pattern = operand();
        return tokens.acceptWords("escape")
                ? new Node.Call(name, left, pattern, operand())
                : new Node.Call(name, left, pattern);
    }

    /// Reads expressions separated by commas and the closing symbol.
    final List<Node> expressionsUntil(String close) {
        List<Node> nodes = new ArrayList<>();
        if (tokens.acceptSymbol(close)) {
            return nodes;
        }
        do {
            nodes.add(expression());
        } while (tokens.acceptSymbol(","));
        expectClose(close, ",");
        return nodes;
    }

    /// Reads a closing symbol or says what else could stand here.
    final void expectClose(String close, String other) {
        if (!tokens.acceptSymbol(close)) {
            throw tokens.unexpected(tokens.peek(), "\"" + other + "\" or \"" + close + "\"");
        }
    }

    private Node postfix(Node first) {
        Node node = first;
        while (true) {
            if (tokens.acceptSymbol("::")) {
                node = new Node.Cast(node, TypeText.expect(tokens), false);
            } else if (tokens.acceptSymbol("[")) {
                node = indexed(node);
            } else if (tokens.acceptSymbol(".")) {
                Node name = Literals.of(tokens.expectName("a field's name after \".\""));
                node = new Node.Call("struct_field", node, name);
            } else {
                return node;
            }
        }
    }

    private Node indexed(Node list) {
        Node from = Literals.of(1L);
        if (!atSlice()) {
            from = expression();
            if (!atSlice()) {
                tokens.expectSymbol("]", "the index");
                return new Node.Call("list_element", list, from);
            }
        }
        tokens.acceptColon();
        Node to = tokens.atSymbol("]") ? Literals.of(-1L) : expression();
        tokens.expectSymbol("]", "the slice");
        return new Node.Call("list_slice", list, from, to);
    }

    /// Whether a slice's `:` comes next, which glued to a name looks like a parameter.
    private boolean atSlice() {
        Token token = tokens.peek();
        boolean glued = token.kind() == Token.Kind.PARAMETER && !token.text().isEmpty()
                && !parameters.has(token.text());
        return glued || token.isSymbol(":");
    }

    private Node primary() {
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

    private Node number(Token token, boolean negative) {
        try {
            return TypedLiterals.number(token.text(), negative);
        } catch (IllegalArgumentException e) {
            throw tokens.error(token, String.valueOf(e.getMessage()));
        }
    }

    private Node symbol(Token token) {
        return switch (token.text()) {
            case "(" -> parenthesised();
            case "[" -> {
                tokens.next();
                yield new Node.Call("list_value", expressionsUntil("]"));
            }
            case "{" -> {
                tokens.next();
                yield new Node.Call("struct_pack", entries("a field"));
            }
            case "*" ->
                throw tokens.error(token, "\"*\" needs a value before it; only count(*) takes it alone");
            default -> throw tokens.expected("an expression");
        };
    }

    private Node parenthesised() {
        Token open = tokens.next();
        if (startsQuery()) {
            Node result = subquery(SubqueryKind.SCALAR, null, null);
            tokens.expectSymbol(")", "the subquery");
            return result;
        }
        Node inner = aliased();
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
            nodes.add(expression());
        } while (tokens.acceptSymbol(","));
        expectClose("}", ",");
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
                keys.add(expression());
                expectColon();
                values.add(expression());
            } while (tokens.acceptSymbol(","));
            expectClose("}", ",");
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
                if (tokens.peek(1).kind() == Token.Kind.TEXT || tokens.peek(1).kind() == Token.Kind.NUMBER
                        || tokens.peek(1).isSymbol("(")) {
                    return interval();
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
                    boolean between = level(token) > 0 || token.isWord("not");
                    throw tokens.error(token, "expected an expression, found " + tokens.describe(token)
                            + (between ? "" : "; as a name it needs double quotes"));
                }
            }
        }
        Node literal = typedLiteral(token);
        return literal != null ? literal : named(tokens.next());
    }

    private @Nullable Node typedLiteral(Token token) {
        dev.peso.DataType type = TypeText.beforeLiteral(tokens);
        if (type == null) {
            return null;
        }
        Token value = tokens.next();
        try {
            if (token.isWord("blob")) {
                return TypedLiterals.blob(value.text());
            }
            boolean plain = tokens.text().substring(token.start(), value.start()).indexOf('(') < 0;
            return TypedLiterals.parse(type, value.text(), plain);
        } catch (IllegalArgumentException e) {
            throw tokens.error(value, String.valueOf(e.getMessage()));
        }
    }

    private Node interval() {
        tokens.next();
        Token first = tokens.peek();
        Node result;
        try {
            boolean unitFollows = Intervals.unit(tokens.peek(1).text()) != null
                    && tokens.peek(1).kind() == Token.Kind.WORD;
            if (first.kind() == Token.Kind.TEXT || first.kind() == Token.Kind.NUMBER) {
                tokens.next();
                if (first.kind() == Token.Kind.NUMBER && !unitFollows) {
                    throw tokens.expected("a unit of time after \"" + first.text() + "\"");
                }
                boolean bare = !first.text().chars().anyMatch(Character::isLetter);
                String unit = unitFollows && bare ? " " + tokens.next().text() : "";
                result = Intervals.parse(first.text() + unit);
            } else {
                tokens.next();
                Node count = expression();
                tokens.expectSymbol(")", "the number of an interval");
                result = Intervals.of(count, Intervals.requireUnit(tokens.expectName("a unit of time")));
            }
        } catch (IllegalArgumentException | java.time.DateTimeException | ArithmeticException e) {
            throw tokens.error(first, tokens.lastEnd(), String.valueOf(e.getMessage()));
        }
        if (result instanceof Node.Call call && !call.function().equals("*")) {
            intervals.add(result);
        }
        return result;
    }

    private Node named(Token name) {
        if (tokens.atSymbol("(")) {
            return calls.call(name);
        }
        if (lambdaParameters.contains(name.text())) {
            return new Node.Call(Node.LAMBDA_PARAMETER, Literals.of(name.text()));
        }
        if (tokens.atSymbol(".") && tokens.peek(1).isName()) {
            if (tokens.peek(2).isSymbol("(") && Node.USER.equals(name.text() + ".")) {
                throw tokens.error(name, tokens.peek(1).end(), "\"" + tokens.peek(1).text()
                        + "\" is a function of the program's own, which text cannot hold; make it with udf(...) or "
                        + "aggregate(...) in code");
            }
            tokens.next();
            return readColumn(name, tokens.next());
        }
        return readColumn(null, name);
    }

    /// A column as it was read; a subclass may note where it stands or refuse its name.
    protected Node readColumn(@Nullable Token qualifier, Token name) {
        return new Node.Column(qualifier == null ? null : qualifier.text(), name.text());
    }
}
