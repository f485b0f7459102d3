package dev.peso.internal.excel;

/// Text as XML holds it, with what Excel does for characters that XML cannot hold.
final class XmlText {
    private XmlText() {}

    /// Appends the text of a cell.
    static void appendCell(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t' || c >= '\uFFFE') {
                escape(out, c);
            } else if (c == '_' && looksEscaped(text, i)) {
                escape(out, c);
            } else {
                append(out, c);
            }
        }
    }

    /// Appends the value of an attribute; characters that XML cannot hold become spaces.
    static void appendAttribute(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            append(out, text.charAt(i) < ' ' || text.charAt(i) >= '\uFFFE' ? ' ' : text.charAt(i));
        }
    }

    private static void append(StringBuilder out, char c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            default -> out.append(c);
        }
    }

    private static void escape(StringBuilder out, char c) {
        out.append("_x");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.toUpperCase(Character.forDigit(c >>> shift & 15, 16)));
        }
        out.append('_');
    }

    /// Whether what follows reads as an escaped character, `_x0041_`.
    private static boolean looksEscaped(String text, int at) {
        if (at + 6 >= text.length() || text.charAt(at + 1) != 'x' || text.charAt(at + 6) != '_') {
            return false;
        }
        for (int i = at + 2; i < at + 6; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
