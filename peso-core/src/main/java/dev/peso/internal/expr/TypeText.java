package dev.peso.internal.expr;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Finds types in an expression's text, where a type's `<`, `>` and `:` would read as operators.
final class TypeText {
    /// The first words of types of which a literal can be written as `type 'text'`.
    private static final Set<String> WITH_LITERALS = Set.of("boolean", "bool", "int8", "tinyint", "int16",
            "smallint",
            "int32", "integer", "int", "int64", "bigint", "float32", "real", "float64", "double", "utf8",
            "varchar",
            "text", "string", "binary", "blob", "date", "decimal", "numeric", "time", "duration", "timestamp",
            "datetime",
            "timestamptz", "categorical");
    private final String text;
    private int at;

    private TypeText(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /// Reads a type that must come next.
    static DataType expect(Tokens tokens) {
        Token first = tokens.peek();
        if (!first.isName()) {
            throw tokens.expected("a type");
        }
        int end = new TypeText(tokens.text(), first.start()).end();
        DataType type = parse(tokens, first, end);
        tokens.seek(end);
        return type;
    }

    /// Reads the type of a typed literal and leaves its text to be read next, or returns null and reads nothing.
    static @Nullable DataType beforeLiteral(Tokens tokens) {
        Token first = tokens.peek();
        if (!WITH_LITERALS.contains(first.folded())) {
            return null;
        }
        TypeText type = new TypeText(tokens.text(), first.start());
        int end = type.end();
        type.skipBlanks();
        if (type.at >= type.text.length() || type.text.charAt(type.at) != '\'') {
            return null;
        }
        DataType result = parse(tokens, first, end);
        tokens.seek(end);
        return result;
    }

    private static DataType parse(Tokens tokens, Token first, int end) {
        try {
            return DataType.parse(tokens.text().substring(first.start(), end));
        } catch (IllegalArgumentException e) {
            throw tokens.error(first, end, String.valueOf(e.getMessage()));
        }
    }

    /// The position after the type.
    private int end() {
        String word = word();
        if (word.equals("double")) {
            accept("precision");
        }
        accept("varying");
        group('(', ')');
        if (word.equals("timestamp") || word.equals("time")) {
            int before = at;
            boolean zone = (accept("with") || accept("without")) && accept("time") && accept("zone");
            at = zone ? at : before;
        }
        if (word.equals("list") || word.equals("map") || word.equals("struct")) {
            group('<', '>');
        }
        int end;
        do {
            end = at;
            skipBlanks();
            if (text.startsWith("[]", at)) {
                at += 2;
            }
        } while (at > end && text.startsWith("[]", at - 2));
        at = end;
        return end;
    }

    /// Goes past a bracketed part, if one comes next and is closed.
    private void group(char open, char close) {
        int before = at;
        skipBlanks();
        if (at >= text.length() || text.charAt(at) != open) {
            at = before;
            return;
        }
        int depth = 0;
        boolean quoted = false;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == open) {
                depth++;
            } else if (!quoted && c == close && --depth == 0) {
                at = i + 1;
                return;
            }
        }
        at = before;
    }

    private boolean accept(String word) {
        int before = at;
        skipBlanks();
        if (word().equals(word)) {
            return true;
        }
        at = before;
        return false;
    }

    private String word() {
        int from = at;
        while (at < text.length() && Lexer.isWordPart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return text.substring(from, at).toLowerCase(Locale.ROOT);
    }

    private void skipBlanks() {
        while (at < text.length() && Lexer.isBlank(text.charAt(at))) {
            at++;
        }
    }
}
