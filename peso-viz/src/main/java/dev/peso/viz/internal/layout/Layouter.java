package dev.peso.viz.internal.layout;

import static dev.peso.viz.internal.layout.Measures.AXIS_TITLE;
import static dev.peso.viz.internal.layout.Measures.GAP;
import static dev.peso.viz.internal.layout.Measures.LABEL;
import static dev.peso.viz.internal.layout.Measures.LINE;
import static dev.peso.viz.internal.layout.Measures.MARGIN;
import static dev.peso.viz.internal.layout.Measures.SUBTITLE;
import static dev.peso.viz.internal.layout.Measures.TICK;
import static dev.peso.viz.internal.layout.Measures.TITLE;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.Theme;
import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.mark.Atlas;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.mark.Drawing.Panel;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.mark.Stack;
import dev.peso.viz.internal.mark.ViewState;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.scale.Scale;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Node.Anchor;
import dev.peso.viz.internal.scene.Scene;
import dev.peso.viz.internal.scene.Style;
import dev.peso.viz.internal.scene.TextStyle;
import dev.peso.viz.internal.spec.Frame;

/// Gives everything its place: texts and legend above, panels with their axes below.
public final class Layouter {
    private static final double PANEL_GAP = 18;
    /// What names beside a vertical axis may take.
    private static final double LONGEST_NAME = 240;
    /// Height of the overview below a panel.
    private static final double SLIDER = 38;
    /// How much of a small chart texts may take before those that matter less are left out.
    private static final double TEXT_SHARE = 0.35;

    private final Drawing drawing;
    private final Frame frame;
    private final Theme theme;
    private final Colors colors;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Picture.Panel> placed = new ArrayList<>();
    private final List<Picture.Circle> circles = new ArrayList<>();
    private final ViewState view;
    private @Nullable Box overview;
    /// How many words beside points have no room.
    private Labels.Tally tally = new Labels.Tally(0, 0);
    /// Where it is said how many they are, or null if all have room.
    private @Nullable Double said;
    private double top = MARGIN;
    private double bottom;

    private Layouter(Drawing drawing, Frame frame, ViewState view) {
        this.drawing = drawing;
        this.view = view;
        this.frame = frame;
        this.theme = frame.theme();
        this.colors = new Colors(theme, drawing.legend());
        this.bottom = frame.height() - MARGIN;
    }

    /// The picture of a drawing.
    ///
    /// @param title of the picture
    /// @param description for those who do not see it
    /// @param view what a reader has zoomed into, hidden and selected; panels stand where they stand without it
    public static Picture layout(Drawing drawing, Frame frame, String title, String description,
            ViewState view) {
        boolean words = drawing.measured()
                .stream()
                .flatMap(each -> each.geoms().stream())
                .anyMatch(
                        each -> each instanceof Geom.Words some && some.isBeside());
        boolean crowded = words
                && of(drawing.showing(drawing.measured()), frame, ViewState.FIRST, false).tally
                        .leftOut() > 0;
        Layouter layouter = of(drawing, frame, view, crowded);
        String more = crowded && frame.alt() == null ? layouter.leftOut() : "";
        return new Picture(new Scene(frame.width(), frame.height(), title,
                more.isEmpty() ? description : description + " " + more + ".",
                frame.theme().background(),
                layouter.nodes), layouter.placed, layouter.overview, layouter.circles);
    }

    /// @param crowded whether there is a line that says how many words have no room
    private static Layouter of(Drawing drawing, Frame frame, ViewState view, boolean crowded) {
        Layouter layouter = new Layouter(drawing, frame, view);
        layouter.texts(crowded);
        layouter.panels();
        Double base = layouter.said;
        if (base != null) {
            layouter.nodes.add(Node.Group.of("room", List.of(new Node.Text(MARGIN, base,
                    Fonts.fit(layouter.leftOut(), LABEL, false, layouter.width()),
                    new TextStyle(LABEL, false, frame.theme().muted()), Anchor.START, 0))));
        }
        return layouter;
    }

    /// Who has no room, or nothing if all have.
    private String leftOut() {
        return tally.leftOut() == 0
                ? ""
                : NumberText.fixed(tally.leftOut(), 0) + " of " + NumberText.fixed(tally.words(), 0)
                        + (tally.leftOut() == 1 ? " labels has no room" : " labels have no room");
    }

    private double width() {
        return frame.width() - 2 * MARGIN;
    }

    private void texts(boolean crowded) {
        line(frame.title(), TITLE, true, theme.text());
        line(frame.subtitle(), SUBTITLE, false, theme.muted());
        for (String note : drawing.notes()) {
            line(note, LABEL, false, theme.muted());
        }
        if (crowded && top < frame.height() * TEXT_SHARE) {
            said = top + LABEL * Fonts.ASCENT;
            top += LABEL * LINE + 2;
        }
        LegendPlanner.Placed legend = frame.legend()
                ? LegendPlanner.place(drawing.legend(), colors, MARGIN, frame.width() - MARGIN, top,
                        top < frame.height() * TEXT_SHARE ? 3 : 1)
                : new LegendPlanner.Placed(List.of(), top);
        nodes.addAll(legend.nodes());
        top = legend.bottom() + (legend.nodes().isEmpty() ? 0 : 2);
        String caption = frame.caption();
        if (caption != null && bottom - top > frame.height() * TEXT_SHARE) {
            nodes.add(new Node.Text(MARGIN, bottom - 2, Fonts.fit(caption, LABEL, false, width()),
                    new TextStyle(LABEL, false, theme.muted()), Anchor.START, 0));
            bottom -= LABEL * LINE + GAP;
        }
    }

    private void line(@Nullable String text, double size, boolean bold, int color) {
        if (text != null && !text.isEmpty() && top < frame.height() * TEXT_SHARE) {
            String shown = Fonts.fit(text.replace('\n', ' '), size, bold, width());
            nodes.add(
                    new Node.Text(MARGIN, top + size * Fonts.ASCENT, shown, new TextStyle(size, bold, color),
                            Anchor.START, 0));
            top += size * LINE + 2;
        }
    }

    private void panels() {
        List<Panel> panels = drawing.panels();
        int columns = columns(panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        Box area = new Box(MARGIN, top, width(), Math.max(20, bottom - top));
        if (!drawing.hasAxes()) {
            circles(panels, columns, rows, area);
            return;
        }
        if (frame.independent()) {
            for (int i = 0; i < panels.size(); i++) {
                List<Panel> one = List.of(panels.get(i));
                List<Panel> measured = List.of(drawing.measured().get(i));
                double w = (area.width() - PANEL_GAP * (columns - 1)) / columns;
                double h = area.height() / rows;
                int row = i / columns;
                Box cell = new Box(area.x() + i % columns * (w + PANEL_GAP), area.y() + row * h, w, h);
                new Grid(measured, 1, 1, cell, i).draw(one);
            }
            return;
        }
        boolean slider = frame.slider() && panels.size() == 1 && drawing.x().kind() != AxisKind.CATEGORY
                && area.height() > 6 * SLIDER;
        Box shown = slider ? new Box(area.x(), area.y(), area.width(), area.height() - SLIDER - GAP) : area;
        Grid grid = new Grid(drawing.measured(), columns, rows, shown, 0);
        grid.draw(panels);
        if (slider) {
            slider(panels.getFirst(), grid.x, grid.y);
        }
    }

    /// All marks of the panel once more, small, with what is shown large framed.
    private void slider(Panel panel, Scale x, Scale y) {
        Picture.Panel large = placed.getFirst();
        overview = new Box(large.box().x(), bottom - SLIDER, large.box().width(), SLIDER);
        List<Node> small = new ArrayList<>();
        small.add(new Node.Rect(overview, Style.fill(theme.grid(), 0.5)));
        Painter painter = new Painter(overview, x.moved(overview.x(), overview.right()),
                y.moved(overview.bottom() - 2, overview.y() + 2), colors, List.of());
        for (Geom geom : panel.geoms()) {
            if (!(geom instanceof Geom.Words) && painter.paint(geom) instanceof Node.Group group) {
                small.add(new Node.Group("small", null, overview, group.children()));
            }
        }
        Scale all = x.moved(overview.x(), overview.right());
        small.add(new Node.Rect(Box.between(all.at(large.x().low()), overview.y(), all.at(large.x().high()),
                overview.bottom()), Style.stroke(theme.muted(), 1)));
        nodes.add(Node.Group.of("slider", small));
    }

    private int columns(int panels) {
        if (frame.columns() > 0) {
            return Math.min(frame.columns(), panels);
        }
        return PanelColumns.of(panels, (double) frame.width() / frame.height());
    }

    private void circles(List<Panel> panels, int columns, int rows, Box area) {
        for (int i = 0; i < panels.size(); i++) {
            double w = area.width() / columns;
            double h = area.height() / rows;
            int row = i / columns;
            Box box = new Box(area.x() + i % columns * w, area.y() + row * h, w, h).inset(4);
            Panel panel = panels.get(i);
            double strip = panel.title() == null ? 0 : LABEL * LINE + 4;
            strip(panel, box.x(), box.y() + strip, box.width());
            Box inner = new Box(box.x(), box.y() + strip, box.width(), Math.max(10, box.height() - strip));
            for (Geom geom : panel.geoms()) {
                if (geom instanceof Geom.Slices parts) {
                    nodes.add(Pies.paint(parts, inner, colors));
                    circles.add(Pies.circle(parts, inner, panel.title()));
                }
            }
        }
    }

    private void strip(Panel panel, double x, double y, double width) {
        String title = panel.title();
        if (title != null) {
            nodes.add(new Node.Text(x, y - 5, Fonts.fit(title, LABEL, true, width),
                    new TextStyle(LABEL, true, theme.text()), Anchor.START, 0));
        }
    }

    /// Panels in rows and columns that share their scales; labels stand at the outer ones only.
    private final class Grid {
        private final List<Panel> measured;
        private final int columns;
        private final int rows;
        private final Box area;
        private final int number;
        private final double strip;
        /// Whether there are no ticks, and both axes have one scale.
        private final boolean map;
        private Scale x;
        private Scale y;
        private double left;
        private double right;
        private double below;
        private double above;
        /// Whether there is no room for titles and labels of x.
        private boolean cramped;

        /// @param measured the panels whose marks decide from what to what the axes go
        Grid(List<Panel> measured, int columns, int rows, Box area, int number) {
            this.measured = measured;
            this.x = Domains.scale(drawing.x(), measured, true);
            this.y = Domains.scale(drawing.y(), measured, false);
            this.columns = columns;
            this.rows = rows;
            this.area = area;
            this.number = number;
            this.map = drawing.isMap();
            this.strip = drawing.panels().getFirst().title() == null ? 0 : LABEL * LINE + 4;
        }

        void draw(List<Panel> panels) {
            measure();
            if (!map) {
                leaveRoom();
            }
            if (!cramped && !frame.independent() && !map) {
                titles();
            }
            for (int i = 0; i < panels.size(); i++) {
                boolean lowest = i + columns >= panels.size() && !cramped;
                panel(panels.get(i), box(i % columns, i / columns), i % columns == 0, lowest);
            }
        }

        /// Words beyond the marks need room, of which nobody knows how many values it is before the panels have a size.
        private void leaveRoom() {
            Scale wide = drawing.x().limits().length == 2
                    ? x
                    : Room.forWords(x, measured, true, panelWidth());
            Scale high = drawing.y().limits().length == 2
                    ? y
                    : Room.forWords(y, measured, false, panelHeight());
            if (!wide.equals(x) || !high.equals(y)) {
                x = wide;
                y = high;
                measure();
            }
        }

        private double panelWidth() {
            return Math.max(8, (area.width() - left - right - PANEL_GAP * (columns - 1)) / columns);
        }

        private double panelHeight() {
            return Math.max(4, freeHeight() / rows);
        }

        private double freeHeight() {
            return area.height() - above - below - strip * rows - (rows - 1) * PANEL_GAP;
        }

        private Box box(int column, int row) {
            double w = panelWidth();
            double h = panelHeight();
            Box cell = new Box(area.x() + left + column * (w + PANEL_GAP),
                    area.y() + above + strip + row * (h + strip + PANEL_GAP), w, h);
            return map ? fitted(cell) : cell;
        }

        /// The part of a cell where a unit of x is as long as one of y; it begins at the top.
        private Box fitted(Box cell) {
            double wide = x.high() - x.low();
            double high = y.high() - y.low();
            double unit = Math.min(cell.width() / wide, cell.height() / high);
            return new Box(cell.centerX() - unit * wide / 2, cell.y() + (cell.height() - unit * high) / 2,
                    unit * wide, unit * high);
        }

        /// The space for labels depends on the labels, and those on the space: two rounds settle it.
        private void measure() {
            if (map) {
                above = 2;
                below = 0;
                left = 0;
                right = 0;
                return;
            }
            above = drawing.y().title().isEmpty() || frame.independent() ? 6 : AXIS_TITLE * LINE + 6;
            below = TICK + GAP + LABEL * LINE;
            right = 6;
            left = 40;
            for (int round = 0; round < 3; round++) {
                AxisPlan levels = vertical(box(0, 0));
                left = levels.depth() + TICK + GAP;
                AxisPlan labels = horizontal(box(0, 0));
                left = Math.max(left, Math.ceil(labels.before()) - MARGIN / 2);
                right = Math.max(6, Math.ceil(labels.after()) - MARGIN / 2);
                below = labels.depth() + TICK + GAP
                        + (drawing.x().title().isEmpty() || frame.independent() ? 0 : AXIS_TITLE * LINE + 2);
            }
            cramped = freeHeight() < 10 * rows;
            if (cramped) {
                above = 2;
                below = TICK;
                left = vertical(box(0, 0)).depth() + TICK + GAP;
            }
        }

        private AxisPlan vertical(Box box) {
            return AxisPlanner.vertical(yIn(box), Math.min(LONGEST_NAME, area.width() * 0.4));
        }

        private AxisPlan horizontal(Box box) {
            return horizontal(box, xIn(box));
        }

        private AxisPlan horizontal(Box box, Scale scale) {
            return AxisPlanner.horizontal(scale, leftOf(box), rightOf(box),
                    Math.max(2 * LABEL, area.height() * 0.35));
        }

        /// Labels may reach into the gap beside their panel, or the margin beside the last one.
        private double leftOf(Box box) {
            return columns == 1 ? area.x() - PANEL_GAP / 2 + 2 : box.x() - PANEL_GAP / 2;
        }

        private double rightOf(Box box) {
            return columns == 1 ? area.right() + PANEL_GAP / 2 - 2 : box.right() + PANEL_GAP / 2;
        }

        private Scale xIn(Box box) {
            return drawing.x().reversed() ? x.moved(box.right(), box.x()) : x.moved(box.x(), box.right());
        }

        private Scale yIn(Box box) {
            return drawing.y().reversed() ? y.moved(box.y(), box.bottom()) : y.moved(box.bottom(), box.y());
        }

        private void titles() {
            TextStyle style = new TextStyle(AXIS_TITLE, false, theme.muted());
            String yTitle = Fonts.fit(drawing.y().title(), AXIS_TITLE, false, width());
            if (!yTitle.isEmpty()) {
                nodes.add(new Node.Text(MARGIN, area.y() + AXIS_TITLE * Fonts.ASCENT + 2, yTitle, style,
                        Anchor.START,
                        0));
            }
            Box last = box(columns - 1, rows - 1);
            double middle = (box(0, 0).x() + last.right()) / 2;
            String xTitle = Fonts.fit(drawing.x().title(), AXIS_TITLE, false,
                    2 * (frame.width() - MARGIN - middle));
            if (!xTitle.isEmpty()) {
                nodes.add(new Node.Text(middle, area.bottom() - AXIS_TITLE * Fonts.DESCENT, xTitle, style,
                        Anchor.MIDDLE, 0));
            }
        }

        private void panel(Panel panel, Box box, boolean leftmost, boolean lowest) {
            if (map) {
                map(panel, box);
                return;
            }
            Scale xs = xIn(box).shown(view.x());
            Scale ys = yIn(box).shown(view.y());
            double room = box.x() - TICK - GAP / 2;
            AxisPlan horizontal = horizontal(box, xs);
            AxisPlan vertical = view.y().length == 0 ? vertical(box) : AxisPlanner.vertical(ys, room);
            strip(panel, box.x(), box.y(), box.width());
            nodes.add(grid(box, horizontal, vertical));
            List<Geom> geoms = Stack.without(panel, view.hidden());
            List<Picture.Mark> marks = marks(geoms, new Painter(box, xs, ys, colors, geoms.stream()
                    .filter(each -> !view.hidden().contains(each.look().name()))
                    .toList()));
            nodes.add(new Axes(theme).horizontal(horizontal, box, lowest, baseline(ys)));
            nodes.add(new Axes(theme).vertical(vertical, box, leftmost, ys.kind() == AxisKind.CATEGORY));
            placed.add(new Picture.Panel(panel.title(), box, xs, ys, number, lowest, leftmost, leftOf(box),
                    rightOf(box),
                    room,
                    hasLinesX(), y.kind() != AxisKind.CATEGORY, drawing.y().zero(), marks, panel.stacks()));
        }

        /// The groups of axes are there, and empty: pages look for them.
        private void map(Panel panel, Box box) {
            Scale xs = xIn(box).shown(view.x());
            Scale ys = yIn(box).shown(view.y());
            strip(panel, box.x(), box.y(), box.width());
            nodes.add(Node.Group.of("grid", List.of()));
            List<Picture.Mark> marks = marks(simpler(panel.geoms(), xIn(box), yIn(box)),
                    new Painter(box, xs, ys, colors, panel.geoms()));
            nodes.add(Node.Group.of("axis x", List.of()));
            nodes.add(Node.Group.of("axis y", List.of()));
            placed.add(new Picture.Panel(panel.title(), box, xs, ys, number, false, false, box.x(),
                    box.right(), 0, false, false, false, marks, panel.stacks()));
        }

        /// Areas as a picture shows them before anybody zooms in, with which pages have to make do.
        private static List<Geom> simpler(List<Geom> geoms, Scale xs, Scale ys) {
            IdentityHashMap<Atlas, Atlas> drawn = new IdentityHashMap<>();
            return geoms.stream()
                    .map(each -> each instanceof Geom.Areas(Atlas atlas, int[] items, Look look)
                            ? new Geom.Areas(drawn.computeIfAbsent(atlas, all -> all.drawn(xs, ys)), items,
                                    look)
                            : each)
                    .toList();
        }

        /// Paints the marks of a panel.
        private List<Picture.Mark> marks(List<Geom> geoms, Painter painter) {
            List<Picture.Mark> marks = new ArrayList<>();
            for (Geom geom : geoms) {
                marks.add(colors.mark(geom));
                if (!view.hidden().contains(geom.look().name())) {
                    nodes.add(painter.paint(view.selected(geom)));
                }
            }
            tally = tally.plus(painter.tally());
            return marks;
        }

        /// Where zero is, if it is in sight.
        private double baseline(Scale ys) {
            return ys.kind() == AxisKind.NUMBER && ys.low() < 0 && ys.high() > 0 && drawing.y().zero()
                    ? ys.at(0)
                    : Double.NaN;
        }

        private boolean hasLinesX() {
            return x.kind() != AxisKind.CATEGORY
                    && (y.kind() == AxisKind.CATEGORY || !drawing.x().tight());
        }

        private Node grid(Box box, AxisPlan horizontal, AxisPlan vertical) {
            Style style = Style.stroke(theme.grid(), 1);
            List<Node> lines = new ArrayList<>();
            if (y.kind() != AxisKind.CATEGORY) {
                for (AxisPlan.Label tick : vertical.ticks()) {
                    lines.add(new Node.Line(box.x(), tick.at(), box.right(), tick.at(), style));
                }
            }
            if (hasLinesX()) {
                for (AxisPlan.Label tick : horizontal.ticks()) {
                    lines.add(new Node.Line(tick.at(), box.y(), tick.at(), box.bottom(), style));
                }
            }
            return Node.Group.of("grid", lines);
        }
    }
}
