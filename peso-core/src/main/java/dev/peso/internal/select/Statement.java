package dev.peso.internal.select;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;
import dev.peso.internal.expr.Keywords;
import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Token;

/// What all parts of one statement share while it is translated: its text, the unique names, the limits.
final class Statement {
    private static final int MOST_SUBQUERIES = 2_000;
    private static final int MOST_NODES = 200_000;
    final SelectReader reader;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, String> shown = new HashMap<>();
    private int subqueries;
    private int nodes;

    Statement(SelectReader reader) {
        this.reader = reader;
    }

    /// A name no other column of the statement has: the wanted one if it is free.
    String id(String wanted) {
        return unique(wanted, Keywords.quoted(wanted));
    }

    /// A unique name for the value of an expression, which messages show as the expression.
    String expressionId(Node node) {
        String text = node.toString();
        String wanted = text.length() <= 60 && text.indexOf('$') < 0 ? text : "expression";
        return unique(wanted, wanted);
    }

    /// A unique name for a table's column.
    String id(@Nullable String table, String column) {
        String text = Keywords.quoted(column);
        return ids.contains(column) && table != null
                ? unique(table + "." + column, Keywords.quoted(table) + "." + text)
                : unique(column, text);
    }

    private String unique(String wanted, String text) {
        String id = wanted;
        for (int i = 2; !ids.add(id); i++) {
            id = wanted + "#" + i;
        }
        String quoted = Keywords.quoted(id);
        if (!quoted.equals(text)) {
            shown.put(quoted, text);
        }
        return id;
    }

    /// Counts a subquery's translation, as those inside one another may be translated several times.
    void countSubquery(Query.Place place) {
        if (++subqueries > MOST_SUBQUERIES) {
            throw error(place, "too many subqueries inside one another; write some of them as joins");
        }
    }

    /// Counts a node of an expression, as names of expressions inside one another multiply.
    void countNode(Term term) {
        if (++nodes > MOST_NODES) {
            throw error(term, "the expressions unfold to more than " + MOST_NODES + " parts");
        }
    }

    QueryException error(Term term, String problem) {
        return error(term.start(), term.end(), problem);
    }

    QueryException error(Query.Place place, String problem) {
        return error(place.start(), place.end(), problem);
    }

    /// An error at a node that was read, or else at the term it is in.
    QueryException error(Node node, Term term, String problem) {
        Token token = reader.placeOf(node);
        return token == null ? error(term, problem) : reader.tokens().error(token, problem);
    }

    private QueryException error(int start, int end, String problem) {
        return reader.tokens().error(new Token(Token.Kind.WORD, "", start, end), problem);
    }

    /// Runs a step; an error of the analyzer points at the term.
    <T> T at(Term term, Supplier<T> step) {
        return at(new Query.Place(term.start(), term.end()), step);
    }

    /// Runs a step; an error of the analyzer points at the place.
    <T> T at(Query.Place place, Supplier<T> step) {
        try {
            return step.get();
        } catch (QueryException e) {
            String message = String.valueOf(e.getMessage());
            throw message.indexOf('\n') >= 0 ? e : error(place, asWritten(message));
        }
    }

    /// A message with the columns' names as the user knows them.
    private String asWritten(String message) {
        String text = message;
        if (text.indexOf('"') < 0) {
            return text;
        }
        for (Map.Entry<String, String> name : shown.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return text;
    }
}
