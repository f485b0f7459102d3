package dev.peso.internal.expr;

import java.util.Locale;

/// A word, name, number, text, parameter or symbol of an expression's text, and where it stands.
///
/// @param text what it means: a name or text without its quotes, a number without underscores, a parameter's name
/// @param start position of its first character
/// @param end position after its last character
public record Token(Kind kind, String text, int start, int end) {
    /// What a token can be.
    public enum Kind {
        /// A bare word: a keyword, a function or a column.
        WORD,
        /// A name in double quotes or backticks: never a keyword.
        NAME,
        /// A number without sign.
        NUMBER,
        /// Text in single quotes.
        TEXT,
        /// `?`, with empty text, or `:name`.
        PARAMETER,
        /// An operator or a punctuation mark.
        SYMBOL,
        /// The end of the text.
        END
    }

    /// Whether this is the given keyword in any case; `keyword` is in lower case.
    public boolean isWord(String keyword) {
        return kind == Kind.WORD && folded().equals(keyword);
    }

    /// Whether this is the given symbol.
    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /// Whether this can name something: a bare word or a quoted name.
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }

    /// The text in lower case for a word, as it stands otherwise.
    public String folded() {
        return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : text;
    }
}
