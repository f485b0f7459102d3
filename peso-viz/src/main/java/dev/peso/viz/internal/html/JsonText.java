package dev.peso.viz.internal.html;

import java.util.HexFormat;
import java.util.List;

/// JSON strings that no HTML parser takes for a tag.
public final class JsonText {
    private JsonText() {}

    public static void strings(StringBuilder out, List<String> texts) {
        out.append('[');
        for (int i = 0; i < texts.size(); i++) {
            out.append(i == 0 ? "" : ",");
            string(out, texts.get(i));
        }
        out.append(']');
    }

    public static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c == 0x2028
                    || c == 0x2029
                    || Character.isSurrogate(c)) {
                out.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
