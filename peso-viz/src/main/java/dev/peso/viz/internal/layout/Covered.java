package dev.peso.viz.internal.layout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.scale.Scale;
import dev.peso.viz.internal.scene.Box;

/// Which parts of a panel are covered by marks, in small squares, so that words find free places at once however many marks
/// there are. After P. Kittivorawong, D. Moritz, K. Wongsuphasawat and J. Heer, "Fast and Flexible Overlap Detection for Chart
/// Labeling with Occupancy Bitmap", IEEE VIS (2020).
final class Covered {
    /// Pixels of a square.
    private static final double SIDE = 2;
    /// How much of a point's radius counts: its corners are round, and its edge may be touched.
    private static final double DENSE = 0.8;
    private static final byte BAR = 1;
    private static final byte LINE = 2;
    private static final byte POINT = 3;
    /// What it costs to cover what must not be covered.
    static final int TOO_MUCH = Integer.MAX_VALUE;

    private final Box panel;
    private final int columns;
    private final int rows;
    private final byte[] squares;
    private final Map<Integer, Double> radii = new HashMap<>();

    /// @param shown the marks of the panel
    Covered(Box panel, Scale x, Scale y, List<Geom> shown) {
        this.panel = panel;
        this.columns = (int) Math.ceil(panel.width() / SIDE);
        this.rows = (int) Math.ceil(panel.height() / SIDE);
        this.squares = new byte[columns * rows];
        for (Geom geom : shown) {
            switch (geom) {
                case Geom.Points points -> points(points, x, y);
                case Geom.Curve curve -> {
                    for (int i = 1; i < curve.size(); i++) {
                        line(x.at(curve.x()[i - 1]), y.at(curve.y()[i - 1]), x.at(curve.x()[i]),
                                y.at(curve.y()[i]));
                    }
                }
                case Geom.Segments s -> {
                    for (int i = 0; i < s.size(); i++) {
                        line(Painter.end(x, s.x1()[i]), Painter.end(y, s.y1()[i]), Painter.end(x, s.x2()[i]),
                                Painter.end(y, s.y2()[i]));
                    }
                }
                case Geom.Bars bars -> {
                    for (int i = 0; i < bars.size(); i++) {
                        cover(Painter.box(bars, i, x, y), BAR);
                    }
                }
                case Geom.Ribbon _,Geom.Words _,Geom.Areas _,Geom.Cells _,Geom.Slices _ -> {
                    // Words may stand on them.
                }
            }
        }
    }

    private void points(Geom.Points points, Scale x, Scale y) {
        for (int i = 0; i < points.size(); i++) {
            double px = x.at(points.x()[i]);
            double py = y.at(points.y()[i]);
            double radius = (points.sizes().length == 0 ? points.look().size() : points.sizes()[i]) / 2;
            double reach = DENSE * radius;
            cover(new Box(px - reach, py - reach, 2 * reach, 2 * reach), POINT);
            int square = square(px, py);
            if (square >= 0) {
                radii.merge(square, radius, Math::max);
            }
        }
    }

    private int square(double px, double py) {
        int column = (int) Math.floor((px - panel.x()) / SIDE);
        int row = (int) Math.floor((py - panel.y()) / SIDE);
        return column >= 0 && row >= 0 && column < columns && row < rows ? row * columns + column : -1;
    }

    private void cover(Box box, byte with) {
        if (!Double.isFinite(box.x() + box.y() + box.width() + box.height())) {
            return;
        }
        for (int row = first(box.y() - panel.y()); row < end(box.bottom() - panel.y(), rows); row++) {
            for (int column = first(box.x() - panel.x()); column < end(box.right() - panel.x(),
                    columns); column++) {
                int square = row * columns + column;
                squares[square] = squares[square] > with ? squares[square] : with;
            }
        }
    }

    private static int first(double from) {
        return (int) Math.max(0, Math.floor(from / SIDE));
    }

    private static int end(double to, int most) {
        return (int) Math.min(most, Math.ceil(to / SIDE));
    }

    /// A line, of which the part in the panel is walked along.
    private void line(double x1, double y1, double x2, double y2) {
        double[] part = {0, 1};
        if (!Double.isFinite(x1 + y1 + x2 + y2) || !cut(x1, x2, panel.x(), panel.right(), part)
                || !cut(y1, y2, panel.y(), panel.bottom(), part)) {
            return;
        }
        double share = part[1] - part[0];
        int steps = 1 + (int) Math.ceil(Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1)) * share);
        for (int i = 0; i <= steps; i++) {
            double at = part[0] + share * i / steps;
            int square = square(x1 + (x2 - x1) * at, y1 + (y2 - y1) * at);
            if (square >= 0 && squares[square] < LINE) {
                squares[square] = LINE;
            }
        }
    }

    /// Keeps the part of a line that is between two ends; false if there is none.
    private static boolean cut(double a, double b, double low, double high, double[] part) {
        if (a == b) {
            return a >= low && a <= high;
        }
        double first = (low - a) / (b - a);
        double last = (high - a) / (b - a);
        part[0] = Math.max(part[0], Math.min(first, last));
        part[1] = Math.min(part[1], Math.max(first, last));
        return part[0] <= part[1];
    }

    /// The radius of the largest point at a place, 0 without one.
    double radius(double px, double py) {
        return radii.getOrDefault(square(px, py), 0.0);
    }

    /// How much a box covers of lines and bars; [#TOO_MUCH] if it covers a point or a line runs along it.
    int cost(Box box) {
        int[] found = new int[POINT + 1];
        for (int row = first(box.y() - panel.y()); row < end(box.bottom() - panel.y(), rows); row++) {
            for (int column = first(box.x() - panel.x()); column < end(box.right() - panel.x(),
                    columns); column++) {
                found[squares[row * columns + column]]++;
            }
        }
        return found[POINT] > 0 || found[LINE] * 2 * SIDE > box.width()
                ? TOO_MUCH
                : found[BAR] + 2 * found[LINE];
    }
}
