package dev.peso.viz.internal.html;

import java.util.HexFormat;
import java.util.List;

import dev.peso.viz.internal.scale.MomentFormat;
import dev.peso.viz.internal.scale.NumberFormat;
import dev.peso.viz.internal.scale.ValueFormat;

/// JSON that no HTML parser takes for a tag.
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

    /// A format as an object that the script understands.
    public static String format(ValueFormat format) {
        StringBuilder out = new StringBuilder();
        switch (format) {
            case NumberFormat numbers -> {
                out.append("{\"kind\":\"").append(numbers.kind()).append("\",\"decimals\":");
                out.append(numbers.decimals()).append(",\"prefix\":");
                string(out, numbers.prefix());
                out.append(",\"suffix\":");
                string(out, numbers.suffix());
                out.append(numbers.grouped() ? ",\"grouped\":true}" : "}");
            }
            case MomentFormat moments -> {
                out.append("{\"parts\":");
                strings(out, moments.parts());
                out.append('}');
            }
        }
        return out.toString();
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
