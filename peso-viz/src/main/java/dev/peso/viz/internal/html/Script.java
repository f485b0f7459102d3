package dev.peso.viz.internal.html;

/// Scripts as they are sent: without comments, indents and blanks that mean nothing. Ends of lines stay, so that an error
/// still has a place.
final class Script {
    /// Beside these a blank means nothing; plus and minus are not among them, since `a + +b` is not `a ++b`.
    private static final String PUNCTUATION = "{}()[],;:=?<>&|*";

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
            boolean idle = c == ' '
                    && (isPunctuation(line.charAt(i - 1)) || isPunctuation(line.charAt(i + 1)));
            quote = c == '"' || c == '\'' || c == '`' ? c : 0;
            if (!idle) {
                out.append(c);
            }
        }
        out.append('\n');
    }

    private static boolean isPunctuation(char c) {
        return PUNCTUATION.indexOf(c) >= 0;
    }
}
