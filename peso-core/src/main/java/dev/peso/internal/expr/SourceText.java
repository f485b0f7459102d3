package dev.peso.internal.expr;

import dev.peso.QueryException;

/// The text being parsed, and how errors point into it.
final class SourceText {
    private static final int MAX_SHOWN = 100;
    private static final int SHOWN_BEFORE = 60;
    private final String text;

    SourceText(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /// An error that shows the line it is in, with carets under the characters from `start` to `end`.
    QueryException error(int start, int end, String problem) {
        int lineStart = text.lastIndexOf('\n', start - 1) + 1;
        int newline = text.indexOf('\n', start);
        int lineEnd = newline < 0 ? text.length() : newline;
        int from = lineEnd - lineStart <= MAX_SHOWN ? lineStart : Math.max(lineStart, start - SHOWN_BEFORE);
        int to = Math.min(lineEnd, from + MAX_SHOWN);
        String before = from > lineStart ? "..." : "";
        String after = to < lineEnd ? "..." : "";
        String shown = before + oneLine(text.substring(from, to)) + after;
        int indent = before.length() + text.codePointCount(from, start);
        int width = Math.max(1, text.codePointCount(start, Math.clamp(end, start, Math.max(start, to))));
        String place = text.strip().indexOf('\n') < 0 ? "" : " (line " + lineNumber(start) + ")";
        return new QueryException(
                problem + place + "\n  " + shown + "\n  " + " ".repeat(indent) + "^".repeat(width));
    }

    private long lineNumber(int position) {
        return text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
    }

    private static String oneLine(String line) {
        return line.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
