package dev.peso.internal.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The texts that stand for null when they are not quoted.
final class NullTexts {
    private static final Set<String> WORDS = Set.of("na", "n/a", "#n/a", "n.a.", "null", "none", "nil", "-",
            "--", ".",
            "..", "?", "<na>", "\\n", "missing");
    private static final String FIRSTS = "nNmM-.?<#\\";
    private static final int LONGEST_WORD = 7;

    final boolean empty;
    /// Whether one of them could be a number, so that it must be looked for before the value is converted.
    final boolean numeric;
    private final byte[][] others;

    NullTexts(List<String> texts) {
        empty = texts.contains("");
        others = texts.stream()
                .filter(t -> !t.isEmpty())
                .map(t -> t.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        numeric = Arrays.stream(others).anyMatch(t -> t[0] < 'A');
    }

    /// Whether the bytes are a word that many programs write for null, such as `NA`, `N/A`, `NULL` or `-`.
    static boolean isWord(byte[] b, int from, int to) {
        if (to - from > LONGEST_WORD || to == from || FIRSTS.indexOf(b[from]) < 0) {
            return false;
        }
        return WORDS.contains(
                new String(b, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
    }

    boolean hasOthers() {
        return others.length > 0;
    }

    /// Whether the bytes are one of the texts that are not empty.
    boolean isOther(byte[] b, int from, int to) {
        for (byte[] text : others) {
            if (text.length == to - from && Arrays.equals(text, 0, text.length, b, from, to)) {
                return true;
            }
        }
        return false;
    }
}
