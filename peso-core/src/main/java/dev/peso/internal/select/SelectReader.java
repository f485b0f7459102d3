package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.ExpressionParser;
import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Parameters;
import dev.peso.internal.expr.SubqueryKind;
import dev.peso.internal.expr.Token;
import dev.peso.internal.expr.Tokens;

/// Reads the text of a `SELECT` statement: what its readers share, and how expressions hold subqueries and windows.
final class SelectReader extends ExpressionParser {
    static final int MAX_NESTING = 1000;
    /// Words that end an expression, so that they cannot name a column without quotes.
    private static final Set<String> CLAUSES = Set.of("from", "where", "group", "having", "order", "limit",
            "union", "except", "intersect", "join", "on", "using", "qualify", "inner", "full", "cross",
            "natural");
    /// Words that cannot be an alias without `as` or quotes.
    static final Set<String> NO_ALIAS = Set.of("from", "where", "group", "having", "order", "limit",
            "offset", "union", "except", "intersect", "join", "on", "using", "qualify", "inner", "full",
            "cross",
            "natural", "left", "right", "semi", "anti", "asof", "positional", "window", "fetch", "as", "and",
            "or",
            "not", "in", "is", "between", "like", "ilike", "then", "else", "end", "when", "select", "case",
            "asc",
            "desc", "nulls", "filter", "over", "similar", "escape", "distinct", "values", "with",
            "tablesample",
            "exclude", "replace", "rename", "for", "collate");

    private static final Set<String> WINDOW_WORDS = Set.of("partition", "order", "rows", "range", "groups");

    private final QueryReader queries;
    private final List<Query.Subquery> subqueries = new ArrayList<>();
    private final IdentityHashMap<Node, Token> places = new IdentityHashMap<>();

    @SuppressWarnings("this-escape") // the parts only keep the reference
    SelectReader(Tokens tokens, Predicate<String> isAggregate, Parameters parameters) {
        super(tokens, isAggregate, parameters);
        this.queries = new QueryReader(this);
    }

    /// The whole text as one query.
    Query statement() {
        return queries.statement();
    }

    /// The subquery behind a call that stands for it, or null for any other node.
    Query.@Nullable Subquery subquery(Node node) {
        return node instanceof Node.Call call && call.function().startsWith("subquery$")
                ? subqueries.get(Integer.parseInt(call.function().substring("subquery$".length())))
                : null;
    }

    /// The name a column node was read from, or null if it was not read.
    @Nullable
    Token placeOf(Node column) {
        return places.get(column);
    }

    Tokens tokens() {
        return tokens;
    }

    @Override
    protected Node readColumn(@Nullable Token qualifier, Token name) {
        Token first = qualifier == null ? name : qualifier;
        if (first.kind() == Token.Kind.WORD && CLAUSES.contains(first.folded())) {
            throw tokens.error(first, "expected an expression, found \"" + first.text() + "\"");
        }
        Node column = super.readColumn(qualifier, name);
        places.put(column, qualifier == null
                ? name
                : new Token(name.kind(), name.text(), qualifier.start(), name.end()));
        return column;
    }

    @Override
    protected boolean startsQuery() {
        int open = 0;
        while (tokens.peek(open).isSymbol("(")) {
            open++;
        }
        return startsQuery(open) && (open == 0 || continuesQuery());
    }

    private boolean startsQuery(int at) {
        Token token = tokens.peek(at);
        return token.isWord("select") || token.isWord("values") && tokens.peek(at + 1).isSymbol("(")
                || token.isWord("with") && tokens.peek(at + 1).isName()
                || token.isWord("from") && tokens.peek(at + 1).isName();
    }

    /// Whether the parentheses that open here hold the first part of a larger query.
    private boolean continuesQuery() {
        Token next = tokens.peek(afterGroup());
        return next.isWord("union") || next.isWord("except") || next.isWord("intersect")
                || next.isWord("order")
                || next.isWord("limit") || next.isWord("offset");
    }

    /// The place after the parentheses that open here, or of the end.
    private int afterGroup() {
        int depth = 0;
        for (int at = 0;; at++) {
            Token token = tokens.peek(at);
            if (token.kind() == Token.Kind.END) {
                return at;
            }
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth == 0) {
                return at + 1;
            }
        }
    }

    @Override
    protected Node subquery(SubqueryKind kind, @Nullable Node left, @Nullable String comparison) {
        Token first = tokens.peek();
        Query query = queries.query();
        String name = "subquery$" + subqueries.size();
        subqueries.add(new Query.Subquery(kind, query, comparison, new Query.Place(first.start(),
                tokens.peek().start())));
        Node node = left == null ? new Node.Call(name) : new Node.Call(name, left);
        places.put(node, first);
        return node;
    }

    /// A window by name stands as a window partitioned by a call of that name.
    @Override
    protected Node.WindowSpec namedWindow(Token name) {
        Node reference = new Node.Call("window$" + name.text().toLowerCase(Locale.ROOT));
        places.put(reference, name);
        return new Node.WindowSpec(List.of(reference), List.of(), null);
    }

    @Override
    protected Node.@Nullable WindowSpec baseWindow(Token name) {
        boolean names = name.kind() == Token.Kind.NAME
                || name.kind() == Token.Kind.WORD && !WINDOW_WORDS.contains(name.folded());
        return names ? namedWindow(name) : null;
    }

    /// The name after an expression, or null.
    @Nullable
    String alias() {
        if (tokens.acceptWords("as")) {
            return tokens.peek().kind() == Token.Kind.TEXT
                    ? tokens.next().text()
                    : tokens.expectName("a name after as");
        }
        return isAlias(tokens.peek()) ? tokens.next().text() : null;
    }

    /// Whether a token names what stands before it.
    static boolean isAlias(Token token) {
        return token.kind() == Token.Kind.NAME
                || token.kind() == Token.Kind.WORD && !NO_ALIAS.contains(token.folded());
    }

    /// Whether nothing but a query stands in the parentheses that open here.
    boolean isQueryInside() {
        int open = 0;
        while (tokens.peek(open).isSymbol("(")) {
            open++;
        }
        if (!startsQuery(open)) {
            return false;
        }
        return tokens.peek(afterGroup()).isSymbol(")");
    }

    /// `(a, b, c)`
    List<String> names() {
        tokens.expectSymbol("(", "the name");
        List<String> names = new ArrayList<>();
        do {
            names.add(tokens.expectName("a column's name"));
        } while (tokens.acceptSymbol(","));
        tokens.expectSymbol(")", "the names");
        return names;
    }

    List<Term> terms() {
        List<Term> terms = new ArrayList<>();
        do {
            terms.add(term());
        } while (tokens.acceptSymbol(","));
        return terms;
    }

    Term term() {
        Token first = tokens.peek();
        Node node = expression();
        int end = tokens.peek().start();
        while (end > first.end() && Character.isWhitespace(tokens.text().charAt(end - 1))) {
            end--;
        }
        tokens.requireShallow(node, first);
        return new Term(node, first.start(), end);
    }

    Query.Order order() {
        return new Query.Order(term(), descending(), nullsFirst());
    }

    /// What follows `order by all`.
    Query.OrderAll orderAll() {
        return new Query.OrderAll(descending(), nullsFirst());
    }

    /// The inside of a window and its `)`.
    Node.WindowSpec windowInside() {
        return window();
    }

    static Query.Place place(Token token) {
        return new Query.Place(token.start(), token.end());
    }
}
