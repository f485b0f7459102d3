package dev.peso.viz.internal.font;

import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Outline;

/// Measures and draws text with Liberation Sans, which is as wide as Arial: a layout made here holds wherever the
/// picture is shown.
public final class Fonts {
    /// Of the font size: how far letters reach above and below the baseline.
    public static final double ASCENT = 0.74;
    public static final double DESCENT = 0.22;
    private static final String ELLIPSIS = "…";

    private Fonts() {}

    private static final class Regular {
        static final FontFile FONT = FontFile.load("liberation/LiberationSans-Regular.ttf");
    }

    private static final class Bold {
        static final FontFile FONT = FontFile.load("liberation/LiberationSans-Bold.ttf");
    }

    /// The font for a style.
    public static FontFile file(boolean bold) {
        return bold ? Bold.FONT : Regular.FONT;
    }

    /// The width of a text in pixels, without kerning.
    public static double width(String text, double size, boolean bold) {
        double units = 0;
        for (int i = 0; i < text.length();) {
            int known = Widths.of(text.charAt(i), bold);
            int codePoint = text.codePointAt(i);
            units += known >= 0 ? known : advance(file(bold), codePoint);
            i += Character.charCount(codePoint);
        }
        return units * size / Widths.UNITS_PER_EM;
    }

    /// What the font lacks is as wide as an em in East Asia and for symbols, nothing for marks, else 0.6.
    private static double advance(FontFile font, int codePoint) {
        int glyph = font.glyph(codePoint);
        if (glyph != 0) {
            return font.advance(glyph);
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> font.unitsPerEm() * (codePoint >= 0x2E80 ? 1.0 : 0.6);
        };
    }

    /// Whether a letter is an empty box as an outline, because the font lacks it.
    static boolean isBox(int codePoint, boolean bold) {
        FontFile font = file(bold);
        return font.glyph(codePoint) == 0 && advance(font, codePoint) > 0;
    }

    /// The text, or its start with an ellipsis when it is wider than `width`.
    public static String fit(String text, double size, boolean bold, double width) {
        String line = onOneLine(text);
        String shown = line.length() > 400
                ? line.substring(0, line.offsetByCodePoints(0, 200)) + ELLIPSIS
                : line;
        if (width(shown, size, bold) <= width) {
            return shown;
        }
        int end = line.length() > 400 ? shown.length() - 1 : shown.length();
        while (end > 0) {
            end = shown.offsetByCodePoints(end, -1);
            String cut = shown.substring(0, end).stripTrailing() + ELLIPSIS;
            if (width(cut, size, bold) <= width) {
                return cut;
            }
        }
        return width(ELLIPSIS, size, bold) <= width ? ELLIPSIS : "";
    }

    /// With blanks for ends of lines, tabs and the like, which have no width of their own.
    private static String onOneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                StringBuilder line = new StringBuilder(text);
                for (int k = i; k < line.length(); k++) {
                    line.setCharAt(k, Character.isISOControl(line.charAt(k)) ? ' ' : line.charAt(k));
                }
                return line.toString();
            }
        }
        return text;
    }

    /// The space that an upright or turned text takes.
    public static Box bounds(Node.Text text) {
        double size = text.style().size();
        double width = width(text.text(), size, text.style().bold());
        double left = switch (text.anchor()) {
            case START -> 0;
            case MIDDLE -> -width / 2;
            case END -> -width;
        };
        double sin = Math.sin(Math.toRadians(text.turn()));
        double cos = Math.cos(Math.toRadians(text.turn()));
        double[] xs = {left, left + width, left, left + width};
        double[] ys = {-ASCENT * size, -ASCENT * size, DESCENT * size, DESCENT * size};
        double minX = Double.MAX_VALUE;
        double minY = Double.MAX_VALUE;
        double maxX = -Double.MAX_VALUE;
        double maxY = -Double.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            double x = text.x() + xs[i] * cos - ys[i] * sin;
            double y = text.y() + xs[i] * sin + ys[i] * cos;
            minX = Math.min(minX, x);
            maxX = Math.max(maxX, x);
            minY = Math.min(minY, y);
            maxY = Math.max(maxY, y);
        }
        return Box.between(minX, minY, maxX, maxY);
    }

    /// The letters of a text in the order in which they are drawn, from left to right.
    public static String visual(String text) {
        return VisualOrder.of(text);
    }

    /// The glyphs of a text as one outline that starts at the origin; what the font lacks is an empty box.
    public static Outline outline(String logical, double size, boolean bold) {
        FontFile font = file(bold);
        String text = visual(logical);
        double scale = size / font.unitsPerEm();
        Outline.Pen pen = new Outline.Pen();
        double x = 0;
        for (int i = 0; i < text.length();) {
            int codePoint = text.codePointAt(i);
            int glyph = font.glyph(codePoint);
            double advance = advance(font, codePoint) * scale;
            if (advance > 0 || glyph != 0) {
                font.draw(glyph, pen, x, 0, scale);
            }
            x += advance;
            i += Character.charCount(codePoint);
        }
        return pen.outline();
    }
}
