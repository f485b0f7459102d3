package dev.peso.internal.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
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
    private final ComparisonParser comparisons;
    private final IntervalParser intervals;
    private final LambdaParser lambdas;
    private final OperandParser operands;

    /// @param isAggregate whether a function of this name (lower case unless quoted) is an aggregate
    @SuppressWarnings("this-escape") // the parts only keep the reference
    public ExpressionParser(Tokens tokens, Predicate<String> isAggregate, Parameters parameters) {
        this.tokens = tokens;
        this.parameters = parameters;
        this.calls = new CallParser(this, tokens, isAggregate);
        this.comparisons = new ComparisonParser(this, tokens);
        this.intervals = new IntervalParser(this, tokens);
        this.lambdas = new LambdaParser(this, tokens);
        this.operands = new OperandParser(this, tokens, parameters, calls, lambdas, intervals);
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

    /// The whole text as result columns separated by commas, each `name = expression`, `expression as name`, or an
    /// expression.
    ///
    /// @throws QueryException if it cannot be read
    public final List<Node> parseColumns() {
        return guarded(() -> {
            List<Node> columns = new ArrayList<>();
            do {
                columns.add(column());
            } while (tokens.acceptSymbol(","));
            tokens.expectEnd();
            for (Node column : columns) {
                tokens.requireShallow(column, tokens.peek());
            }
            return columns;
        });
    }

    private Node column() {
        if (tokens.peek().isName() && tokens.peek(1).isSymbol("=")) {
            Token name = tokens.next();
            requireFree(name);
            tokens.next();
            return new Node.Alias(expression(), name.text());
        }
        return aliased();
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

    /// Reads an expression, possibly named by `as`.
    final Node aliased() {
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

    /// Reads an argument of a function: an expression or a lambda.
    final Node argument() {
        return lambdas.argument();
    }

    /// What an operator of a span of time means where one operand has months, or null.
    final @Nullable Node withInterval(Node left, String operator, Node right) {
        return intervals.binary(left, operator, right);
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
        if (token.isSymbol("~")) {
            tokens.next();
            return new Node.Call("bitwise_not", parse(ADD));
        }
        if (token.isSymbol("-") || token.isSymbol("+")) {
            tokens.next();
            return signed(token.isSymbol("-"));
        }
        return postfix(operands.operand());
    }

    /// A minus directly before a number makes a negative number, unless the number is part of something larger.
    private Node signed(boolean negative) {
        Token token = tokens.peek();
        if (negative && token.kind() == Token.Kind.NUMBER && !bindsTighter(tokens.peek(1))) {
            return operands.number(tokens.next(), true);
        }
        Node operand = parse(UNARY);
        if (!negative) {
            return operand;
        }
        Node interval = intervals.negated(operand);
        return interval == null ? new Node.Call("negate", operand) : interval;
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
            left = found == COMPARE ? comparisons.comparison(left) : binary(left, tokens.next(), found);
        }
    }

    /// How strongly a token binds what stands before it; 0 if it does not continue an expression.
    private int level(Token token) {
        if (token.kind() == Token.Kind.SYMBOL) {
            return switch (token.text()) {
                case "=", "==", "<>", "!=", "<", "<=", ">", ">=", "~", "!~", "^@", "~~", "!~~", "~~*",
                        "!~~*", "~~~" ->
                    COMPARE;
                case "||", "&", "|", "<<", ">>" -> CONCAT;
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
            case "glob" -> isPattern(tokens.peek(1)) ? COMPARE : 0;
            default -> 0;
        };
    }

    /// Whether a token continues an expression.
    final boolean continues(Token token) {
        return level(token) > 0;
    }

    /// Whether a symbol compares.
    final boolean isComparison(Token token) {
        return token.kind() == Token.Kind.SYMBOL && level(token) == COMPARE;
    }

    /// Whether the `not` that comes next belongs to the operator after it.
    private boolean isNegatable() {
        Token next = tokens.peek(1);
        return next.isWord("in") || next.isWord("between") || next.isWord("like") || next.isWord("ilike")
                || next.isWord("null") || (next.isWord("similar") && tokens.peek(2).isWord("to"))
                || next.isWord("glob") && isPattern(tokens.peek(2));
    }

    /// Whether a token begins a pattern, as `glob` may also be a name.
    private static boolean isPattern(Token token) {
        return token.kind() == Token.Kind.TEXT || token.kind() == Token.Kind.PARAMETER || token.isSymbol("(")
                || token.isName() && !Keywords.isReserved(token.text());
    }

    private Node binary(Node left, Token operator, int level) {
        if (level == POWER) {
            return new Node.Call("pow", left, parse(UNARY));
        }
        Node right = parse(level + 1);
        String name = operator.folded();
        Node moved = intervals.binary(left, name, right);
        return moved == null ? new Node.Call(name, left, right) : moved;
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
                node = cast(node, false);
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

    /// A cast to the type that comes next. A text cast to a blob or an interval is the literal of that type.
    final Node cast(Node input, boolean orNull) {
        Token name = tokens.peek();
        DataType type = TypeText.expect(tokens);
        Node literal = null;
        if (!orNull && input instanceof Node.Literal(String text, var _)) {
            literal = type == DataType.BINARY && name.isWord("blob")
                    ? operands.blob(name, text)
                    : type instanceof DataType.Duration && name.isWord("interval")
                            ? intervals.cast(name, text)
                            : null;
        }
        return literal != null ? literal : new Node.Cast(input, type, orNull);
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

    /// A column as it was read; a subclass may note where it stands or refuse its name.
    protected Node readColumn(@Nullable Token qualifier, Token name) {
        return new Node.Column(qualifier == null ? null : qualifier.text(), name.text());
    }
}
