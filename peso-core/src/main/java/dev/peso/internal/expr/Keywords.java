package dev.peso.internal.expr;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The words with a meaning of their own.
public final class Keywords {
    /// Words that never name a column unless they are quoted.
    static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "is", "between", "like", "ilike",
            "case",
            "when", "then", "else", "end", "null", "true", "false", "as", "distinct", "select");

    /// Words that may follow a complete expression; misspelt ones are suggested from here.
    static final List<String> OPERATORS = List.of("and", "or", "not", "in", "is", "between", "like", "ilike",
            "similar", "escape", "as", "over", "filter", "then", "else", "end", "when", "desc", "asc",
            "nulls");

    /// Words of SQL that a printed name is quoted for, so that it reads back in any place.
    private static final Set<String> QUOTED = Set.of("all", "any", "asc", "both", "by", "cross", "current",
            "desc",
            "escape", "except", "exclude", "exists", "filter", "following", "for", "from", "full", "group",
            "groups",
            "having", "ignore", "inner", "intersect", "interval", "join", "lambda", "leading", "left",
            "limit",
            "natural", "nulls",
            "offset", "on", "order", "outer", "over", "partition", "preceding", "qualify", "range", "respect",
            "right",
            "rows", "similar", "some", "trailing", "unbounded", "union", "using", "values", "where", "window",
            "with",
            "within");

    private Keywords() {}

    /// Whether a word is reserved, ignoring case.
    public static boolean isReserved(String word) {
        return RESERVED.contains(word.toLowerCase(Locale.ROOT));
    }

    /// A name as text: bare where that reads back, otherwise in double quotes.
    public static String quoted(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean bare = Lexer.isWord(name) && !RESERVED.contains(lower) && !QUOTED.contains(lower);
        return bare ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
