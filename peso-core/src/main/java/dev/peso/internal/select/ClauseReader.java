package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Token;
import dev.peso.internal.expr.Tokens;

/// Reads the clauses of one `select`.
final class ClauseReader {
    private final SelectReader reader;
    private final QueryReader queries;
    private final Tokens tokens;

    ClauseReader(SelectReader reader, QueryReader queries) {
        this.reader = reader;
        this.queries = queries;
        this.tokens = reader.tokens();
    }

    /// What follows `select`, whose `from` may have been read before it.
    Query.Body select(Token first, @Nullable List<Query.From> from) {
        boolean distinct = tokens.acceptWords("distinct");
        List<Term> on = List.of();
        if (distinct && tokens.acceptWords("on")) {
            tokens.expectSymbol("(", "distinct on");
            on = reader.terms();
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
            tables = tokens.acceptWords("from") ? queries.tables() : List.of();
        }
        return clauses(first, distinct, on, items, tables);
    }

    /// What follows `from`.
    Query.Body clauses(Token first, boolean distinct, List<Term> on, List<Query.Item> items,
            List<Query.From> from) {
        Term where = tokens.acceptWords("where") ? reader.term() : null;
        Query.Grouping grouping = tokens.acceptWords("group", "by")
                ? new GroupReader(reader).grouping()
                : Query.Grouping.NONE;
        Term having = tokens.acceptWords("having") ? reader.term() : null;
        Map<String, Node.WindowSpec> windows = tokens.acceptWords("window") ? windows() : Map.of();
        Term qualify = tokens.acceptWords("qualify") ? reader.term() : null;
        return new Query.Select(distinct, on, items, from, where, grouping, having, windows, qualify,
                SelectReader.place(first));
    }

    private Map<String, Node.WindowSpec> windows() {
        Map<String, Node.WindowSpec> windows = new HashMap<>();
        do {
            Token name = tokens.peek();
            tokens.expectName("the name of a window");
            tokens.expectWord("as");
            tokens.expectSymbol("(", "as");
            if (windows.put(name.text().toLowerCase(Locale.ROOT), reader.windowInside()) != null) {
                throw tokens.error(name, "window \"" + name.text() + "\" is defined twice");
            }
        } while (tokens.acceptSymbol(","));
        return windows;
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
        Term term = reader.term();
        return new Query.Item.Value(term, reader.alias());
    }

    private Query.Item star(@Nullable String table, Token first) {
        List<String> exclude = List.of();
        Map<String, Term> replace = new LinkedHashMap<>();
        Map<String, String> rename = new LinkedHashMap<>();
        if (tokens.acceptWords("exclude")) {
            exclude = tokens.atSymbol("(")
                    ? reader.names()
                    : List.of(tokens.expectName("a column to exclude"));
        }
        if (tokens.acceptWords("replace")) {
            boolean several = tokens.acceptSymbol("(");
            do {
                Term term = reader.term();
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
        return new Query.Item.Star(table, exclude, replace, rename, SelectReader.place(first));
    }
}
