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

/// Places words: beside points, beyond the ends of bars, or inside bars. Those that would cover others, points or other bars, or
/// leave their bar or cell, are left out.
final class Labels {
    /// Between the end of a bar and its word.
    static final double AWAY = 5;
    /// Between the edge of a bar and a word inside.
    private static final double INSET = 2;
    /// Half of what a line takes of the room of words.
    private static final double LINE = 0.5;
    /// Between the edge of a point and its word.
    private static final double FREE = 3;
    /// Where words may stand around points, best first: left or right, above or below.
    private static final int[][] OVER = {{0, -1}, {0, 1}, {1, 0}, {-1, 0}, {1, -1}, {-1, -1}, {1, 1},
            {-1, 1}};
    private static final int[][] BESIDE = {{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -1}, {1, 1}, {-1, -1},
            {-1, 1}};

    private final Box panel;
    private final Scale x;
    private final Scale y;
    private final Colors colors;
    private final List<Box> taken = new ArrayList<>();
    private final List<Box> bars = new ArrayList<>();
    private final List<Geom> shown;
    /// What stands in the way of words beside points; null until there are some.
    private @Nullable Covered covered;
    private Tally tally = new Tally(0, 0);

    /// @param shown the marks of the panel
    Labels(Box panel, Scale x, Scale y, Colors colors, List<Geom> shown) {
        this.panel = panel;
        this.x = x;
        this.y = y;
        this.colors = colors;
        this.shown = shown;
        boolean worded = shown.stream().anyMatch(each -> each instanceof Words words && words.bars() != null);
        for (Geom geom : worded ? shown : List.<Geom>of()) {
            for (int i = 0; geom instanceof Geom.Bars each && i < each.size(); i++) {
                bars.add(Painter.box(each, i, x, y));
            }
            for (int i = 0; geom instanceof Geom.Segments each && i < each.size(); i++) {
                Box line = Box.between(x.at(each.x1()[i]), y.at(each.y1()[i]), x.at(each.x2()[i]),
                        y.at(each.y2()[i]));
                // Only the lines of values: those through all of the panel explain others.
                if (Double.isFinite(line.width() + line.height())) {
                    bars.add(line.inset(-LINE));
                }
            }
        }
    }

    /// How many words beside points are in sight, and how many of them have no room.
    record Tally(int words, int leftOut) {
        Tally plus(Tally other) {
            return new Tally(words + other.words, leftOut + other.leftOut);
        }
    }

    Tally tally() {
        return tally;
    }

    /// Whether a word would stand on another bar than its own, if it has one.
    private boolean isOnOthers(Words words, int i, Box space) {
        if (words.bars() == null) {
            return false;
        }
        Box own = Painter.box(words.bars(), i, x, y);
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
            String text = Fonts.fit(words.words()[i], size, false, words.longest(panel.width()));
            double half = Fonts.width(text, size, false) / 2;
            Spot spot = text.isEmpty()
                    ? null
                    : words.isBeside() ? beside(words, i, half) : spot(words, i, half);
            if (spot == null) {
                continue;
            }
            Node.Text node = new Node.Text(spot.at, spot.base, text, new TextStyle(size, false, spot.color),
                    Anchor.MIDDLE, 0);
            Box space = space(spot.at, spot.base, half, size);
            if (words.isBeside()) {
                taken.add(space);
                nodes.add(node);
            } else if (taken.stream().noneMatch(space::overlaps) && space.bottom() <= panel.bottom() + 2
                    && !isOnOthers(words, i, space)) {
                taken.add(space);
                nodes.add(node);
            }
        }
        return nodes;
    }

    private static Box space(double at, double base, double half, double size) {
        return new Box(at - half, base - Fonts.ASCENT * size, 2 * half,
                (Fonts.ASCENT + Fonts.DESCENT) * size);
    }

    /// The place around a point where a word covers no other one, no point, and the least of lines and bars.
    private @Nullable Spot beside(Words words, int i, double half) {
        double px = x.at(words.x()[i]);
        double py = y.at(words.y()[i]);
        if (!isWithin(px, panel.x(), panel.right()) || !isWithin(py, panel.y(), panel.bottom())) {
            return null;
        }
        covered = covered == null ? new Covered(panel, x, y, shown) : covered;
        double size = words.look().size();
        double radius = covered.radius(px, py);
        Spot best = null;
        int least = Covered.TOO_MUCH;
        for (int[] side : words.stand() == Words.Stand.OVER ? OVER : BESIDE) {
            double away = Math.max(words.away(), radius + FREE);
            double base = py + (side[1] < 0 ? -away : side[1] > 0 ? away + size * Fonts.ASCENT : size * 0.35);
            // Above and below, the point is at the middle of the word or at one of its ends.
            double shift = side[1] == 0 ? away + half : half - radius;
            double wanted = px + side[0] * shift;
            double at = side[1] == 0
                    ? wanted
                    : Math.clamp(wanted, panel.x() + half, Math.max(panel.x() + half, panel.right() - half));
            Box space = space(at, base, half, size);
            if (space.x() < panel.x() - 0.5 || space.right() > panel.right() + 0.5
                    || space.y() < panel.y() - 0.5 || space.bottom() > panel.bottom() + 2
                    || taken.stream().anyMatch(space::overlaps)) {
                continue;
            }
            int cost = covered.cost(new Box(space.x(), space.y(), space.width(), size * Fonts.ASCENT));
            if (cost < least) {
                least = cost;
                best = new Spot(at, base, colors.of(words.look().ink(), i));
            }
        }
        tally = tally.plus(new Tally(1, best == null ? 1 : 0));
        return best;
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
        Box box = Painter.box(in, i, x, y);
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
