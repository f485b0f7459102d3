package dev.peso.viz.internal.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.viz.internal.mark.Atlas;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.scale.Scale;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Outline;
import dev.peso.viz.internal.scene.Style;

/// Draws the marks of a panel.
final class Painter {
    /// By how much of itself a line on a fill is longer at each end, so that it is seen on thin ones too.
    private static final double BEYOND = 0.12;
    private static final double MOST_BEYOND = 4;
    /// How many times as thick as a line a fill is at least that has the line upon it.
    private static final double THICK = 3;
    /// How many pixels a cell of a grid measures at least that has a border.
    private static final double BORDERED = 8;

    private final Box panel;
    private final Scale x;
    private final Scale y;
    private final Colors colors;
    private final Labels labels;

    /// @param shown the marks of the panel
    Painter(Box panel, Scale x, Scale y, Colors colors, List<Geom> shown) {
        this.panel = panel;
        this.x = x;
        this.y = y;
        this.colors = colors;
        this.labels = new Labels(panel, x, y, colors, shown);
    }

    /// The words that were painted so far.
    Labels.Tally tally() {
        return labels.tally();
    }

    Node paint(Geom geom) {
        return switch (geom) {
            case Geom.Curve curve -> curve(curve);
            case Geom.Ribbon ribbon -> ribbon(ribbon);
            case Geom.Bars bars -> bars(bars);
            case Geom.Points points -> points(points);
            case Geom.Segments segments -> segments(segments);
            case Geom.Words words -> group("label", words.look(), labels.place(words));
            case Geom.Areas areas -> areas(areas);
            case Geom.Cells cells -> cells(cells);
            case Geom.Slices slices -> Pies.paint(slices, panel, colors);
        };
    }

    private Node group(String kind, Look look, List<Node> nodes) {
        return new Node.Group("mark " + kind, look.name().isEmpty() ? null : look.name(), panel.inset(-1.5),
                nodes);
    }

    private Node curve(Geom.Curve curve) {
        Outline.Pen pen = new Outline.Pen();
        List<double[]> single = new ArrayList<>();
        boolean down = false;
        int length = 0;
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (int i = 0; i < curve.x().length; i++) {
            double px = x.at(curve.x()[i]);
            double py = y.at(curve.y()[i]);
            if (!Double.isFinite(px) || !Double.isFinite(py)) {
                if (length == 1) {
                    single.add(new double[]{x.at(curve.x()[i - 1]), y.at(curve.y()[i - 1])});
                }
                down = false;
                length = 0;
                continue;
            }
            if (down) {
                pen.line(px, py);
            } else {
                pen.move(px, py);
            }
            // Equal points are one.
            length += down && px == lastX && py == lastY ? 0 : 1;
            down = true;
            lastX = px;
            lastY = py;
        }
        if (length == 1) {
            int last = curve.x().length - 1;
            single.add(new double[]{x.at(curve.x()[last]), y.at(curve.y()[last])});
        }
        Look look = curve.look();
        int color = colors.of(look.ink(), 0);
        Style stroke = Style.stroke(color, look.size())
                .withDash(colors.dash(look.pattern()))
                .withStrokeOpacity(look.opacity());
        List<Node> nodes = new ArrayList<>();
        if (curve.closed()) {
            nodes.add(new Node.Path(pen.close().outline(), Style.fill(color, look.opacity())
                    .withStroke(color,
                            look.size())));
        } else if (!pen.isEmpty()) {
            nodes.add(new Node.Path(pen.outline(), stroke));
        }
        // A value between two gaps has no line: it is a point.
        if (!single.isEmpty()) {
            nodes.add(new Node.Dots(single.stream().mapToDouble(each -> each[0]).toArray(),
                    single.stream().mapToDouble(each -> each[1]).toArray(), new double[]{look.size() * 2.5},
                    Node.Shape.CIRCLE, Style.fill(color, look.opacity())));
        }
        return group(curve.closed() ? "shape" : "line", look, nodes);
    }

    private Node ribbon(Geom.Ribbon ribbon) {
        Outline.Pen pen = new Outline.Pen();
        int n = ribbon.along().length;
        int from = 0;
        while (from < n) {
            int to = from;
            while (to < n && Double.isFinite(ribbon.low()[to]) && Double.isFinite(ribbon.high()[to])) {
                to++;
            }
            if (to > from) {
                for (int i = from; i < to; i++) {
                    step(pen, ribbon, i, ribbon.high()[i], i == from);
                }
                for (int i = to - 1; i >= from; i--) {
                    step(pen, ribbon, i, ribbon.low()[i], false);
                }
                pen.close();
            }
            from = to + 1;
        }
        Look look = ribbon.look();
        int color = colors.of(look.ink(), 0);
        Style style = Style.fill(color, look.opacity());
        // A pale space without a line of its own has an edge that can be seen.
        boolean edged = look.opacity() < 0.5 && look.part() != null;
        return group("area", look, pen.isEmpty()
                ? List.of()
                : List.of(new Node.Path(pen.outline(), edged ? style.withStroke(color, 1) : style)));
    }

    private void step(Outline.Pen pen, Geom.Ribbon ribbon, int i, double across, boolean first) {
        double px = x.at(ribbon.upright() ? ribbon.along()[i] : across);
        double py = y.at(ribbon.upright() ? across : ribbon.along()[i]);
        if (first) {
            pen.move(px, py);
        } else {
            pen.line(px, py);
        }
    }

    private Node bars(Geom.Bars bars) {
        List<Node> nodes = new ArrayList<>();
        Look look = bars.look();
        for (int i = 0; i < bars.x1().length; i++) {
            Box box = box(bars, i, x, y);
            if (!Double.isFinite(box.x() + box.y() + box.width() + box.height())) {
                continue;
            }
            if (isCell(bars, box)) {
                nodes.add(new Node.Rect(box, Style.fill(colors.of(look.ink(), i), look.opacity())
                        .withStroke(colors.border(), 1)));
                continue;
            }
            double gap = bars.gap();
            double dx = box.width() > 3 * gap ? gap / 2 : 0;
            double dy = box.height() > 3 * gap && gap > 0 && looksStacked(bars) ? gap / 2 : 0;
            Box drawn = new Box(box.x() + dx, box.y() + dy, box.width() - 2 * dx, box.height() - 2 * dy);
            int color = colors.of(look.ink(), i);
            Style style = Style.fill(color, look.opacity());
            // A pale bar has an edge that can be seen.
            boolean edged = look.opacity() < 1 && drawn.width() > 0 && drawn.height() > 0;
            nodes.add(new Node.Rect(drawn, edged ? style.withStroke(color, 1) : style));
        }
        return group("bar", look, nodes);
    }

    /// Whether it is a cell of a grid with room for a border, which is seen where its colour is as pale as the background. Small
    /// ones have seams: of borders little else would be left.
    private static boolean isCell(Geom.Bars bars, Box box) {
        return looksStacked(bars) && Math.min(box.width(), box.height()) >= BORDERED;
    }

    /// Cells of a grid have a seam on all sides, bars only towards their neighbours.
    private static boolean looksStacked(Geom.Bars bars) {
        return bars.look().ink() instanceof Ink.Ramp;
    }

    /// Where the i-th of some bars is.
    static Box box(Geom.Bars bars, int i, Scale x, Scale y) {
        return Box.between(edge(x, bars.x1()[i]), edge(y, bars.y1()[i]), edge(x, bars.x2()[i]),
                edge(y, bars.y2()[i]));
    }

    /// On a logarithmic axis a bar starts where the axis does.
    static double edge(Scale scale, double value) {
        double at = scale.at(value);
        return Double.isNaN(at) || Double.isInfinite(at)
                ? Double.isNaN(value)
                        ? Double.NaN
                        : value <= 0 ? scale.from() : value == Double.POSITIVE_INFINITY ? scale.to() : at
                : at;
    }

    private Node points(Geom.Points points) {
        Look look = points.look();
        int n = points.x().length;
        double[] px = new double[n];
        double[] py = new double[n];
        int[] kept = new int[n];
        int size = 0;
        for (int i = 0; i < n; i++) {
            px[i] = x.at(points.x()[i]);
            py[i] = y.at(points.y()[i]);
            if (isInside(px[i], py[i])) {
                kept[size++] = i;
            }
        }
        kept = Arrays.copyOf(kept, size);
        double[] sizes = points.sizes();
        List<Node> nodes = new ArrayList<>();
        if (Colors.isPlain(look.ink())) {
            nodes.add(dots(kept, px, py, sizes, look, colors.of(look.ink(), 0)));
        } else {
            for (int i : kept) {
                nodes.add(dots(new int[]{i}, px, py, sizes, look, colors.of(look.ink(), i)));
            }
        }
        // Not clipped: a point at the edge is shown as a whole.
        return new Node.Group("mark point", look.name().isEmpty() ? null : look.name(), null, nodes);
    }

    private boolean isInside(double px, double py) {
        return px >= panel.x() - 0.5 && px <= panel.right() + 0.5 && py >= panel.y() - 0.5
                && py <= panel.bottom() + 0.5;
    }

    private Node dots(int[] kept, double[] px, double[] py, double[] sizes, Look look, int color) {
        double[] own = sizes.length == 0 ? new double[]{look.size()} : pick(sizes, kept);
        Style style = Style.fill(color, look.opacity());
        return new Node.Dots(pick(px, kept), pick(py, kept), own, colors.shape(look.pattern()),
                sizes.length == 0 ? style : style.withStroke(color, 1));
    }

    private static double[] pick(double[] values, int[] kept) {
        return Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
    }

    /// One outline for each area, also for one that is out of sight.
    private Node areas(Geom.Areas areas) {
        List<Node> nodes = new ArrayList<>();
        Look look = areas.look();
        Atlas atlas = areas.atlas();
        boolean tenths = atlas.isDrawnAt(x, y);
        for (int i = 0; i < areas.items().length; i++) {
            Outline.Pen pen = new Outline.Pen();
            int item = areas.items()[i];
            for (int ring = 0; ring < atlas.rings()[item].length; ring++) {
                double[] corners = atlas.ring(item, ring);
                for (int k = 0; k < corners.length; k += 2) {
                    double px = x.at(corners[k]);
                    double py = y.at(corners[k + 1]);
                    if (k == 0) {
                        pen.move(px, py);
                    } else {
                        pen.line(px, py);
                    }
                }
                pen.close();
            }
            nodes.add(new Node.Path(pen.outline(tenths), Style.fill(colors.of(look.ink(), i), look.opacity())
                    .withStroke(colors.border(), look.size())));
        }
        return group("map", look, nodes);
    }

    private Node segments(Geom.Segments s) {
        List<Node> nodes = new ArrayList<>();
        Look look = s.look();
        for (int i = 0; i < s.x1().length; i++) {
            double x1 = end(x, s.x1()[i]);
            double y1 = end(y, s.y1()[i]);
            double x2 = end(x, s.x2()[i]);
            double y2 = end(y, s.y2()[i]);
            if (!Double.isFinite(x1 + y1 + x2 + y2)) {
                continue;
            }
            if (look.ink() instanceof Ink.OnFill fill) {
                onFill(new Node.Line(x1, y1, x2, y2,
                        Style.stroke(colors.of(fill, i), look.size())), s.y1()[i] == s.y2()[i], fill, i,
                        nodes);
            } else {
                nodes.add(new Node.Line(x1, y1, x2, y2, Style.stroke(colors.of(look.ink(), i), look.size())
                        .withDash(colors.dash(look.pattern()))
                        .withStrokeOpacity(look.opacity())));
            }
        }
        return group("segment", look, nodes);
    }

    /// A line upon a fill is a little longer than that, and has the colour of the background upon it where the fill is thick.
    private void onFill(Node.Line line, boolean upright, Ink.OnFill fill, int i, List<Node> nodes) {
        double length = Math.abs(upright ? line.x2() - line.x1() : line.y2() - line.y1());
        double more = Math.min(MOST_BEYOND, BEYOND * length);
        Box box = Box.between(line.x1(), line.y1(), line.x2(), line.y2());
        double wide = upright ? more : 0;
        double tall = upright ? 0 : more;
        nodes.add(new Node.Line(box.x() - wide, box.y() - tall, box.right() + wide, box.bottom() + tall,
                line.style()));
        Scale across = upright ? y : x;
        if (Math.abs(end(across, fill.high()[i]) - end(across, fill.low()[i])) >= THICK
                * line.style().strokeWidth()) {
            nodes.add(new Node.Line(box.x(), box.y(), box.right(), box.bottom(),
                    Style.stroke(colors.theme().background(), line.style().strokeWidth())));
        }
    }

    static double end(Scale scale, double value) {
        if (value == Double.NEGATIVE_INFINITY) {
            return scale.from();
        }
        return value == Double.POSITIVE_INFINITY ? scale.to() : edge(scale, value);
    }

    /// Counts are coloured by their rank, so that both crowded and empty places show their shape.
    private Node cells(Geom.Cells cells) {
        int[] sorted = Arrays.stream(cells.counts()).filter(each -> each > 0).sorted().distinct().toArray();
        int[] argb = new int[cells.columns() * cells.rows()];
        for (int r = 0; r < cells.rows(); r++) {
            for (int c = 0; c < cells.columns(); c++) {
                int count = cells.counts()[r * cells.columns() + c];
                if (count > 0) {
                    int rank = Arrays.binarySearch(sorted, count);
                    double share = sorted.length == 1 ? 1 : (double) rank / (sorted.length - 1);
                    argb[(cells.rows() - 1 - r) * cells.columns() + c] = 0xFF000000 | colors.shade(share);
                }
            }
        }
        Box box = Box.between(x.at(cells.x1()), y.at(cells.y1()), x.at(cells.x2()), y.at(cells.y2()));
        return group("density", cells.look(),
                List.of(new Node.Raster(box, cells.columns(), cells.rows(), argb)));
    }
}
