package dev.peso.viz.internal.layout;

import static dev.peso.viz.internal.layout.Measures.LABEL;

import java.util.ArrayList;
import java.util.List;

import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.mark.Drawing.Legend;
import dev.peso.viz.internal.scale.Ticks;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Node.Anchor;
import dev.peso.viz.internal.scene.Style;
import dev.peso.viz.internal.scene.TextStyle;

/// Places the legend: names with swatches in lines from the left, then the ramp of colours.
final class LegendPlanner {
    private static final double ROW = 18;
    private static final double SWATCH = 18;
    private static final double SPACE = 16;
    private static final double LONGEST = 180;
    private static final int RAMP_STEPS = 48;

    private final Legend legend;
    private final Colors colors;
    private final double right;
    private final double left;
    private final int mostRows;
    private final List<Node> nodes = new ArrayList<>();
    private double x;
    private double y;

    private LegendPlanner(Legend legend, Colors colors, double left, double right, double top,
            int mostRows) {
        this.mostRows = mostRows;
        this.legend = legend;
        this.colors = colors;
        this.left = left;
        this.right = right;
        this.x = left;
        this.y = top + ROW - 5;
    }

    /// Nodes and the place below them.
    record Placed(List<Node> nodes, double bottom) {}

    static Placed place(Legend legend, Colors colors, double left, double right, double top,
            int mostRows) {
        if (legend.names().isEmpty() && legend.ramp().length == 0) {
            return new Placed(List.of(), top);
        }
        LegendPlanner planner = new LegendPlanner(legend, colors, left, right, top, mostRows);
        planner.place();
        return new Placed(List.of(Node.Group.of("legend", planner.nodes)), planner.y + 9);
    }

    private void place() {
        if (!legend.title().isEmpty()) {
            String title = Fonts.fit(legend.title(), LABEL, true, Math.min(LONGEST, right - left));
            text(title, true, colors.theme().text());
            x += Fonts.width(title, LABEL, true) + SPACE;
        }
        if (legend.ramp().length > 0) {
            ramp();
            x = legend.names().size() <= 1 ? x : right + 1;
        }
        int rows = 1;
        for (int i = 0; i < legend.names().size(); i++) {
            String name = Fonts.fit(legend.names().get(i), LABEL, false,
                    Math.min(LONGEST, right - left - SWATCH));
            double width = SWATCH + Fonts.width(name, LABEL, false);
            // On the last row there must be room to say how many names are missing.
            double spare = rows == mostRows && i < legend.names().size() - 1 ? 70 : 0;
            if (x > left && x + width + spare > right) {
                if (rows++ == mostRows) {
                    String more = "+" + (legend.names().size() - i) + " more";
                    if (x + Fonts.width(more, LABEL, false) <= right) {
                        text(more, false, colors.theme().muted());
                    }
                    return;
                }
                x = left;
                y += ROW;
            }
            swatch(i);
            x += SWATCH;
            text(name, false, colors.theme().text());
            x += width - SWATCH + SPACE;
        }
    }

    private void text(String text, boolean bold, int color) {
        nodes.add(new Node.Text(x, y, text, new TextStyle(LABEL, bold, color), Anchor.START, 0));
    }

    private void swatch(int i) {
        int color = colors.series(i);
        double middle = y - 4;
        int pattern = legend.patterned() ? i : 0;
        nodes.add(switch (legend.swatches().get(i)) {
            case LINE -> new Node.Line(x, middle, x + 14, middle,
                    Style.stroke(color, 2.5).withDash(colors.dash(pattern)));
            case BLOCK -> new Node.Rect(new Box(x + 2, middle - 5, 10, 10), Style.fill(color, 1));
            case POINT -> new Node.Dots(new double[]{x + 7}, new double[]{middle}, new double[]{8},
                    colors.shape(pattern), Style.fill(color, 1));
        });
    }

    private void ramp() {
        double[] ends = legend.ramp();
        double most = Math.max(Math.abs(ends[0]), Math.abs(ends[1]));
        double low = legend.diverging() ? -most : ends[0];
        double high = legend.diverging() ? most : ends[1];
        String first = Ticks.text(legend.rampKind(), low, high - low, List.of(), legend.rampFormat());
        String last = Ticks.text(legend.rampKind(), high, high - low, List.of(), legend.rampFormat());
        double texts = Fonts.width(first, LABEL, false) + Fonts.width(last, LABEL, false) + 12;
        if (x + texts + 40 > right) {
            x = left;
            y += ROW;
        }
        text(first, false, colors.theme().muted());
        x += Fonts.width(first, LABEL, false) + 6;
        double width = Math.clamp(right - x - Fonts.width(last, LABEL, false) - 6, 20, 120);
        int[] argb = new int[RAMP_STEPS];
        for (int i = 0; i < RAMP_STEPS; i++) {
            argb[i] = 0xFF000000 | colors.ramp(low + (high - low) * i / (RAMP_STEPS - 1.0));
        }
        nodes.add(new Node.Raster(new Box(x, y - 9, width, 10), RAMP_STEPS, 1, argb));
        x += width + 6;
        text(last, false, colors.theme().muted());
        x += Fonts.width(last, LABEL, false) + SPACE;
    }
}
