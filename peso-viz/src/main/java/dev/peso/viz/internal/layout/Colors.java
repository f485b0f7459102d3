package dev.peso.viz.internal.layout;

import java.util.List;
import java.util.stream.IntStream;

import dev.peso.viz.Theme;
import dev.peso.viz.internal.mark.Contrast;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.scene.Node.Shape;
import dev.peso.viz.internal.scene.Style.Dash;

/// What colour an ink is in a theme.
record Colors(Theme theme, Drawing.Legend legend, List<Integer> ramp) {
    private static final List<Dash> DASHES = List.of(Dash.values());
    private static final List<Shape> SHAPES = List.of(Shape.values());

    Colors(Theme theme, Drawing.Legend legend) {
        this(theme, legend, legend.rampColors(theme));
    }

    int series(int index) {
        return new Ink.Series(index).color(theme, legend.colors());
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
            case Ink.Empty() -> theme.grid();
            case Ink.Paper() -> theme.background();
            case Ink.OnFill(Ink fill, double[] _, double[] _) -> of(fill, i);
            case Ink.OnRamp(double[] values) -> Contrast.readableOn(ramp(values[i]));
        };
    }

    /// Black or white, whichever is easier to read on the i-th bar.
    int readableOn(Look bars, int i) {
        return Contrast.readableOn(
                Contrast.mix(List.of(theme.background(), of(bars.ink(), i)), bars.opacity()));
    }

    /// What words have that are inside of bars: one colour, or one each.
    private int[] inner(Geom geom) {
        if (!(geom instanceof Geom.Words words) || words.bars() == null) {
            return new int[0];
        }
        Look bars = words.bars().look();
        return IntStream.range(0, isPlain(bars.ink()) ? 1 : words.size())
                .map(i -> readableOn(bars, i))
                .toArray();
    }

    /// A mark with the colours it has.
    Picture.Mark mark(Geom geom) {
        Look look = geom.look();
        int count = isPlain(look.ink()) ? 1 : switch (look.ink()) {
            case Ink.Ramp(double[] values) -> values.length;
            case Ink.OnRamp(double[] values) -> values.length;
            case Ink.Each(int[] each) -> each.length;
            default -> 1;
        };
        int[] colors = new int[count];
        for (int i = 0; i < count; i++) {
            colors[i] = of(look.ink(), i);
        }
        return new Picture.Mark(geom, colors, inner(geom), !isPlain(look.ink()),
                dash(look.pattern()).lengths(), shape(look.pattern()), border());
    }

    /// The lines around areas, which may be as pale as the background.
    int border() {
        return Contrast.line(theme);
    }

    /// Whether all points of an ink have one colour.
    static boolean isPlain(Ink ink) {
        return !(ink instanceof Ink.Ramp || ink instanceof Ink.Each || ink instanceof Ink.OnRamp);
    }

    int ramp(double value) {
        double[] ends = legend.ramp();
        if (ends.length == 0 || !Double.isFinite(value)) {
            return legend.noColor(theme);
        }
        if (legend.diverging()) {
            double most = Math.max(Math.abs(ends[0]), Math.abs(ends[1]));
            return shade(most == 0 ? 0.5 : 0.5 + value / most / 2);
        }
        return shade(ends[1] > ends[0] ? (value - ends[0]) / (ends[1] - ends[0]) : 0.5);
    }

    /// The colour at a share of the ramp.
    int shade(double share) {
        return Contrast.mix(ramp, share);
    }

    Dash dash(int pattern) {
        return DASHES.get(turned(pattern) % DASHES.size());
    }

    Shape shape(int pattern) {
        return SHAPES.get(turned(pattern) % SHAPES.size());
    }

    /// Where colours come a second time, they come with other patterns.
    private int turned(int pattern) {
        int colors = theme.palette().size();
        return pattern % colors + pattern / colors;
    }
}
