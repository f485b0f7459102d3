package dev.peso.viz.internal.html;

/// Scripts as they are sent: without comments, indents and blanks that mean nothing. Ends of lines stay, so that an error
/// still has a place.
final class Script {
    /// Beside these a blank means nothing.
    private static final String PUNCTUATION = "{}()[],;:=?<>&|*";
    /// Beside these neither, but between two of them: `a + +b` is not `a ++b`.
    private static final String SIGNS = "+-/%!";

    private Script() {}

    /// A script of which no regular expression contains a blank, nor a comment more than whole lines.
    static String compact(String code) {
        StringBuilder out = new StringBuilder(code.length());
        code.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("/**")
                        && !line.startsWith("*"))
                .forEach(line -> line(line, out));
        return out.toString();
    }

    private static void line(String line, StringBuilder out) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                out.append(c);
                if (c == '\\') {
                    out.append(line.charAt(++i));
                } else if (c == quote) {
                    quote = 0;
                }
                continue;
            }
            boolean idle = c == ' ' && isIdle(line.charAt(i - 1), line.charAt(i + 1));
            quote = c == '"' || c == '\'' || c == '`' ? c : 0;
            if (!idle) {
                out.append(c);
            }
        }
        out.append('\n');
    }

    /// Whether a blank between two characters means nothing.
    private static boolean isIdle(char before, char after) {
        boolean signed = isOf(SIGNS, before) || isOf(SIGNS, after);
        return isOf(PUNCTUATION, before) || isOf(PUNCTUATION, after)
                || signed && !(isOf(SIGNS, before) && isOf(SIGNS, after));
    }

    private static boolean isOf(String characters, char c) {
        return characters.indexOf(c) >= 0;
    }
}
