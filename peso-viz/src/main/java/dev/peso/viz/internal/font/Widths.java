package dev.peso.viz.internal.font;

/// The widths of the characters that most charts consist of, as the bundled fonts have them: to lay out a simple chart no font
/// is opened, which takes as long as drawing it.
final class Widths {
    static final int UNITS_PER_EM = 2048;
    private static final char FIRST = ' ';
    private static final char MINUS = '−';
    private static final char ELLIPSIS = '…';

    /// From the blank to the tilde.
    private static final short[] REGULAR = {569, 569, 727, 1139, 1139, 1821, 1366, 391, 682, 682, 797, 1196,
            569, 682, 569, 569,
            1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 569, 569, 1196, 1196, 1196, 1139,
            2079, 1366, 1366, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1024, 1366, 1139, 1706, 1479, 1593,
            1366, 1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 569, 569, 569, 961, 1139,
            682, 1139, 1139, 1024, 1139, 1139, 569, 1139, 1139, 455, 455, 1024, 455, 1706, 1139, 1139,
            1139, 1139, 682, 1024, 569, 1139, 1024, 1479, 1024, 1024, 1024, 684, 532, 684, 1196};
    private static final short[] BOLD = {569, 682, 971, 1139, 1139, 1821, 1479, 487, 682, 682, 797, 1196, 569,
            682, 569, 569,
            1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 682, 682, 1196, 1196, 1196, 1251,
            1997, 1479, 1479, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1139, 1479, 1251, 1706, 1479, 1593,
            1366, 1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 682, 569, 682, 1196, 1139,
            682, 1139, 1251, 1139, 1251, 1139, 682, 1251, 1251, 569, 569, 1139, 569, 1821, 1251, 1251,
            1251, 1251, 797, 1139, 682, 1251, 1139, 1593, 1139, 1139, 1024, 797, 573, 797, 1196};

    private Widths() {}

    /// The width of a character, or -1 if the font has to be asked.
    static int of(char character, boolean bold) {
        short[] widths = bold ? BOLD : REGULAR;
        int at = character - FIRST;
        if (at >= 0 && at < widths.length) {
            return widths[at];
        }
        return switch (character) {
            case MINUS -> 1196;
            case ELLIPSIS -> 2048;
            default -> -1;
        };
    }
}
