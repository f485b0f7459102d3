package dev.peso.viz.internal.layout;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Geom.Words;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.scale.Scale;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Node.Anchor;
import dev.peso.viz.internal.scene.TextStyle;

/// Places words: on points, beyond the ends of bars, or inside bars. Those that would cover others or other bars, or leave their
/// bar or cell, are left out.
final class Labels {
    /// Between the end of a bar and its word.
    static final double AWAY = 5;
    /// Between the edge of a bar and a word inside.
    private static final double INSET = 2;

    private final Box panel;
    private final Scale x;
    private final Scale y;
    private final Colors colors;
    private final List<Box> taken = new ArrayList<>();
    private final List<Box> bars = new ArrayList<>();

    /// @param shown the marks of the panel
    Labels(Box panel, Scale x, Scale y, Colors colors, List<Geom> shown) {
        this.panel = panel;
        this.x = x;
        this.y = y;
        this.colors = colors;
        boolean worded = shown.stream().anyMatch(each -> each instanceof Words words && words.bars() != null);
        for (Geom geom : worded ? shown : List.<Geom>of()) {
            for (int i = 0; geom instanceof Geom.Bars each && i < each.size(); i++) {
                bars.add(box(each, i));
            }
        }
    }

    private Box box(Geom.Bars of, int i) {
        return Box.between(Painter.edge(x, of.x1()[i]), Painter.edge(y, of.y1()[i]),
                Painter.edge(x, of.x2()[i]),
                Painter.edge(y, of.y2()[i]));
    }

    /// Whether a word would stand on another bar than its own, if it has one.
    private boolean isOnOthers(Words words, int i, Box space) {
        if (words.bars() == null) {
            return false;
        }
        Box own = box(words.bars(), i);
        return bars.stream()
                .anyMatch(each -> each.width() > 0 && each.height() > 0 && each.overlaps(space)
                        && !each.equals(own));
    }

    /// Where a word stands: its middle, its baseline, its colour.
    private record Spot(double at, double base, int color) {}

    List<Node> place(Words words) {
        List<Node> nodes = new ArrayList<>();
        double size = words.look().size();
        for (int i = 0; i < words.x().length; i++) {
            String text = Fonts.fit(words.words()[i], size, false, panel.width());
            double half = Fonts.width(text, size, false) / 2;
            Spot spot = text.isEmpty() ? null : spot(words, i, half);
            if (spot == null) {
                continue;
            }
            Node.Text node = new Node.Text(spot.at, spot.base, text, new TextStyle(size, false, spot.color),
                    Anchor.MIDDLE, 0);
            Box space = Fonts.bounds(node);
            if (taken.stream().noneMatch(space::overlaps) && space.bottom() <= panel.bottom() + 2
                    && !isOnOthers(words, i, space)) {
                taken.add(space);
                nodes.add(node);
            }
        }
        return nodes;
    }

    private @Nullable Spot spot(Words words, int i, double half) {
        double px = x.at(words.x()[i]);
        double py = y.at(words.y()[i]);
        if (!Double.isFinite(px) || !Double.isFinite(py)) {
            return null;
        }
        Words.Side side = words.side(i);
        Geom.Bars own = words.bars();
        // The place of a bar must be in sight, but not its end.
        boolean across = side == Words.Side.LEFT || side == Words.Side.RIGHT;
        if ((own == null || across) && !isWithin(py, panel.y(), panel.bottom())
                || (own == null || !across) && !isWithin(px, panel.x(), panel.right())) {
            return null;
        }
        if (side == Words.Side.WITHIN) {
            return own == null ? null : inside(words, own, i, half);
        }
        double size = words.look().size();
        int color = colors.of(words.look().ink(), i);
        if (side == Words.Side.ON && words.look().ink() instanceof Ink.OnRamp
                && 2 * half > Math.abs(x.at(1) - x.at(0))) {
            return null;
        }
        double at = px + switch (side) {
            case LEFT -> -words.away() - half;
            case RIGHT -> words.away() + half;
            default -> 0;
        };
        double base = py + switch (side) {
            case ABOVE -> -words.away();
            case BELOW -> words.away() + size * Fonts.ASCENT;
            default -> size * 0.35;
        };
        double fitAt = Math.clamp(at, panel.x() + half, Math.max(panel.x() + half, panel.right() - half));
        double low = side == Words.Side.BELOW
                ? Math.min(base, panel.bottom() - size * Fonts.DESCENT)
                : base;
        double fitBase = Math.max(low, panel.y() + size * Fonts.ASCENT);
        boolean fits = across ? Math.abs(fitAt - at) < 1 : Math.abs(fitBase - base) < 1;
        return fits || own == null ? new Spot(fitAt, fitBase, color) : inside(words, own, i, half);
    }

    private static boolean isWithin(double at, double from, double to) {
        return at >= from - 0.5 && at <= to + 0.5;
    }

    /// Inside what is in sight of a bar, at its end or in its middle, if it fits.
    private @Nullable Spot inside(Words words, Geom.Bars in, int i, double half) {
        Box box = box(in, i);
        double left = Math.max(panel.x(), box.x());
        double right = Math.min(panel.right(), box.right());
        double top = Math.max(panel.y(), box.y());
        double bottom = Math.min(panel.bottom(), box.bottom());
        double size = words.look().size();
        double up = size * Fonts.ASCENT + INSET;
        double down = size * Fonts.DESCENT + INSET;
        if (!(right - left >= 2 * (half + INSET) && bottom - top >= up + down)) {
            return null;
        }
        double middle = (left + right) / 2;
        double level = (top + bottom) / 2 + size * 0.35;
        int color = colors.readableOn(in.look(), i);
        return switch (words.side(i)) {
            case LEFT -> new Spot(left + half + INSET, level, color);
            case RIGHT -> new Spot(right - half - INSET, level, color);
            case ABOVE -> new Spot(middle, top + up, color);
            case BELOW -> new Spot(middle, bottom - down, color);
            case ON, WITHIN -> new Spot(middle, level, color);
        };
    }
}
