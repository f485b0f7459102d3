package dev.peso.viz.internal.scene;

/// How a shape is painted.
///
/// @param fill colour `0xRRGGBB`, or [#NONE]
/// @param fillOpacity 0 to 1
/// @param stroke colour `0xRRGGBB`, or [#NONE]
/// @param strokeOpacity 0 to 1
/// @param dash lengths of line and gap, or empty for a solid line
public record Style(int fill, double fillOpacity, int stroke, double strokeOpacity, double strokeWidth,
        Dash dash) {
    /// No paint.
    public static final int NONE = -1;

    /// Patterns of lines, so that series differ without colour too.
    public enum Dash {
        SOLID(), LONG(7, 3), DOTS(3, 2.5), MIXED(9, 3, 3, 3);

        private final double[] lengths;

        Dash(double... lengths) {
            this.lengths = lengths;
        }

        public double[] lengths() {
            return lengths.clone();
        }
    }

    public static Style fill(int color, double opacity) {
        return new Style(color, opacity, NONE, 1, 0, Dash.SOLID);
    }

    public static Style stroke(int color, double width) {
        return new Style(NONE, 1, color, 1, width, Dash.SOLID);
    }

    public Style withStroke(int color, double width) {
        return new Style(fill, fillOpacity, color, 1, width, dash);
    }

    public Style withDash(Dash pattern) {
        return new Style(fill, fillOpacity, stroke, strokeOpacity, strokeWidth, pattern);
    }

    public Style withStrokeOpacity(double opacity) {
        return new Style(fill, fillOpacity, stroke, opacity, strokeWidth, dash);
    }

    public boolean hasFill() {
        return fill != NONE;
    }

    public boolean hasStroke() {
        return stroke != NONE && strokeWidth > 0;
    }
}
