package dev.peso.internal.expr;

import java.util.List;

import dev.peso.QueryException;

/// Cuts an expression's text into tokens, one at a time.
final class Lexer {
    /// Longest first.
    private static final List<String> SYMBOLS = List.of("<=", ">=", "<>", "!=", "==", "||", "::", ":=", "**",
            "//",
            "->", "<<", ">>", "!~~*", "!~~", "~~*", "~~~", "~~", "!~", "^@", "&", "|", "<", ">", "=", "+",
            "-", "*",
            "/", "%", "^", "~", "(", ")", "[", "]", "{", "}",
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
        if ((c == 'e' || c == 'E') && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
            return escaped();
        }
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
            case '$' -> comments && isDollarQuote() ? dollarQuoted() : symbol();
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
        if (name.isEmpty() || !isWordStart(name.codePointAt(0))) {
            return false;
        }
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            if (!isWordPart(name.codePointAt(i))) {
                return false;
            }
        }
        return true;
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

    /// `e'a\n'`: a backslash and what follows it stand for one character.
    private Token escaped() {
        StringBuilder meaning = new StringBuilder();
        int end = at + 2;
        while (true) {
            if (end >= text.length()) {
                throw source.error(at, at + 2, "text is not closed: missing '");
            }
            char c = text.charAt(end++);
            if (c == '\\' && end < text.length()) {
                end = escape(end, meaning);
            } else if (c != '\'') {
                meaning.append(c);
            } else if (end < text.length() && text.charAt(end) == '\'') {
                meaning.append('\'');
                end++;
            } else {
                return token(Token.Kind.TEXT, meaning.toString(), end);
            }
        }
    }

    /// Appends the character that stands after a backslash and returns where it ends.
    private int escape(int from, StringBuilder meaning) {
        char c = text.charAt(from);
        int digits = switch (c) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
        if (digits > 0) {
            return hexadecimal(from + 1, digits, meaning);
        }
        meaning.append(switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        });
        return from + 1;
    }

    private int hexadecimal(int from, int digits, StringBuilder meaning) {
        int end = from;
        int code = 0;
        while (end < text.length() && end < from + digits && Character.digit(text.charAt(end), 16) >= 0) {
            code = code * 16 + Character.digit(text.charAt(end++), 16);
        }
        if (end < from + digits || !Character.isValidCodePoint(code)
                || Character.isBmpCodePoint(code) && Character.isSurrogate((char) code)) {
            throw source.error(from - 2, end,
                    "\"" + text.substring(from - 2, end) + "\" is no character; after it stand " + digits
                            + " hexadecimal digits");
        }
        meaning.appendCodePoint(code);
        return end;
    }

    private boolean isDollarQuote() {
        int end = wordEnd(at + 1);
        return end < text.length() && text.charAt(end) == '$';
    }

    /// `$$text$$` or `$tag$text$tag$`.
    private Token dollarQuoted() {
        String quote = text.substring(at, wordEnd(at + 1) + 1);
        int close = text.indexOf(quote, at + quote.length());
        if (close < 0) {
            throw source.error(at, at + quote.length(), "text is not closed: missing " + quote);
        }
        return token(Token.Kind.TEXT, text.substring(at + quote.length(), close), close + quote.length());
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
