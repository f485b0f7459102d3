package dev.peso.internal.excel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.MemoryLimitException;
import dev.peso.internal.excel.XmlReader.Event;

/// The texts that cells of a workbook refer to by number; read when the first is asked for.
final class SharedTexts {
    /// What a text takes in memory besides its characters.
    private static final int OVERHEAD = 60;

    private final @Nullable Opening part;
    private @Nullable List<String> texts;

    /// Opens the part that holds the texts.
    @FunctionalInterface
    interface Opening {
        XmlReader open() throws IOException;
    }

    SharedTexts(@Nullable Opening part) {
        this.part = part;
    }

    /// A text by its number, or null when there is none.
    @Nullable
    String get(int index) throws IOException {
        List<String> all = texts;
        if (all == null) {
            all = read();
            texts = all;
        }
        return index < 0 || index >= all.size() ? null : all.get(index);
    }

    private List<String> read() throws IOException {
        List<String> all = new ArrayList<>();
        if (part == null) {
            return all;
        }
        long limit = Runtime.getRuntime().maxMemory() / 3;
        long bytes = 0;
        try (XmlReader xml = part.open()) {
            for (Event event = xml.next(); event != Event.DONE; event = xml.next()) {
                if (event == Event.START && xml.is("si")) {
                    String text = rich(xml);
                    bytes += OVERHEAD + 2L * text.length();
                    if (bytes > limit) {
                        throw new MemoryLimitException("the texts of a workbook take more than "
                                + limit / 1_000_000 + " MB, a third of the heap; run with a larger -Xmx",
                                bytes, limit, null);
                    }
                    all.add(text);
                }
            }
        }
        return all;
    }

    /// The text of the tag that has started: its runs without their formats, and without hints on pronunciation.
    static String rich(XmlReader xml) throws IOException {
        StringBuilder text = new StringBuilder();
        String tag = xml.name();
        for (Event event = xml.next(); !(event == Event.END && xml.is(tag)); event = xml.next()) {
            if (event == Event.START && xml.is("rPh")) {
                xml.skipTag();
            } else if (event == Event.START && xml.is("t")) {
                text.append(xml.textOfTag());
            }
        }
        return unescaped(text);
    }

    /// Resolves `_x000D_`, how XML parts spell characters that XML cannot hold.
    static String unescaped(StringBuilder text) {
        int at = text.indexOf("_x");
        if (at < 0) {
            return text.toString();
        }
        StringBuilder plain = new StringBuilder();
        int from = 0;
        while (at >= 0) {
            int code = at + 6 < text.length() && text.charAt(at + 6) == '_' ? hex(text, at + 2) : -1;
            plain.append(text, from, code < 0 ? at + 1 : at);
            from = code < 0 ? at + 1 : at + 7;
            if (code >= 0) {
                plain.append((char) code);
            }
            at = text.indexOf("_x", from);
        }
        return plain.append(text, from, text.length()).toString();
    }

    private static int hex(CharSequence text, int from) {
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }
}
