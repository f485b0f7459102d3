package dev.peso.viz.internal.svg;

/// Makes a text safe inside of elements and attributes.
public final class Escape {
    private Escape() {}

    /// Appends a text; what XML does not allow becomes a replacement character.
    public static void append(StringBuilder out, String text) {
        for (int i = 0; i < text.length();) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            switch (codePoint) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    boolean allowed = codePoint == '\t' || codePoint == '\n'
                            || codePoint >= 0x20 && !(codePoint >= 0xD800 && codePoint <= 0xDFFF)
                                    && codePoint != 0xFFFE && codePoint != 0xFFFF;
                    out.appendCodePoint(allowed ? codePoint : 0xFFFD);
                }
            }
        }
    }

    public static String text(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        append(out, text);
        return out.toString();
    }
}
