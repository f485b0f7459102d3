package dev.peso.viz.internal.mark;

import java.text.Bidi;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.internal.scale.NumberText;

/// A mark after all statistics: where it is, in the units of the axes. Arrays are not copied and not changed.
public sealed interface Geom {
    Look look();

    /// How many places, bars, cells or the like there are.
    int size();

    /// The same with the axes exchanged.
    Geom flipped();

    /// Tells which values the axes need.
    void extend(Extent x, Extent y);

    /// A line through points; NaN interrupts it.
    ///
    /// @param closed whether the end is joined to the start and the inside filled
    /// @param corners which of the points only join others
    record Curve(double[] x, double[] y, boolean closed, Corners corners, Look look) implements Geom {
        /// A line of which each point says something.
        public Curve(double[] x, double[] y, boolean closed, Look look) {
            this(x, y, closed, Corners.NONE, look);
        }

        @Override
        public int size() {
            return x.length;
        }

        @Override
        public Geom flipped() {
            return new Curve(y, x, closed, corners, look);
        }

        @Override
        public void extend(Extent ex, Extent ey) {
            ex.addPaired(x, y);
            ey.addPaired(y, x);
        }
    }

    /// Points of a line of level pieces that are there for its shape only.
    enum Corners {
        NONE,
        /// The second, the fourth and so on.
        AFTER,
        /// The first, the third and so on.
        BEFORE
    }

    /// A filled space between two lines; upright when `along` is x.
    ///
    /// @param along position on the axis that the space runs along
    /// @param low one side, on the other axis
    /// @param high other side
    /// @param upright whether `along` is x
    record Ribbon(double[] along, double[] low, double[] high, boolean upright, Look look) implements Geom {
        @Override
        public int size() {
            return along.length;
        }

        @Override
        public Geom flipped() {
            return new Ribbon(along, low, high, !upright, look);
        }

        @Override
        public void extend(Extent ex, Extent ey) {
            (upright ? ex : ey).add(along);
            (upright ? ey : ex).add(low);
            (upright ? ey : ex).add(high);
        }
    }

    /// Rectangles.
    ///
    /// @param gap pixels left free between neighbours
    record Bars(double[] x1, double[] x2, double[] y1, double[] y2, double gap, Look look) implements Geom {
        @Override
        public int size() {
            return x1.length;
        }

        @Override
        public Bars flipped() {
            return new Bars(y1, y2, x1, x2, gap, look);
        }

        @Override
        public void extend(Extent ex, Extent ey) {
            ex.add(x1);
            ex.add(x2);
            ey.add(y1);
            ey.add(y2);
        }
    }

    /// Points.
    ///
    /// @param sizes diameters in pixels, or empty where all have that of the look
    record Points(double[] x, double[] y, double[] sizes, Look look) implements Geom {
        @Override
        public int size() {
            return x.length;
        }

        @Override
        public Geom flipped() {
            return new Points(y, x, sizes, look);
        }

        @Override
        public void extend(Extent ex, Extent ey) {
            ex.addPaired(x, y);
            ey.addPaired(y, x);
        }
    }

    /// Straight lines with two ends; an infinite end is the edge of the panel.
    record Segments(double[] x1, double[] y1, double[] x2, double[] y2, Look look) implements Geom {
        @Override
        public int size() {
            return x1.length;
        }

        @Override
        public Geom flipped() {
            return new Segments(y1, x1, y2, x2, look);
        }

        @Override
        public void extend(Extent ex, Extent ey) {
            ex.add(x1);
            ex.add(x2);
            ey.add(y1);
            ey.add(y2);
        }
    }

    /// Words at points.
    ///
    /// @param stand where they stand; those that would collide are left out
    /// @param away pixels between a point and the word beyond it
    /// @param bars whose ends the points are, one for each word, or null; words go inside them where there is no other room
    record Words(double[] x, double[] y, String[] words, Stand stand, double away, @Nullable Bars bars,
            Look look) implements Geom {
        private static final double LONGEST = 180;

        /// Where words stand, of all points alike.
        public enum Stand {
            /// In the middle of points.
            ON,
            /// In the middle of bars.
            WITHIN,
            /// Over points.
            OVER,
            /// Right of points.
            BESIDE,
            /// Over the ends of upright bars, under those below zero.
            UPRIGHT_END,
            /// Right of the ends of lying bars, left of those below zero.
            LYING_END
        }

        /// Where a word stands.
        public enum Side {
            ON, WITHIN, ABOVE, BELOW, LEFT, RIGHT
        }

        /// Whether they stand beside points, wherever there is room.
        public boolean isBeside() {
            return bars == null && (stand == Stand.OVER || stand == Stand.BESIDE);
        }

        /// The most pixels that a word may take, so that one does not take the room of all others.
        public double longest(double panel) {
            return isBeside() ? Math.min(panel, LONGEST) : panel;
        }

        /// Where the i-th word stands.
        public Side side(int i) {
            return switch (stand) {
                case ON -> Side.ON;
                case WITHIN -> Side.WITHIN;
                case OVER -> Side.ABOVE;
                case BESIDE -> Side.RIGHT;
                case UPRIGHT_END -> y[i] < 0 ? Side.BELOW : Side.ABOVE;
                case LYING_END -> x[i] < 0 ? Side.LEFT : Side.RIGHT;
            };
        }

        /// Words in the middle of bars.
        public static Words within(Bars bars, String[] words, Look look) {
            return new Words(middle(bars.x1, bars.x2), middle(bars.y1, bars.y2), words, Stand.WITHIN, 0,
                    bars, look);
        }

        private static double[] middle(double[] from, double[] to) {
            double[] middle = new double[from.length];
            for (int i = 0; i < middle.length; i++) {
                middle[i] = (from[i] + to[i]) / 2;
            }
            return middle;
        }

        @Override
        public int size() {
            return x.length;
        }

        @Override
        public Geom flipped() {
            Stand turned = switch (stand) {
                case OVER -> Stand.BESIDE;
                case BESIDE -> Stand.OVER;
                case UPRIGHT_END -> Stand.LYING_END;
                case LYING_END -> Stand.UPRIGHT_END;
                case ON, WITHIN -> stand;
            };
            return new Words(y, x, words, turned, away, bars == null ? null : bars.flipped(), look);
        }

        @Override
        public void extend(Extent ex, Extent ey) {
            ex.addPaired(x, y);
            ey.addPaired(y, x);
        }
    }

    /// Areas of a map.
    ///
    /// @param items which of the atlas
    record Areas(Atlas atlas, int[] items, Look look) implements Geom {
        @Override
        public int size() {
            return items.length;
        }

        @Override
        public Geom flipped() {
            return this;
        }

        @Override
        public void extend(Extent ex, Extent ey) {
            for (int item : items) {
                for (int ring = 0; ring < atlas.rings()[item].length; ring++) {
                    double[] corners = atlas.ring(item, ring);
                    for (int i = 0; i < corners.length; i += 2) {
                        ex.add(corners[i]);
                        ey.add(corners[i + 1]);
                    }
                }
            }
        }
    }

    /// Counts of points in a grid over the panel, as colours.
    ///
    /// @param counts row by row from the low end of y
    record Cells(double x1, double x2, double y1, double y2, int columns, int rows, int[] counts,
            Look look) implements Geom {
        @Override
        public int size() {
            return counts.length;
        }

        @Override
        public Geom flipped() {
            int[] turned = new int[counts.length];
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    turned[c * rows + r] = counts[r * columns + c];
                }
            }
            return new Cells(y1, y2, x1, x2, rows, columns, turned, look);
        }

        @Override
        public void extend(Extent ex, Extent ey) {
            ex.add(x1);
            ex.add(x2);
            ey.add(y1);
            ey.add(y2);
        }
    }

    /// Slices of a circle, clockwise from the top; they need no axes.
    ///
    /// @param shares of the whole, 0 to 1
    /// @param values what they are shares of, as they are written
    /// @param hole radius of the hole as a share of the circle's
    record Slices(double[] shares, String[] names, String[] values, double hole,
            Look look) implements Geom {
        private static final String LEFT_TO_RIGHT = "\u200E";

        /// What stands beside a slice.
        public String word(int i) {
            return label(i) + " " + percent(i);
        }

        /// What stands there before the share, which stands behind names that run from right to left, too.
        public String label(int i) {
            char[] name = names[i].toCharArray();
            return names[i] + (Bidi.requiresBidi(name, 0, name.length) ? LEFT_TO_RIGHT : "");
        }

        /// A share as it is written.
        public String percent(int i) {
            return NumberText.fixed(100 * shares[i], 0) + "%";
        }

        @Override
        public int size() {
            return shares.length;
        }

        @Override
        public Geom flipped() {
            return this;
        }

        @Override
        public void extend(Extent ex, Extent ey) {
            // Nothing: a circle has no axes.
        }
    }
}
