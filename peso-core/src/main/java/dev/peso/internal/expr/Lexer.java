package dev.peso.internal.expr;

import java.util.List;

import dev.peso.QueryException;

/// Cuts an expression's text into tokens, one at a time.
final class Lexer {
    /// Longest first.
    private static final List<String> SYMBOLS = List.of("<=", ">=", "<>", "!=", "==", "||", "::", ":=", "**",
            "//",
            "->", "!~", "^@", "<", ">", "=", "+", "-", "*", "/", "%", "^", "~", "(", ")", "[", "]", "{", "}",
            ",",
            ".", ":",
            ";");
    private final SourceText source;
    private final String text;
    private final boolean comments;
    private int at;

    /// @param comments whether `-- ...` and `/* ... */` are skipped, as in SQL; otherwise `--` is twice a minus
    Lexer(SourceText source, boolean comments) {
        this.source = source;
        this.text = source.text();
        this.comments = comments;
    }

    /// Continues at another position.
    void seek(int position) {
        at = position;
    }

    Token next() {
        skipBlanks();
        if (at >= text.length()) {
            return new Token(Token.Kind.END, "", text.length(), text.length());
        }
        int c = text.codePointAt(at);
        if (isWordStart(c)) {
            return word();
        }
        if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
            return number();
        }
        return switch (c) {
            case '\'' -> quoted(Token.Kind.TEXT, '\'');
            case '"' -> quoted(Token.Kind.NAME, '"');
            case '`' -> quoted(Token.Kind.NAME, '`');
            case '?' -> token(Token.Kind.PARAMETER, "", at + 1);
            default -> {
                boolean named = c == ':' && at + 1 < text.length() && isWordStart(text.codePointAt(at + 1));
                yield named ? parameter() : symbol();
            }
        };
    }

    static boolean isWordStart(int c) {
        return c == '_' || Character.isLetter(c);
    }

    static boolean isWordPart(int c) {
        if (c == '_' || Character.isLetterOrDigit(c)) {
            return true;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /// Whether a name can stand without quotes, keywords aside.
    static boolean isWord(String name) {
        return !name.isEmpty() && isWordStart(name.codePointAt(0))
                && name.codePoints().allMatch(Lexer::isWordPart);
    }

    private Token token(Token.Kind kind, String meaning, int end) {
        Token token = new Token(kind, meaning, at, end);
        at = end;
        return token;
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < text.length() && isWordPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private Token word() {
        int end = wordEnd(at);
        return token(Token.Kind.WORD, text.substring(at, end), end);
    }

    private Token parameter() {
        int end = wordEnd(at + 1);
        return token(Token.Kind.PARAMETER, text.substring(at + 1, end), end);
    }

    private Token number() {
        int end = digits(at);
        boolean point = end < text.length() && text.charAt(end) == '.';
        if (point && (end + 1 >= text.length() || !isWordStart(text.codePointAt(end + 1)))) {
            end = digits(end + 1);
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int sign = end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0 ? 1 : 0;
            if (isDigit(end + 1 + sign)) {
                end = digits(end + 1 + sign);
            }
        }
        if (end < text.length() && isWordPart(text.codePointAt(end))) {
            int wrongEnd = wordEnd(end);
            throw source.error(at, wrongEnd, "\"" + text.substring(at, wrongEnd)
                    + "\" is neither a number nor a name; a name that starts with a digit needs double quotes");
        }
        return token(Token.Kind.NUMBER, text.substring(at, end).replace("_", ""), end);
    }

    /// The end of digits, among which single underscores may stand.
    private int digits(int from) {
        int end = from;
        while (isDigit(end)
                || (end > from && end < text.length() && text.charAt(end) == '_' && isDigit(end + 1))) {
            end++;
        }
        return end;
    }

    private boolean isDigit(int position) {
        return position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9';
    }

    private Token quoted(Token.Kind kind, char quote) {
        StringBuilder meaning = new StringBuilder();
        int from = at + 1;
        while (true) {
            int close = text.indexOf(quote, from);
            if (close < 0) {
                throw source.error(at, at + 1,
                        (kind == Token.Kind.TEXT ? "text" : "name") + " is not closed: missing "
                                + quote + " (a " + quote + " inside is written twice)");
            }
            meaning.append(text, from, close);
            if (close + 1 >= text.length() || text.charAt(close + 1) != quote) {
                return token(kind, meaning.toString(), close + 1);
            }
            meaning.append(quote);
            from = close + 2;
        }
    }

    private Token symbol() {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                return token(Token.Kind.SYMBOL, symbol, at + symbol.length());
            }
        }
        throw unknown();
    }

    private QueryException unknown() {
        String found = Character.toString(text.codePointAt(at));
        String hint = switch (found) {
            case "&" -> "; write and";
            case "|" -> "; write or (|| joins text)";
            case "!" -> "; write not, or != between values";
            case "“", "”", "„", "‘", "’", "´" -> "; write text in ' and names in \"";
            case "\\" -> "; a ' inside text is written twice, there are no escapes with \\";
            default -> "";
        };
        boolean visible = !Character.isISOControl(text.codePointAt(at));
        String shown = visible ? "\"" + found + "\"" : "character " + Character.getName(text.codePointAt(at));
        return source.error(at, at + found.length(), shown + " has no meaning here" + hint);
    }

    private void skipBlanks() {
        while (at < text.length()) {
            if (isBlank(text.charAt(at))) {
                at++;
            } else if (comments && text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (comments && text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw source.error(at, at + 2, "comment is not closed: missing */");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff';
    }
}
