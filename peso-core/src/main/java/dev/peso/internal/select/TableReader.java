package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Token;
import dev.peso.internal.expr.Tokens;

/// Reads the tables of `from`.
final class TableReader {
    private final SelectReader reader;
    private final QueryReader queries;
    private final Tokens tokens;

    TableReader(SelectReader reader, QueryReader queries) {
        this.reader = reader;
        this.queries = queries;
        this.tokens = reader.tokens();
    }

    /// The tables separated by commas; `from` was read.
    List<Query.From> tables() {
        List<Query.From> tables = new ArrayList<>();
        do {
            tables.add(joined());
            if (tables.size() > SelectReader.MAX_NESTING) {
                throw tokens.error(tokens.peek(),
                        "more than " + SelectReader.MAX_NESTING + " tables in from");
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
            if (++joins > SelectReader.MAX_NESTING) {
                throw tokens.error(first, "more than " + SelectReader.MAX_NESTING + " joins in a row");
            }
            left = more;
        }
    }

    private Query.@Nullable From join(Query.From left, Token first) {
        requireSupported();
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
            on = reader.term();
        } else if (tokens.acceptWords("using")) {
            using = reader.names();
        }
        boolean free = natural || kind == Query.JoinType.CROSS;
        if (free != (on == null && using.isEmpty())) {
            throw free
                    ? tokens.error(first, "a " + (natural ? "natural" : "cross")
                            + " join takes neither on nor using")
                    : tokens.expected("on or using after the joined table");
        }
        return new Query.Join(left, right, kind, natural, asOf, on, using, SelectReader.place(first));
    }

    private void requireSupported() {
        if (tokens.atWords("positional", "join")) {
            throw tokens.error(tokens.peek(),
                    "a positional join is not supported; number the rows of both by row_number() and join by that");
        }
        if (tokens.atWords("tablesample") || tokens.atWords("using", "sample")) {
            throw tokens.error(tokens.peek(),
                    "sampling stands outside of queries; use sample(...) of a dataset");
        }
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
        if (!first.isName()
                || first.kind() == Token.Kind.WORD && SelectReader.NO_ALIAS.contains(first.folded())
                        && !first.isWord("values")) {
            throw tokens.expected("a table, a query in parentheses or a function after from");
        }
        if (first.isWord("values") && tokens.peek(1).isSymbol("(")) {
            tokens.next();
            Query query = Query.of(queries.values(first));
            return new Query.Derived(query, tableAlias(), SelectReader.place(first));
        }
        if (tokens.peek(1).isSymbol("(")) {
            tokens.next();
            tokens.next();
            List<Term> args = tokens.atSymbol(")") ? List.of() : reader.terms();
            tokens.expectSymbol(")", "the arguments of " + first.text());
            boolean ordinality = tokens.acceptWords("with", "ordinality");
            return new Query.Function(first.folded(), args, ordinality, tableAlias(),
                    SelectReader.place(first));
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
        boolean isQuery = reader.startsQuery() || tokens.atSymbol("(") && reader.isQueryInside();
        Query.From result;
        if (isQuery) {
            Query query = queries.query();
            tokens.expectSymbol(")", "the query");
            result = new Query.Derived(query, tableAlias(), SelectReader.place(open));
        } else {
            Query.From inner = joined();
            tokens.expectSymbol(")", "the joined tables");
            result = inner;
            if (SelectReader.isAlias(tokens.peek()) || tokens.atWords("as")) {
                Query.Item star = new Query.Item.Star(null, List.of(), Map.of(), Map.of(),
                        SelectReader.place(open));
                Query all = Query.of(new Query.Select(false, List.of(), List.of(star), List.of(inner), null,
                        Query.Grouping.NONE, null, Map.of(), null, SelectReader.place(open)));
                result = new Query.Derived(all, tableAlias(), SelectReader.place(open));
            }
        }
        tokens.leave();
        return result;
    }

    private Query.Alias tableAlias() {
        if (!tokens.acceptWords("as") && !SelectReader.isAlias(tokens.peek())) {
            return Query.Alias.NONE;
        }
        String name = tokens.expectName("a name after as");
        return new Query.Alias(name, tokens.atSymbol("(") ? reader.names() : List.of());
    }
}
