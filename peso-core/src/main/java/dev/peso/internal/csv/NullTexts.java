package dev.peso.internal.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The texts that stand for null when they are not quoted.
final class NullTexts {
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
