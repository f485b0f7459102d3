package dev.peso.internal.kernel;

import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Values and types in messages.
final class Texts {
    private static final int MAX_SHOWN = 40;

    private Texts() {}

    /// A value in a message: text in double quotes, at most 40 characters of it.
    static String shown(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return cut("0x" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MAX_SHOWN)));
        }
        return value instanceof CharSequence text
                ? '"' + cut(text.toString()) + '"'
                : cut(String.valueOf(value));
    }

    private static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= MAX_SHOWN) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN - 3)) + "...";
    }

    /// A type with its article: `an int64`, `a date`.
    static String a(DataType type) {
        String name = type.toString();
        return (name.charAt(0) == 'i' || name.charAt(0) == 'u' ? "an " : "a ") + name;
    }
}
