package dev.peso.internal.bytes;

/// Rows of texts as comma-separated text, which the reader of such files makes columns of.
public final class DelimitedText {
    private final StringBuilder out;
    private boolean started;

    public DelimitedText(StringBuilder out) {
        this.out = out;
    }

    /// Adds a field, in quotes where it could be read as something else without. An empty one stays empty.
    public void field(String text) {
        if (started) {
            out.append(',');
        }
        started = true;
        if (needsQuotes(text)) {
            out.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            out.append(text);
        }
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }

    public void endRow() {
        out.append('\n');
        started = false;
    }
}
