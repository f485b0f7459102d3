package dev.peso.viz.internal.font;

import java.text.Bidi;

/// The letters of a text in the order in which they stand from left to right: those of Hebrew and Arabic run against the
/// others (Unicode Standard Annex 9, for lines that run from left to right, as those of SVG do).
final class VisualOrder {
    private static final String MIRRORED = "()[]{}<>«»‹›≤≥";

    private VisualOrder() {}

    /// The text from left to right. Points of Hebrew, which have no width, come before the letter that they are drawn upon.
    static String of(String text) {
        if (!runsLeft(text)) {
            return text;
        }
        Bidi bidi = new Bidi(text, Bidi.DIRECTION_LEFT_TO_RIGHT);
        String[] letters = text.codePoints().mapToObj(Character::toString).toArray(String[]::new);
        byte[] levels = new byte[letters.length];
        int at = 0;
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) bidi.getLevelAt(at);
            at += letters[i].length();
            letters[i] = levels[i] % 2 == 0 ? letters[i] : mirrored(letters[i]);
        }
        Bidi.reorderVisually(levels, 0, letters, 0, letters.length);
        return String.join("", letters);
    }

    /// Whether a part of a text runs from right to left: what [Bidi#requiresBidi] says. Asking that for each text would load
    /// its tables, which few texts need; only characters without a directionality are left to it.
    static boolean runsLeft(String text) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (isLeftward(text.codePointAt(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLeftward(int letter) {
        return switch (Character.getDirectionality(letter)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER, Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE ->
                true;
            case Character.DIRECTIONALITY_UNDEFINED -> {
                char[] chars = Character.toChars(letter);
                yield Bidi.requiresBidi(chars, 0, chars.length);
            }
            default -> false;
        };
    }

    private static String mirrored(String letter) {
        int at = MIRRORED.indexOf(letter);
        return at < 0 ? letter : MIRRORED.substring(at ^ 1, (at ^ 1) + 1);
    }
}
