package dev.peso.viz.internal.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Long texts of a page, each written once: where they are used stands their number. `read` in `page.js` puts them back.
final class TextPool {
    /// Shorter texts are written where they are used.
    private static final int LONG = 60;

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    void string(StringBuilder out, String text) {
        if (text.length() <= LONG) {
            JsonText.string(out, text);
        } else {
            out.append("{\"text\":").append(numbers.computeIfAbsent(text, _ -> numbers.size())).append('}');
        }
    }

    void strings(StringBuilder out, List<String> texts) {
        out.append('[');
        for (int i = 0; i < texts.size(); i++) {
            out.append(i == 0 ? "" : ",");
            string(out, texts.get(i));
        }
        out.append(']');
    }

    /// A member of all of them, to stand before those that use them; nothing if there are none.
    void member(StringBuilder out) {
        if (!numbers.isEmpty()) {
            out.append("\"texts\":");
            JsonText.strings(out, List.copyOf(numbers.keySet()));
            out.append(',');
        }
    }
}
