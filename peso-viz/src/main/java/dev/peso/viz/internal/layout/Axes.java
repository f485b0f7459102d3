package dev.peso.viz.internal.layout;

import static dev.peso.viz.internal.layout.Measures.GAP;
import static dev.peso.viz.internal.layout.Measures.LABEL;
import static dev.peso.viz.internal.layout.Measures.TICK;

import java.util.ArrayList;
import java.util.List;

import dev.peso.viz.Theme;
import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Node.Anchor;
import dev.peso.viz.internal.scene.Style;
import dev.peso.viz.internal.scene.TextStyle;

/// Draws axes as they are planned.
record Axes(Theme theme) {
    /// @param labelled whether labels are written, not only ticks
    /// @param zero where a line for zero crosses the panel, or NaN
    Node horizontal(AxisPlan plan, Box box, boolean labelled, double zero) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node.Line(box.x(), box.bottom(), box.right(), box.bottom(),
                Style.stroke(theme.muted(), 1)));
        if (Double.isFinite(zero)) {
            nodes.add(new Node.Line(box.x(), zero, box.right(), zero, Style.stroke(theme.muted(), 1)));
        }
        TextStyle style = new TextStyle(LABEL, false, theme.muted());
        for (AxisPlan.Label tick : plan.ticks()) {
            nodes.add(new Node.Line(tick.at(), box.bottom(), tick.at(), box.bottom() + TICK,
                    Style.stroke(theme.muted(), 1)));
            if (labelled) {
                labels(plan, tick, box.bottom() + TICK, style, nodes);
            }
        }
        return Node.Group.of("axis x", nodes);
    }

    private static void labels(AxisPlan plan, AxisPlan.Label tick, double top, TextStyle style,
            List<Node> nodes) {
        double y = top + GAP / 2 + LABEL * Fonts.ASCENT;
        for (String line : tick.lines()) {
            if (plan.turn() == 0) {
                nodes.add(new Node.Text(tick.at(), y, line, style, Anchor.MIDDLE, 0));
            } else {
                double shift = plan.turn() == -90 ? LABEL * 0.35 : LABEL * 0.3;
                double down = plan.turn() == -90 ? top + GAP / 2 : top + LABEL * 0.6;
                nodes.add(new Node.Text(tick.at() + shift, down, line, style, Anchor.END, plan.turn()));
            }
            y += LABEL * 1.25;
        }
    }

    Node vertical(AxisPlan plan, Box box, boolean labelled, boolean line) {
        List<Node> nodes = new ArrayList<>();
        if (line) {
            nodes.add(new Node.Line(box.x(), box.y(), box.x(), box.bottom(), Style.stroke(theme.muted(), 1)));
        }
        TextStyle style = new TextStyle(LABEL, false, theme.muted());
        for (AxisPlan.Label tick : plan.ticks()) {
            nodes.add(new Node.Line(box.x() - TICK, tick.at(), box.x(), tick.at(),
                    Style.stroke(theme.muted(), 1)));
            if (labelled) {
                for (String text : tick.lines()) {
                    nodes.add(new Node.Text(box.x() - TICK - GAP / 2, tick.at() + LABEL * 0.35, text, style,
                            Anchor.END, 0));
                }
            }
        }
        return Node.Group.of("axis y", nodes);
    }
}
