package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.peso.internal.expr.Literals;
import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Token;
import dev.peso.internal.expr.Tokens;

/// Reads whole queries: `with`, set operations, order and limit.
final class QueryReader {
    /// What to write in place of statements that are no queries, by their first word.
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("table", "write from and its name"),
            Map.entry("pivot", "use the verb pivot(...) of a dataset"),
            Map.entry("unpivot", "use the verb unpivot(...) of a dataset"),
            Map.entry("describe", "use describe() or schema() of a dataset"),
            Map.entry("summarize", "use describe() of a dataset"),
            Map.entry("explain", "use explain() of a dataset"),
            Map.entry("insert", "datasets do not change; use union"),
            Map.entry("update", "datasets do not change; select the new values"),
            Map.entry("delete", "datasets do not change; select the rows to keep"),
            Map.entry("create", "name a query by with, or pass another dataset as a table"),
            Map.entry("copy", "use write(path) of a dataset"));
    private final SelectReader reader;
    private final ClauseReader clauses;
    private final TableReader from;
    private final Tokens tokens;

    QueryReader(SelectReader reader) {
        this.reader = reader;
        this.tokens = reader.tokens();
        this.clauses = new ClauseReader(reader, this);
        this.from = new TableReader(reader, this);
    }

    /// What follows `from`.
    List<Query.From> tables() {
        return from.tables();
    }

    /// The whole text as one query.
    Query statement() {
        Query query = query();
        tokens.acceptSymbol(";");
        tokens.expectEnd();
        return query;
    }

    /// A query up to what cannot continue it.
    Query query() {
        tokens.enter();
        List<Query.Named> with = tokens.acceptWords("with") ? with() : List.of();
        Query.Body body = combined();
        List<Query.Order> order = List.of();
        Query.OrderAll all = null;
        if (tokens.acceptWords("order", "by")) {
            if (tokens.acceptWords("all")) {
                all = reader.orderAll();
            } else {
                order = orders();
            }
        }
        Term limit = null;
        Term offset = null;
        for (int i = 0; i < 2; i++) {
            if (limit == null && tokens.acceptWords("limit")) {
                limit = tokens.acceptWords("all") ? null : limit();
            } else if (offset == null && tokens.acceptWords("offset")) {
                offset = reader.term();
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

    /// A number of rows, or `10 %` or `10 percent` of them.
    private Term limit() {
        Token first = tokens.peek();
        Token after = tokens.peek(1);
        boolean ends = first.kind() == Token.Kind.NUMBER && after.isSymbol("%")
                && (tokens.peek(2).kind() == Token.Kind.END || tokens.peek(2).isSymbol(")")
                        || tokens.peek(2).isWord("offset"));
        if (!ends) {
            Term rows = reader.term();
            return tokens.acceptWords("percent") ? rows.with(Limit::percent) : rows;
        }
        tokens.next();
        tokens.next();
        Node number = Literals.of((Object) Double.valueOf(first.text()));
        return new Term(Limit.percent(number), first.start(), after.end());
    }

    private Term fetch() {
        if (!tokens.acceptWords("first")) {
            tokens.expectWord("next");
        }
        Term rows = tokens.atWords("row") || tokens.atWords("rows")
                ? new Term(Literals.of((Object) 1L), tokens.peek().start(),
                        tokens.peek().end())
                : reader.term();
        if (!tokens.acceptWords("rows")) {
            tokens.expectWord("row");
        }
        tokens.expectWord("only");
        return rows;
    }

    private List<Query.Order> orders() {
        List<Query.Order> orders = new ArrayList<>();
        do {
            orders.add(reader.order());
        } while (tokens.acceptSymbol(","));
        return orders;
    }

    private List<Query.Named> with() {
        boolean recursive = tokens.peek(1).isName() && tokens.acceptWords("recursive");
        List<Query.Named> named = new ArrayList<>();
        do {
            Token name = tokens.peek();
            tokens.expectName("the name of a query after with");
            List<String> columns = tokens.atSymbol("(") ? reader.names() : List.of();
            tokens.expectWord("as");
            if (tokens.acceptWords("not")) {
                tokens.expectWord("materialized");
            } else {
                tokens.acceptWords("materialized");
            }
            tokens.expectSymbol("(", "as");
            Query query = query();
            tokens.expectSymbol(")", "the query \"" + name.text() + "\"");
            named.add(new Query.Named(name.text(), columns, recursive, query, SelectReader.place(name)));
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
            if (++chain > SelectReader.MAX_NESTING) {
                throw tokens.error(tokens.peek(),
                        "more than " + SelectReader.MAX_NESTING + " set operations in a row");
            }
            left = combine(left, tokens.next());
        }
        return left;
    }

    private Query.Body intersected() {
        Query.Body left = primary();
        int chain = 0;
        while (tokens.atWords("intersect")) {
            if (++chain > SelectReader.MAX_NESTING) {
                throw tokens.error(tokens.peek(),
                        "more than " + SelectReader.MAX_NESTING + " set operations in a row");
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
        return new Query.Combined(operator, all, byName, parts, SelectReader.place(word));
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
            return clauses.select(first, null);
        }
        if (tokens.acceptWords("from")) {
            List<Query.From> from = tables();
            if (tokens.acceptWords("select")) {
                return clauses.select(first, from);
            }
            Query.Item star = new Query.Item.Star(null, List.of(), Map.of(), Map.of(),
                    SelectReader.place(first));
            return clauses.clauses(first, false, List.of(), List.of(star), from);
        }
        String instead = INSTEAD.get(first.folded());
        if (instead != null) {
            throw tokens.error(first, "\"" + first.text() + "\" is no query; " + instead);
        }
        throw tokens.expected("select, values or a query in parentheses");
    }

    /// What follows `values`.
    Query.Body values(Token first) {
        List<List<Term>> rows = new ArrayList<>();
        do {
            tokens.expectSymbol("(", "values");
            List<Term> row = reader.terms();
            tokens.expectSymbol(")", "a row of values");
            rows.add(row);
        } while (tokens.acceptSymbol(","));
        return new Query.Values(rows, SelectReader.place(first));
    }
}
