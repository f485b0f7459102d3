package dev.peso.viz.internal.font;

import java.util.HexFormat;

/// Texts that are longer than anybody reads: what pictures and pages have of them.
public final class LongText {
    /// Characters of a name or cell that pages have.
    public static final int MOST = 1_000;
    /// Characters of what only names a part of a picture.
    public static final int LABEL = 120;

    private LongText() {}

    /// A text of up to [#MOST] characters as it is; the start of a longer one and how many more there are, with four hexadecimal
    /// digits that tell it from others with the same start.
    public static String cut(String text) {
        if (text.length() <= MOST) {
            return text;
        }
        String start = start(text, MOST);
        return start + "… (" + (text.length() - start.length()) + " more characters, "
                + HexFormat.of().toHexDigits((short) (text.hashCode() ^ text.hashCode() >> 16)) + ")";
    }

    /// The text, or its start with an ellipsis.
    public static String brief(String text) {
        return text.length() <= LABEL ? text : start(text, LABEL) + "…";
    }

    /// At most so many characters, and no half ones.
    private static String start(String text, int most) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
