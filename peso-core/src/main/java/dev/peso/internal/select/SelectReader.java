package dev.peso.internal.select;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.ExpressionParser;
import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Parameters;
import dev.peso.internal.expr.SubqueryKind;
import dev.peso.internal.expr.Token;
import dev.peso.internal.expr.Tokens;

/// Reads the text of a `SELECT` statement.
final class SelectReader extends ExpressionParser {
    private static final int MAX_NESTING = 1000;
    /// Words that end an expression, so that they cannot name a column without quotes.
    private static final Set<String> CLAUSES = Set.of("from", "where", "group", "having", "order", "limit",
            "union", "except", "intersect", "join", "on", "using", "qualify", "inner", "full", "cross",
            "natural");
    /// Words that cannot be an alias without `as` or quotes.
    private static final Set<String> NO_ALIAS = Set.of("from", "where", "group", "having", "order", "limit",
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

    private final List<Query.Subquery> subqueries = new ArrayList<>();
    private final IdentityHashMap<Node, Token> places = new IdentityHashMap<>();

    SelectReader(Tokens tokens, Predicate<String> isAggregate, Parameters parameters) {
        super(tokens, isAggregate, parameters);
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

    /// The whole text as one query.
    Query statement() {
        Query query = query();
        tokens.acceptSymbol(";");
        tokens.expectEnd();
        return query;
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
        Query query = query();
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

    private Query query() {
        tokens.enter();
        List<Query.Named> with = tokens.acceptWords("with") ? with() : List.of();
        Query.Body body = combined();
        List<Query.Order> order = List.of();
        Query.OrderAll all = null;
        if (tokens.acceptWords("order", "by")) {
            if (tokens.acceptWords("all")) {
                all = new Query.OrderAll(descending(), nullsFirst());
            } else {
                order = orders();
            }
        }
        Term limit = null;
        Term offset = null;
        for (int i = 0; i < 2; i++) {
            if (limit == null && tokens.acceptWords("limit")) {
                limit = tokens.acceptWords("all") ? null : term();
            } else if (offset == null && tokens.acceptWords("offset")) {
                offset = term();
                if (!tokens.acceptWords("rows")) {
                    tokens.acceptWords("row");
                }
            } else if (limit == null && tokens.acceptWords("fetch")) {
                limit = fetch();
            }
        }
        tokens.leave();
        return new Query(with, body, order, all, limit, offset);
    }

    private Term fetch() {
        if (!tokens.acceptWords("first")) {
            tokens.expectWord("next");
        }
        Term rows = tokens.atWords("row") || tokens.atWords("rows")
                ? new Term(dev.peso.internal.expr.Literals.of((Object) 1L), tokens.peek().start(),
                        tokens.peek().end())
                : term();
        if (!tokens.acceptWords("rows")) {
            tokens.expectWord("row");
        }
        tokens.expectWord("only");
        return rows;
    }

    private List<Query.Order> orders() {
        List<Query.Order> orders = new ArrayList<>();
        do {
            orders.add(new Query.Order(term(), descending(), nullsFirst()));
        } while (tokens.acceptSymbol(","));
        return orders;
    }

    private List<Query.Named> with() {
        boolean recursive = tokens.peek(1).isName() && tokens.acceptWords("recursive");
        List<Query.Named> named = new ArrayList<>();
        do {
            Token name = tokens.peek();
            tokens.expectName("the name of a query after with");
            List<String> columns = tokens.atSymbol("(") ? names() : List.of();
            tokens.expectWord("as");
            if (tokens.acceptWords("not")) {
                tokens.expectWord("materialized");
            } else {
                tokens.acceptWords("materialized");
            }
            tokens.expectSymbol("(", "as");
            Query query = query();
            tokens.expectSymbol(")", "the query \"" + name.text() + "\"");
            named.add(new Query.Named(name.text(), columns, recursive, query, place(name)));
        } while (tokens.acceptSymbol(","));
        return named;
    }

    /// `union` and `except` from the left; `intersect` binds tighter.
    private Query.Body combined() {
        return combined(intersected());
    }

    private Query.Body combined(Query.Body first) {
        Query.Body left = first;
        int chain = 0;
        while (tokens.atWords("union") || tokens.atWords("except")) {
            if (++chain > MAX_NESTING) {
                throw tokens.error(tokens.peek(), "more than " + MAX_NESTING + " set operations in a row");
            }
            left = combine(left, tokens.next());
        }
        return left;
    }

    private Query.Body intersected() {
        Query.Body left = primary();
        int chain = 0;
        while (tokens.atWords("intersect")) {
            if (++chain > MAX_NESTING) {
                throw tokens.error(tokens.peek(), "more than " + MAX_NESTING + " set operations in a row");
            }
            left = combine(left, tokens.next());
        }
        return left;
    }

    private Query.Body combine(Query.Body left, Token word) {
        boolean all = tokens.acceptWords("all");
        if (!all) {
            tokens.acceptWords("distinct");
        }
        boolean byName = tokens.acceptWords("by", "name");
        Query.Operator operator = Query.Operator.valueOf(word.text().toUpperCase(Locale.ROOT));
        Query right = Query.of(operator == Query.Operator.INTERSECT ? primary() : intersected());
        boolean more = left instanceof Query.Combined c && c.operator() == Query.Operator.UNION && c.all()
                && all
                && operator == Query.Operator.UNION && !c.byName() && !byName;
        List<Query> parts = new ArrayList<>(
                more && left instanceof Query.Combined c ? c.parts() : List.of(Query.of(left)));
        parts.add(right);
        return new Query.Combined(operator, all, byName, parts, place(word));
    }

    private Query.Body primary() {
        Token first = tokens.peek();
        if (tokens.acceptSymbol("(")) {
            Query query = query();
            tokens.expectSymbol(")", "the query");
            return query.isPlain() ? query.body() : new Query.Nested(query);
        }
        if (tokens.acceptWords("values")) {
            return values(first);
        }
        if (tokens.acceptWords("select")) {
            return select(first, null);
        }
        if (tokens.acceptWords("from")) {
            List<Query.From> from = tables();
            if (tokens.acceptWords("select")) {
                return select(first, from);
            }
            Query.Item star = new Query.Item.Star(null, List.of(), Map.of(), Map.of(), place(first));
            return clauses(first, false, List.of(), List.of(star), from);
        }
        throw tokens.expected("select, values or a query in parentheses");
    }

    private Query.Body values(Token first) {
        List<List<Term>> rows = new ArrayList<>();
        do {
            tokens.expectSymbol("(", "values");
            List<Term> row = terms();
            tokens.expectSymbol(")", "a row of values");
            rows.add(row);
        } while (tokens.acceptSymbol(","));
        return new Query.Values(rows, place(first));
    }

    private Query.Body select(Token first, @Nullable List<Query.From> from) {
        boolean distinct = tokens.acceptWords("distinct");
        List<Term> on = List.of();
        if (distinct && tokens.acceptWords("on")) {
            tokens.expectSymbol("(", "distinct on");
            on = terms();
            tokens.expectSymbol(")", "the expressions of distinct on");
        } else if (!distinct) {
            tokens.acceptWords("all");
        }
        List<Query.Item> items = new ArrayList<>();
        do {
            if (!items.isEmpty() && tokens.atWords("from")) {
                break;
            }
            items.add(item());
        } while (tokens.acceptSymbol(","));
        if (tokens.atWords("into")) {
            throw tokens.error(tokens.peek(), "select into is not supported; a query gives a dataset");
        }
        List<Query.From> tables = from;
        if (tables == null) {
            tables = tokens.acceptWords("from") ? tables() : List.of();
        }
        return clauses(first, distinct, on, items, tables);
    }

    private Query.Body clauses(Token first, boolean distinct, List<Term> on, List<Query.Item> items,
            List<Query.From> from) {
        Term where = tokens.acceptWords("where") ? term() : null;
        Query.Grouping grouping = tokens.acceptWords("group", "by") ? grouping() : Query.Grouping.NONE;
        Term having = tokens.acceptWords("having") ? term() : null;
        Map<String, Node.WindowSpec> windows = tokens.acceptWords("window") ? windows() : Map.of();
        Term qualify = tokens.acceptWords("qualify") ? term() : null;
        return new Query.Select(distinct, on, items, from, where, grouping, having, windows, qualify,
                place(first));
    }

    private Map<String, Node.WindowSpec> windows() {
        Map<String, Node.WindowSpec> windows = new HashMap<>();
        do {
            Token name = tokens.peek();
            tokens.expectName("the name of a window");
            tokens.expectWord("as");
            tokens.expectSymbol("(", "as");
            if (windows.put(name.text().toLowerCase(Locale.ROOT), window()) != null) {
                throw tokens.error(name, "window \"" + name.text() + "\" is defined twice");
            }
        } while (tokens.acceptSymbol(","));
        return windows;
    }

    private Query.Grouping grouping() {
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
            return new Query.GroupItem.Cube(groupParts(), place(first));
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
            List<Term> terms = tokens.atSymbol(")") ? List.of() : terms();
            tokens.expectSymbol(")", "the grouping keys");
            return new Query.GroupItem.Keys(terms);
        }
        return new Query.GroupItem.Keys(List.of(term()));
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

    private Query.Item item() {
        Token first = tokens.peek();
        if (tokens.acceptSymbol("*")) {
            return star(null, first);
        }
        if (first.isName() && tokens.peek(1).isSymbol(".") && tokens.peek(2).isSymbol("*")) {
            tokens.next();
            tokens.next();
            tokens.next();
            return star(first.text(), first);
        }
        Term term = term();
        return new Query.Item.Value(term, alias());
    }

    private @Nullable String alias() {
        if (tokens.acceptWords("as")) {
            return tokens.peek().kind() == Token.Kind.TEXT
                    ? tokens.next().text()
                    : tokens.expectName("a name after as");
        }
        return isAlias(tokens.peek()) ? tokens.next().text() : null;
    }

    private static boolean isAlias(Token token) {
        return token.kind() == Token.Kind.NAME
                || token.kind() == Token.Kind.WORD && !NO_ALIAS.contains(token.folded());
    }

    private Query.Item star(@Nullable String table, Token first) {
        List<String> exclude = List.of();
        Map<String, Term> replace = new LinkedHashMap<>();
        Map<String, String> rename = new LinkedHashMap<>();
        if (tokens.acceptWords("exclude")) {
            exclude = tokens.atSymbol("(") ? names() : List.of(tokens.expectName("a column to exclude"));
        }
        if (tokens.acceptWords("replace")) {
            boolean several = tokens.acceptSymbol("(");
            do {
                Term term = term();
                tokens.acceptWords("as");
                replace.put(tokens.expectName("the column to replace"), term);
            } while (several && tokens.acceptSymbol(","));
            if (several) {
                tokens.expectSymbol(")", "the columns to replace");
            }
        }
        if (tokens.acceptWords("rename")) {
            boolean several = tokens.acceptSymbol("(");
            do {
                String old = tokens.expectName("the column to rename");
                tokens.expectWord("as");
                rename.put(old, tokens.expectName("a new name"));
            } while (several && tokens.acceptSymbol(","));
            if (several) {
                tokens.expectSymbol(")", "the columns to rename");
            }
        }
        return new Query.Item.Star(table, exclude, replace, rename, place(first));
    }

    private List<Query.From> tables() {
        List<Query.From> tables = new ArrayList<>();
        do {
            tables.add(joined());
            if (tables.size() > MAX_NESTING) {
                throw tokens.error(tokens.peek(), "more than " + MAX_NESTING + " tables in from");
            }
        } while (tokens.acceptSymbol(","));
        return tables;
    }

    private Query.From joined() {
        tokens.enter();
        Query.From left = table();
        int joins = 0;
        while (true) {
            Token first = tokens.peek();
            Query.From more = join(left, first);
            if (more == null) {
                tokens.leave();
                return left;
            }
            if (++joins > MAX_NESTING) {
                throw tokens.error(first, "more than " + MAX_NESTING + " joins in a row");
            }
            left = more;
        }
    }

    private Query.@Nullable From join(Query.From left, Token first) {
        Tokens.Mark mark = tokens.mark();
        boolean natural = tokens.acceptWords("natural");
        boolean asOf = tokens.acceptWords("asof");
        Query.JoinType type = joinType();
        if (!tokens.acceptWords("join")) {
            if (natural || asOf || type != null) {
                throw tokens.expected("\"join\"");
            }
            tokens.reset(mark);
            return null;
        }
        Query.JoinType kind = type == null ? Query.JoinType.INNER : type;
        Query.From right = table();
        Term on = null;
        List<String> using = List.of();
        if (tokens.acceptWords("on")) {
            on = term();
        } else if (tokens.acceptWords("using")) {
            using = names();
        }
        boolean free = natural || kind == Query.JoinType.CROSS;
        if (free != (on == null && using.isEmpty())) {
            throw free
                    ? tokens.error(first, "a " + (natural ? "natural" : "cross")
                            + " join takes neither on nor using")
                    : tokens.expected("on or using after the joined table");
        }
        return new Query.Join(left, right, kind, natural, asOf, on, using, place(first));
    }

    private Query.@Nullable JoinType joinType() {
        for (Query.JoinType type : Query.JoinType.values()) {
            String word = type.name().toLowerCase(Locale.ROOT);
            if (tokens.acceptWords(word)) {
                if (type == Query.JoinType.LEFT || type == Query.JoinType.RIGHT
                        || type == Query.JoinType.FULL) {
                    tokens.acceptWords("outer");
                }
                return type;
            }
        }
        return null;
    }

    private Query.From table() {
        Token first = tokens.peek();
        if (first.kind() == Token.Kind.TEXT) {
            throw tokens.error(first,
                    "a file cannot stand in from; read it first and pass the dataset as a table");
        }
        if (first.isWord("lateral") && isLateral(tokens.peek(1))) {
            tokens.next();
            first = tokens.peek();
        }
        if (first.isSymbol("(")) {
            return parenthesised(first);
        }
        if (!first.isName() || first.kind() == Token.Kind.WORD && NO_ALIAS.contains(first.folded())
                && !first.isWord("values")) {
            throw tokens.expected("a table, a query in parentheses or a function after from");
        }
        if (first.isWord("values") && tokens.peek(1).isSymbol("(")) {
            tokens.next();
            Query query = Query.of(values(first));
            return new Query.Derived(query, tableAlias(), place(first));
        }
        if (tokens.peek(1).isSymbol("(")) {
            tokens.next();
            tokens.next();
            List<Term> args = tokens.atSymbol(")") ? List.of() : terms();
            tokens.expectSymbol(")", "the arguments of " + first.text());
            return new Query.Function(first.folded(), args, tableAlias(), place(first));
        }
        StringBuilder name = new StringBuilder(tokens.next().text());
        Token last = first;
        while (tokens.atSymbol(".") && tokens.peek(1).isName()) {
            tokens.next();
            last = tokens.next();
            name.append('.').append(last.text());
        }
        return new Query.Table(name.toString(), tableAlias(), new Query.Place(first.start(), last.end()));
    }

    /// Whether the word before a token says that a query uses the tables before it, which any query may.
    private static boolean isLateral(Token next) {
        return next.isSymbol("(") || next.isName();
    }

    private Query.From parenthesised(Token open) {
        tokens.enter();
        tokens.next();
        boolean isQuery = startsQuery() || tokens.atSymbol("(") && isQueryInside();
        Query.From result;
        if (isQuery) {
            Query query = query();
            tokens.expectSymbol(")", "the query");
            result = new Query.Derived(query, tableAlias(), place(open));
        } else {
            Query.From inner = joined();
            tokens.expectSymbol(")", "the joined tables");
            result = inner;
            if (isAlias(tokens.peek()) || tokens.atWords("as")) {
                Query.Item star = new Query.Item.Star(null, List.of(), Map.of(), Map.of(), place(open));
                Query all = Query.of(new Query.Select(false, List.of(), List.of(star), List.of(inner), null,
                        Query.Grouping.NONE, null, Map.of(), null, place(open)));
                result = new Query.Derived(all, tableAlias(), place(open));
            }
        }
        tokens.leave();
        return result;
    }

    /// Whether nothing but a query stands in the parentheses that open here.
    private boolean isQueryInside() {
        int open = 0;
        while (tokens.peek(open).isSymbol("(")) {
            open++;
        }
        if (!startsQuery(open)) {
            return false;
        }
        return tokens.peek(afterGroup()).isSymbol(")");
    }

    private Query.Alias tableAlias() {
        if (!tokens.acceptWords("as") && !isAlias(tokens.peek())) {
            return Query.Alias.NONE;
        }
        String name = tokens.expectName("a name after as");
        return new Query.Alias(name, tokens.atSymbol("(") ? names() : List.of());
    }

    /// `(a, b, c)`
    private List<String> names() {
        tokens.expectSymbol("(", "the name");
        List<String> names = new ArrayList<>();
        do {
            names.add(tokens.expectName("a column's name"));
        } while (tokens.acceptSymbol(","));
        tokens.expectSymbol(")", "the names");
        return names;
    }

    private List<Term> terms() {
        List<Term> terms = new ArrayList<>();
        do {
            terms.add(term());
        } while (tokens.acceptSymbol(","));
        return terms;
    }

    private Term term() {
        Token first = tokens.peek();
        Node node = expression();
        int end = tokens.peek().start();
        while (end > first.end() && Character.isWhitespace(tokens.text().charAt(end - 1))) {
            end--;
        }
        requireShallow(node, first);
        return new Term(node, first.start(), end);
    }

    private record Level(Node node, int depth) {}

    private void requireShallow(Node node, Token first) {
        ArrayDeque<Level> open = new ArrayDeque<>();
        open.push(new Level(node, 1));
        while (!open.isEmpty()) {
            Level level = open.pop();
            if (level.depth() > MAX_NESTING) {
                throw tokens.error(first, "the expression is nested more than " + MAX_NESTING
                        + " levels deep; split it into columns");
            }
            level.node().children().forEach(child -> open.push(new Level(child, level.depth() + 1)));
        }
    }

    private static Query.Place place(Token token) {
        return new Query.Place(token.start(), token.end());
    }
}
