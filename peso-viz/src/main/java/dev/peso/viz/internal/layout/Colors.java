package dev.peso.viz.internal.layout;

import java.util.List;

import dev.peso.viz.Theme;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.scene.Node.Shape;
import dev.peso.viz.internal.scene.Style.Dash;

/// What colour an ink is in a theme.
record Colors(Theme theme, Drawing.Legend legend) {
    private static final List<Dash> DASHES = List.of(Dash.values());
    private static final List<Shape> SHAPES = List.of(Shape.values());

    int series(int index) {
        int chosen = index < legend.colors().size() ? legend.colors().get(index) : -1;
        List<Integer> palette = theme.palette();
        return chosen >= 0 ? chosen : palette.get(index % palette.size());
    }

    /// The colour of an ink for its i-th point.
    int of(Ink ink, int i) {
        return switch (ink) {
            case Ink.Series(int index) -> series(index);
            case Ink.Fixed(int rgb) -> rgb;
            case Ink.Ramp(double[] values) -> ramp(values[i]);
            case Ink.Each(int[] each) -> series(each[i]);
            case Ink.Neutral() -> theme.text();
            case Ink.Muted() -> theme.muted();
            case Ink.Paper() -> theme.background();
            case Ink.OnFill(Ink fill, boolean[] filled) -> filled[i] ? theme.background() : of(fill, i);
            case Ink.OnRamp(double[] values) -> readableOn(ramp(values[i]));
        };
    }

    /// A mark with the colours it has.
    Picture.Mark mark(Geom geom) {
        Look look = geom.look();
        int count = isPlain(look.ink()) ? 1 : switch (look.ink()) {
            case Ink.Ramp(double[] values) -> values.length;
            case Ink.OnRamp(double[] values) -> values.length;
            case Ink.Each(int[] each) -> each.length;
            case Ink.OnFill(Ink _, boolean[] filled) -> filled.length;
            default -> 1;
        };
        int[] colors = new int[count];
        for (int i = 0; i < count; i++) {
            colors[i] = of(look.ink(), i);
        }
        return new Picture.Mark(geom, colors, !isPlain(look.ink()), dash(look.pattern()).lengths(),
                shape(look.pattern()));
    }

    /// Whether all points of an ink have one colour.
    static boolean isPlain(Ink ink) {
        return !(ink instanceof Ink.Ramp || ink instanceof Ink.Each || ink instanceof Ink.OnRamp
                || ink instanceof Ink.OnFill);
    }

    int ramp(double value) {
        double[] ends = legend.ramp();
        if (ends.length == 0 || !Double.isFinite(value)) {
            return theme.grid();
        }
        if (legend.diverging()) {
            double most = Math.max(Math.abs(ends[0]), Math.abs(ends[1]));
            return mix(theme.diverging(), most == 0 ? 0.5 : 0.5 + value / most / 2);
        }
        return mix(theme.ramp(), ends[1] > ends[0] ? (value - ends[0]) / (ends[1] - ends[0]) : 0.5);
    }

    /// A colour at a share of a list of colours.
    static int mix(List<Integer> colors, double share) {
        double at = Math.clamp(share, 0, 1) * (colors.size() - 1);
        int i = Math.min(colors.size() - 2, (int) at);
        double rest = at - i;
        int from = colors.get(i);
        int to = colors.get(i + 1);
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 0xFF;
            int b = to >> shift & 0xFF;
            mixed |= (int) StrictMath.rint(a + (b - a) * rest) << shift;
        }
        return mixed;
    }

    private static int readableOn(int color) {
        return luminance(color) > 0.2 ? 0x111111 : 0xFFFFFF;
    }

    private static double luminance(int color) {
        return 0.2126 * linear(color >> 16 & 0xFF) + 0.7152 * linear(color >> 8 & 0xFF)
                + 0.0722 * linear(color & 0xFF);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : StrictMath.pow((share + 0.055) / 1.055, 2.4);
    }

    static Dash dash(int pattern) {
        return DASHES.get(pattern % DASHES.size());
    }

    static Shape shape(int pattern) {
        return SHAPES.get(pattern % SHAPES.size());
    }
}
