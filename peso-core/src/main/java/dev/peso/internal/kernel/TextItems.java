package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Cuts the text of a list, struct or map into the texts of its parts: `[1, 'b']`, `{'a': 1}`, `{k=v}`.
///
/// A part stands bare, or in single or double quotes, where the quote is written twice or after a backslash. A bare `null`
/// in any case is null. Lists, structs and maps inside are left whole.
final class TextItems {
    private static final char NONE = 0;
    private final String text;
    private int at;
    private boolean quoted;

    private TextItems(String text) {
        this.text = text;
    }

    /// A name or key and its value.
    record Entry(@Nullable String key, @Nullable String value) {}

    /// The parts of a list, or null if the text is none.
    static @Nullable List<@Nullable String> list(String text) {
        TextItems items = new TextItems(text.strip());
        List<@Nullable String> parts = new ArrayList<>();
        boolean read = items.read('[', ']', () -> items.add(parts));
        return read ? parts : null;
    }

    /// The entries of a struct (`:` after the names) or a map (`=` after the keys), or null if the text is none.
    static @Nullable List<Entry> entries(String text, char after) {
        TextItems items = new TextItems(text.strip());
        List<Entry> parts = new ArrayList<>();
        boolean read = items.read('{', '}', () -> items.addEntry(parts, after));
        return read ? parts : null;
    }

    /// Reads one part; false where there is none.
    @FunctionalInterface
    private interface Part {
        boolean read();
    }

    private boolean read(char open, char close, Part part) {
        int last = text.length() - 1;
        if (last < 1 || text.charAt(0) != open || text.charAt(last) != close) {
            return false;
        }
        at = 1;
        skipBlanks();
        if (at == last) {
            return true;
        }
        while (part.read()) {
            if (at == last) {
                return true;
            }
            if (text.charAt(at++) != ',') {
                return false;
            }
        }
        return false;
    }

    private boolean add(List<@Nullable String> parts) {
        String part = item(NONE);
        if (part == null) {
            return false;
        }
        parts.add(valueOf(part));
        return true;
    }

    private boolean addEntry(List<Entry> parts, char after) {
        String key = item(after);
        if (key == null || key.isEmpty() && !quoted || at >= text.length() || text.charAt(at) != after) {
            return false;
        }
        String name = valueOf(key);
        at++;
        String value = item(NONE);
        if (value == null) {
            return false;
        }
        parts.add(new Entry(name, valueOf(value)));
        return true;
    }

    private @Nullable String valueOf(String part) {
        return !quoted && part.equalsIgnoreCase("null") ? null : part;
    }

    /// The part that comes next, up to a comma, the end or `stop`; null if it has no end.
    private @Nullable String item(char stop) {
        skipBlanks();
        char first = text.charAt(at);
        quoted = first == '\'' || first == '"';
        if (quoted) {
            String part = quoted(first);
            skipBlanks();
            return part;
        }
        int from = at;
        return bare(stop) ? text.substring(from, at).strip() : null;
    }

    /// Goes to the end of a part that stands bare.
    private boolean bare(char stop) {
        int depth = 0;
        int last = text.length() - 1;
        for (; at < last; at++) {
            char c = text.charAt(at);
            if (depth == 0 && (c == ',' || c == stop)) {
                return true;
            }
            if (depth > 0 && (c == '\'' || c == '"')) {
                if (quoted(c) == null) {
                    return false;
                }
                at--;
            }
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }

    /// What stands in the quotes that open here; null if they do not close.
    private @Nullable String quoted(char quote) {
        StringBuilder part = new StringBuilder();
        int last = text.length() - 1;
        for (at++; at < last; at++) {
            char c = text.charAt(at);
            boolean escapes = c == '\\' || c == quote && text.charAt(at + 1) == quote;
            if (c == quote && !escapes) {
                at++;
                return part.toString();
            }
            if (escapes && at + 1 < last) {
                at++;
            }
            part.append(text.charAt(at));
        }
        return null;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
