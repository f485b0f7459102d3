package dev.peso.viz.internal.mark;

import java.util.Arrays;
import java.util.stream.IntStream;

/// A rectangle in the units of the axes.
///
/// @param x1 its lower end
/// @param x2 its upper end
/// @param y1 its lower end
/// @param y2 its upper end
public record Selection(double x1, double x2, double y1, double y2) {
    /// What lies in the rectangle: points in it, the parts of lines between such points, bars and straight lines that
    /// touch it, areas whose middle lies in it. Words and densities are never part of it.
    public Geom of(Geom geom) {
        return switch (geom) {
            case Geom.Curve c -> {
                double[] y = c.y().clone();
                for (int i = 0; i < y.length; i++) {
                    y[i] = in(c.x()[i], c.y()[i]) ? y[i] : Double.NaN;
                }
                yield new Geom.Curve(c.x(), y, c.closed(), c.corners(), c.look());
            }
            case Geom.Ribbon r -> {
                double[] low = r.low().clone();
                for (int i = 0; i < low.length; i++) {
                    boolean inside = r.upright()
                            ? r.along()[i] >= x1 && r.along()[i] <= x2
                            : r.along()[i] >= y1 && r.along()[i] <= y2;
                    low[i] = inside ? low[i] : Double.NaN;
                }
                yield new Geom.Ribbon(r.along(), low, r.high(), r.upright(), r.look());
            }
            case Geom.Bars b -> {
                int[] kept = touched(b.x1(), b.y1(), b.x2(), b.y2());
                yield new Geom.Bars(pick(b.x1(), kept), pick(b.x2(), kept), pick(b.y1(), kept),
                        pick(b.y2(), kept), b.gap(), picked(b.look(), kept));
            }
            case Geom.Points p -> {
                int[] kept = IntStream.range(0, p.x().length).filter(i -> in(p.x()[i], p.y()[i])).toArray();
                yield new Geom.Points(pick(p.x(), kept), pick(p.y(), kept),
                        p.sizes().length == 0 ? p.sizes() : pick(p.sizes(), kept), picked(p.look(), kept));
            }
            case Geom.Segments s -> {
                int[] kept = touched(s.x1(), s.y1(), s.x2(), s.y2());
                yield new Geom.Segments(pick(s.x1(), kept), pick(s.y1(), kept), pick(s.x2(), kept),
                        pick(s.y2(), kept), picked(s.look(), kept));
            }
            case Geom.Areas a -> {
                int[] kept = IntStream.range(0, a.items().length)
                        .filter(i -> in(a.atlas().x()[a.items()[i]], a.atlas().y()[a.items()[i]]))
                        .toArray();
                yield new Geom.Areas(a.atlas(), Arrays.stream(kept).map(i -> a.items()[i]).toArray(),
                        picked(a.look(), kept));
            }
            case Geom.Words w -> new Geom.Words(new double[0], new double[0], new String[0], w.stand(),
                    w.away(), null, w.look());
            case Geom.Cells _,Geom.Slices _ -> geom;
        };
    }

    private boolean in(double x, double y) {
        return x >= x1 && x <= x2 && y >= y1 && y <= y2;
    }

    private int[] touched(double[] ax, double[] ay, double[] bx, double[] by) {
        return IntStream.range(0, ax.length)
                .filter(i -> Math.max(ax[i], bx[i]) >= x1 && Math.min(ax[i], bx[i]) <= x2
                        && Math.max(ay[i], by[i]) >= y1
                        && Math.min(ay[i], by[i]) <= y2)
                .toArray();
    }

    private static Look picked(Look look, int[] kept) {
        return look.withInk(switch (look.ink()) {
            case Ink.Ramp(double[] values) -> new Ink.Ramp(pick(values, kept));
            case Ink.OnRamp(double[] values) -> new Ink.OnRamp(pick(values, kept));
            case Ink.OnFill(Ink fill, double[] low, double[] high) ->
                new Ink.OnFill(fill, pick(low, kept), pick(high, kept));
            case Ink.Each(int[] each) -> new Ink.Each(Arrays.stream(kept).map(i -> each[i]).toArray());
            case Ink.Series _,Ink.Fixed _,Ink.Neutral _,Ink.Muted _,Ink.Empty _,Ink.Paper _ -> look.ink();
        });
    }

    private static double[] pick(double[] values, int[] kept) {
        return Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
    }
}
