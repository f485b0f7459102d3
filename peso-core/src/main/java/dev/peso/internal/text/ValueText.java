package dev.peso.internal.text;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Values as Java prints them, but for bytes, which are printed as tables show them: `0x0aff`.
public final class ValueText {
    private static final int MOST_BYTES = 60;
    private static final String GAP = "…";

    private ValueText() {}

    /// The text of a value, of long bytes the first 60 and an ellipsis.
    ///
    /// @param value null, a list or a map of values, or any other object
    public static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case byte[] bytes -> {
                hex(out, bytes, MOST_BYTES);
                out.append(bytes.length > MOST_BYTES ? GAP : "");
            }
            case List<?> list -> {
                String between = "[";
                for (Object each : list) {
                    append(out.append(between), each);
                    between = ", ";
                }
                out.append(list.isEmpty() ? "[]" : "]");
            }
            case Map<?, ?> map -> {
                String between = "{";
                for (Map.Entry<?, ?> each : map.entrySet()) {
                    append(out.append(between), each.getKey());
                    append(out.append('='), each.getValue());
                    between = ", ";
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            case null, default -> out.append(value);
        }
    }

    /// Adds the first bytes in hexadecimal digits.
    static void hex(StringBuilder out, byte[] bytes, int most) {
        out.append("0x").append(HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, most)));
    }
}
