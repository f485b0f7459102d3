package dev.peso.viz.internal.layout;

import java.util.ArrayList;
import java.util.List;

import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.scale.Scale;
import dev.peso.viz.internal.scale.Ticks;
import dev.peso.viz.internal.scene.Spot;

/// What the marks of a panel say when they are pointed at.
record Spots(Scale x, Scale y, Drawing drawing) {
    List<Spot> of(Geom geom) {
        List<Spot> spots = new ArrayList<>();
        switch (geom) {
            case Geom.Curve curve when !curve.closed() ->
                points(curve.x(), curve.y(), curve.look().name(), spots);
            case Geom.Points points when points.look().ink() instanceof Ink.Paper -> {
                // A median within a mark that says it already.
            }
            case Geom.Points points -> points(points.x(), points.y(), points.look().name(), spots);
            case Geom.Bars bars -> bars(bars, spots);
            default -> {
                // Words, rules and areas are explained by the marks they belong to.
            }
        }
        return spots;
    }

    private void points(double[] xs, double[] ys, String name, List<Spot> spots) {
        for (int i = 0; i < xs.length; i++) {
            add(x.at(xs[i]), y.at(ys[i]), name, x(xs[i]), y(ys[i]), spots);
        }
    }

    private void add(double px, double py, String name, String along, String value, List<Spot> spots) {
        if (Double.isFinite(px) && Double.isFinite(py)) {
            spots.add(new Spot(px, py, name, along, value));
        }
    }

    private void bars(Geom.Bars bars, List<Spot> spots) {
        for (int i = 0; i < bars.x1().length; i++) {
            double middleX = (bars.x1()[i] + bars.x2()[i]) / 2;
            double middleY = (bars.y1()[i] + bars.y2()[i]) / 2;
            String name = bars.look().name();
            if (bars.look().ink() instanceof Ink.Ramp(double[] values)) {
                add(x.at(middleX), y.at(middleY), name, x(middleX) + ", " + y(middleY),
                        NumberText.brief(values[i]), spots);
            } else if (y.kind() == AxisKind.CATEGORY) {
                add(x.at(bars.x2()[i]), y.at(middleY), name, y(middleY), span(bars.x1()[i], bars.x2()[i]),
                        spots);
            } else {
                String along = x.kind() == AxisKind.CATEGORY
                        ? x(middleX)
                        : x(bars.x1()[i]) + " – " + x(bars.x2()[i]);
                add(x.at(middleX), y.at(bars.y2()[i]), name, along, span(bars.y1()[i], bars.y2()[i]), spots);
            }
        }
    }

    /// A length from zero or of a stack; what floats, such as a box, has two ends.
    private String span(double from, double to) {
        return drawing.y().zero() || drawing.x().zero()
                ? NumberText.brief(to - from)
                : NumberText.brief(from) + " – " + NumberText.brief(to);
    }

    private String x(double value) {
        return Ticks.text(x.kind(), value, x.high() - x.low(), x.categories());
    }

    private String y(double value) {
        return Ticks.text(y.kind(), value, y.high() - y.low(), y.categories());
    }
}
