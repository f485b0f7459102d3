package dev.peso.viz.internal.scene;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// A thing in a picture. Positions are pixels from the upper left corner; nodes are values.
public sealed interface Node {
    /// Nodes that belong together.
    ///
    /// @param kind what they are, such as `mark bar` or `axis x`; formats with classes keep it
    /// @param label what a reader that cannot see them should say, or null
    /// @param clip outside of which nothing of them is drawn, or null
    /// @param children from back to front
    record Group(String kind, @Nullable String label, @Nullable Box clip,
            List<Node> children) implements Node {
        public Group {
            children = List.copyOf(children);
        }

        /// A group that is not clipped and says nothing.
        public static Group of(String kind, List<Node> children) {
            return new Group(kind, null, null, children);
        }
    }

    /// A rectangle.
    record Rect(Box box, Style style) implements Node {}

    /// A straight line.
    record Line(double x1, double y1, double x2, double y2, Style style) implements Node {}

    /// Lines, curves and closed shapes.
    record Path(Outline outline, Style style) implements Node {}

    /// Many points of one look.
    ///
    /// @param x positions
    /// @param y positions
    /// @param size diameters, one for each point or one for all
    record Dots(double[] x, double[] y, double[] size, Shape shape, Style style) implements Node {
        /// Whether all points are equal circles without an outline, which formats draw as one shape.
        public boolean isOneShape() {
            return shape == Shape.CIRCLE && size.length == 1 && !style.hasStroke();
        }

        /// The diameter of a point.
        public double sizeOf(int i) {
            return size.length == 1 ? size[0] : size[i];
        }
    }

    /// A line of text.
    ///
    /// @param x position of the anchor
    /// @param y the baseline
    /// @param turn degrees, clockwise, around the anchor
    record Text(double x, double y, String text, TextStyle style, Anchor anchor,
            double turn) implements Node {}

    /// Colours of small cells, row by row from above, `0xAARRGGBB`.
    record Raster(Box box, int width, int height, int[] argb) implements Node {}

    /// Which point of a text stands at its position.
    enum Anchor {
        START, MIDDLE, END
    }

    /// How a point looks, so that series differ without colour too.
    enum Shape {
        CIRCLE, SQUARE, TRIANGLE, DIAMOND, CROSS
    }
}
