package dev.peso.viz.internal.layout;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Node.Anchor;
import dev.peso.viz.internal.scene.Outline;
import dev.peso.viz.internal.scene.Style;
import dev.peso.viz.internal.scene.TextStyle;

/// Circles cut into slices, with words beside those that are large enough. `pies.js` does the same in pages with filters.
final class Pies {
    private static final double WORDS = 96;
    private static final double LINE = 15;

    private Pies() {}

    static Node paint(Geom.Slices slices, Box panel, Colors colors) {
        double r = radius(panel);
        double cx = panel.centerX();
        double cy = panel.centerY();
        List<Node> nodes = new ArrayList<>();
        List<Node.Text> words = new ArrayList<>();
        double from = 0;
        for (int i = 0; i < slices.shares().length; i++) {
            double to = from + slices.shares()[i];
            nodes.add(new Node.Path(slice(cx, cy, r, r * slices.hole(), from, to),
                    seamed(Style.fill(colors.of(slices.look().ink(), i), 1), slices.shares()[i], colors)));
            if (to > from) {
                word(slices.word(i), (from + to) / 2, cx, cy, r, panel, colors, words);
            }
            from = to;
        }
        nodes.addAll(words);
        return new Node.Group("mark slice", slices.look().name(), null, nodes);
    }

    /// With a seam beside other slices.
    private static Style seamed(Style style, double share, Colors colors) {
        return share > 0 && share < 1 ? style.withStroke(colors.theme().background(), 1.5) : style;
    }

    /// Where the slices are pointed at, and what they say.
    ///
    /// @param title of the panel, or null
    static Picture.Circle circle(Geom.Slices slices, Box panel, @Nullable String title) {
        double r = radius(panel) * (1 + slices.hole()) / 2;
        List<Picture.Slice> placed = new ArrayList<>();
        double from = 0;
        for (int i = 0; i < slices.shares().length; i++) {
            double middle = from + slices.shares()[i] / 2;
            placed.add(new Picture.Slice(x(panel.centerX(), r, middle), y(panel.centerY(), r, middle),
                    slices.names()[i], slices.label(i), slices.values()[i] + ", " + slices.percent(i)));
            from += slices.shares()[i];
        }
        return new Picture.Circle(title, panel, slices.hole(), placed);
    }

    /// What is left beside the words.
    private static double radius(Box panel) {
        double room = Math.min(WORDS, panel.width() * 0.28);
        return Math.max(1, Math.min(panel.width() / 2 - room, panel.height() / 2 - 14));
    }

    private static void word(String text, double middle, double cx, double cy, double r, Box panel,
            Colors colors,
            List<Node.Text> words) {
        double angle = 2 * Math.PI * middle;
        double wx = cx + (r + 8) * StrictMath.sin(angle);
        double wy = cy - (r + 8) * StrictMath.cos(angle) + 4;
        boolean right = StrictMath.sin(angle) >= 0;
        double room = right ? panel.right() - wx : wx - panel.x();
        String shown = Fonts.fit(text, Measures.LABEL, false, room);
        Node.Text node = new Node.Text(wx, wy, shown,
                new TextStyle(Measures.LABEL, false, colors.theme().text()),
                right ? Anchor.START : Anchor.END, 0);
        Box space = Fonts.bounds(node);
        boolean free = words.stream().noneMatch(each -> Fonts.bounds(each).overlaps(space))
                && words.stream()
                        .noneMatch(each -> each.anchor() == node.anchor()
                                && Math.abs(each.y() - node.y()) < LINE - 3);
        if (!shown.isEmpty() && free && panel.inset(-2).contains(space)) {
            words.add(node);
        }
    }

    private static Outline slice(double cx, double cy, double r, double hole, double from, double to) {
        Outline.Pen pen = new Outline.Pen();
        double end = Math.min(to, from + 0.999999);
        pen.move(x(cx, r, from), y(cy, r, from));
        arc(pen, cx, cy, r, from, end);
        if (hole > 0) {
            pen.line(x(cx, hole, end), y(cy, hole, end));
            arc(pen, cx, cy, hole, end, from);
        } else {
            pen.line(cx, cy);
        }
        return pen.close().outline();
    }

    /// Cubic curves of at most an eighth of a turn, which are off by less than a thousandth of a pixel.
    private static void arc(Outline.Pen pen, double cx, double cy, double r, double from, double to) {
        int pieces = Math.max(1, (int) Math.ceil(Math.abs(to - from) * 8));
        double step = (to - from) / pieces;
        double k = 4.0 / 3 * StrictMath.tan(2 * Math.PI * step / 4) * r;
        for (int i = 0; i < pieces; i++) {
            double a = from + i * step;
            double b = a + step;
            double sinA = StrictMath.sin(2 * Math.PI * a);
            double cosA = StrictMath.cos(2 * Math.PI * a);
            double sinB = StrictMath.sin(2 * Math.PI * b);
            double cosB = StrictMath.cos(2 * Math.PI * b);
            pen.curve(x(cx, r, a) + k * cosA, y(cy, r, a) + k * sinA, x(cx, r, b) - k * cosB,
                    y(cy, r, b) - k * sinB,
                    x(cx, r, b), y(cy, r, b));
        }
    }

    private static double x(double cx, double r, double turn) {
        return cx + r * StrictMath.sin(2 * Math.PI * turn);
    }

    private static double y(double cy, double r, double turn) {
        return cy - r * StrictMath.cos(2 * Math.PI * turn);
    }
}
