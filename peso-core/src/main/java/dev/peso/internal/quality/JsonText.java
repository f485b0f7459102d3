package dev.peso.internal.quality;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.peso.Row;

/// JSON written piece by piece. Numbers that JSON does not know, `NaN` and the infinities, are texts.
public final class JsonText {
    private final StringBuilder out = new StringBuilder();
    private boolean first = true;

    /// Starts an object or an array.
    public JsonText open(char bracket) {
        comma();
        out.append(bracket);
        first = true;
        return this;
    }

    /// Ends an object or an array.
    public JsonText close(char bracket) {
        out.append(bracket);
        first = false;
        return this;
    }

    private void comma() {
        if (!first) {
            out.append(',');
        }
        first = false;
    }

    /// A member's name; its value follows.
    public JsonText name(String name) {
        comma();
        text(name);
        out.append(':');
        first = true;
        return this;
    }

    /// A value: a text, a number, a boolean, null, a map, a collection, or what another one prints.
    public JsonText value(@Nullable Object value) {
        switch (value) {
            case null -> plain("null");
            case Map<?, ?> map -> {
                open('{');
                map.forEach((key, member) -> name(String.valueOf(key)).value(member));
                close('}');
            }
            case Collection<?> items -> {
                open('[');
                items.forEach(this::value);
                close(']');
            }
            case Double d when !Double.isFinite(d) -> quoted(d.toString());
            case Float f when !Float.isFinite(f) -> quoted(f.toString());
            case Number number -> plain(number.toString());
            case Boolean truth -> plain(truth.toString());
            default -> quoted(value.toString());
        }
        return this;
    }

    /// An array of objects, one a row.
    public JsonText rows(Stream<Row> rows) {
        open('[');
        rows.forEach(row -> {
            open('{');
            for (String name : row.schema().names()) {
                name(name).value(row.get(name));
            }
            close('}');
        });
        return close(']');
    }

    private void plain(String text) {
        comma();
        out.append(text);
    }

    private void quoted(String text) {
        comma();
        text(text);
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
