package dev.peso.viz.internal.layout;

import java.util.List;

import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.mark.Drawing.Panel;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Geom.Words.Side;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.Scale;

/// Makes an axis longer where words beyond the marks need room.
final class Room {
    /// The least of an axis that is left for the marks.
    private static final double LEAST = 0.5;
    private static final int ROUNDS = 4;
    private static final double MOST = Double.MAX_VALUE / 4;
    /// Between a word and the end of the axis.
    private static final double FREE = 4;

    private Room() {}

    /// A scale with room for the words of some panels.
    ///
    /// @param length pixels of the axis
    static Scale forWords(Scale scale, List<Panel> panels, boolean isX, double length) {
        if (scale.kind() == AxisKind.CATEGORY) {
            return scale;
        }
        Scale pixels = scale.moved(0, length);
        double below = 0;
        double above = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double stretch = Math.min(1 / LEAST, (length + below + above) / length);
            for (Panel panel : panels) {
                for (Geom geom : panel.geoms()) {
                    if (!(geom instanceof Geom.Words words)) {
                        continue;
                    }
                    for (int i = 0; i < words.size(); i++) {
                        double at = pixels.at((isX ? words.x() : words.y())[i]);
                        if (at >= -0.5 && at <= length + 0.5 && !words.words()[i].isEmpty()) {
                            below = Math.max(below, stretch * need(words, i, isX, false, length) - at);
                            above = Math.max(above,
                                    at + stretch * need(words, i, isX, true, length) - length);
                        }
                    }
                }
            }
        }
        double most = length * (1 / LEAST - 1);
        double share = below + above > most ? most / (below + above) : 1;
        if (below + above < 0.5) {
            return scale;
        }
        double low = pixels.invert(-below * share);
        double high = pixels.invert(length + above * share);
        // No further than numbers go that a span can be counted in.
        boolean countable = scale.kind() == AxisKind.LOG
                ? low >= Double.MIN_NORMAL && high <= MOST
                : low >= -MOST && high <= MOST;
        return countable ? scale.between(low, high) : scale;
    }

    /// Pixels that a word takes beyond its point.
    private static double need(Geom.Words words, int i, boolean isX, boolean up, double length) {
        double size = words.look().size();
        Side side = words.side(i);
        boolean beyond = isX ? side == (up ? Side.RIGHT : Side.LEFT) : side == (up ? Side.ABOVE : Side.BELOW);
        return !beyond
                ? 0
                : words.away() + (isX
                        ? Fonts.width(Fonts.fit(words.words()[i], size, false, words.longest(length)), size,
                                false)
                        : size * (up ? Fonts.ASCENT : Fonts.ASCENT + Fonts.DESCENT)) + FREE;
    }
}
