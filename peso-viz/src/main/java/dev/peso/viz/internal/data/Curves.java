package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;
import static dev.peso.viz.internal.spec.Channel.Y2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.spec.Mark;
import dev.peso.viz.internal.spec.Position;

/// Lines, steps, areas and bands: marks that run along x.
record Curves(Style style) implements Maker {
    private static final double STROKE = 2;
    /// What a band shows.
    static final String RANGE = "range";

    @Override
    public boolean tight() {
        return true;
    }

    @Override
    public boolean fromZero() {
        return style.layer().mark() == Mark.AREA;
    }

    @Override
    public boolean stacks() {
        return style.layer().mark() == Mark.AREA && style.groups() > 1
                && style.layer().settings().position() != Position.OVERLAY;
    }

    @Override
    public List<Geom> make(Rows panel) {
        List<Rows> series = panel.split(COLOR, style.groups());
        if (style.layer().mark() == Mark.AREA) {
            return areas(series);
        }
        List<Geom> geoms = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            Geom geom = geom(series.get(s), s);
            if (geom != null) {
                geoms.add(geom);
            }
        }
        return geoms;
    }

    /// For areas, and for lines that are drawn point by point.
    @Override
    public Cube.@Nullable Slots slots(Rows panel) {
        if (style.layer().mark() == Mark.AREA) {
            return areaSlots(panel);
        }
        List<Rows> series = panel.split(COLOR, style.groups());
        if (style.layer().mark() != Mark.LINE
                || series.stream().anyMatch(each -> Reduction.worth(each.count(), style.width()))) {
            return null;
        }
        int[] codes = panel.codes(COLOR);
        int[] item = new int[codes.length];
        int[] seen = new int[series.size()];
        int[][] ranks = new int[series.size()][];
        for (int s = 0; s < ranks.length; s++) {
            int[] order = Sorting.order(series.get(s).at(X));
            ranks[s] = new int[order.length];
            for (int i = 0; i < order.length; i++) {
                ranks[s][order[i]] = i;
            }
        }
        for (int i = 0; i < item.length; i++) {
            item[i] = codes[i] < 0 ? -1 : ranks[codes[i]][seen[codes[i]]++];
        }
        return new Cube.Slots("line", codes, item);
    }

    /// Items are places that the areas share; each area is a mark, with an edge of its own where they are not stacked.
    private Cube.@Nullable Slots areaSlots(Rows panel) {
        boolean stacked = isStacked(style.groups());
        if (!stacked && style.layer().settings().position() == Position.FILL) {
            return null;
        }
        double[] places = places(panel.split(COLOR, style.groups()));
        int[] item = Arrays.stream(panel.at(X)).mapToInt(x -> Arrays.binarySearch(places, x)).toArray();
        int[] geom = Arrays.stream(panel.codes(COLOR)).map(code -> stacked ? code : 2 * code).toArray();
        return new Cube.Slots("area", geom, item);
    }

    private boolean isStacked(int series) {
        return style.layer().settings().position() != Position.OVERLAY && series > 1;
    }

    /// Where any of the series has a value.
    private static double[] places(List<Rows> series) {
        return series.stream()
                .flatMapToDouble(each -> Arrays.stream(each.at(X)))
                .filter(Double::isFinite)
                .sorted()
                .distinct()
                .toArray();
    }

    private Geom geom(Rows rows, int s) {
        double[] x = rows.at(X);
        int[] order = Sorting.order(x);
        double[] xs = Sorting.pick(x, order);
        double[] ys = Sorting.pick(rows.at(Y), order);
        return switch (style.layer().mark()) {
            case BAND ->
                new Geom.Ribbon(xs, ys, Sorting.pick(rows.at(Y2), order), true,
                        style.look(s, 0.25, 0).of(RANGE));
            case STEP -> new Geom.Curve(doubled(xs, 1), doubled(ys, 0), false, Geom.Corners.AFTER,
                    style.look(s, 1, STROKE));
            default -> line(xs, ys, style.look(s, 1, STROKE));
        };
    }

    private Geom line(double[] x, double[] y, Look look) {
        if (!Reduction.worth(x.length, style.width())) {
            return new Geom.Curve(x, y, false, look);
        }
        int[] kept = Reduction.extremes(x, y, style.width());
        return new Geom.Curve(Sorting.pick(x, kept), Sorting.pick(y, kept), false, look);
    }

    /// Each value twice, from position `skip` on: the corners of steps.
    private static double[] doubled(double[] values, int skip) {
        double[] twice = new double[Math.max(0, 2 * values.length - 1)];
        for (int i = 0; i < twice.length; i++) {
            twice[i] = values[(i + skip) / 2];
        }
        return twice;
    }

    private List<Geom> areas(List<Rows> series) {
        double[] x = places(series);
        double[][] y = new double[series.size()][];
        for (int s = 0; s < y.length; s++) {
            y[s] = on(x, series.get(s));
        }
        Position position = style.layer().settings().position();
        if (position == Position.FILL) {
            Stacks.shares(y);
        }
        boolean stacked = isStacked(y.length);
        double[] base = new double[x.length];
        List<Geom> geoms = new ArrayList<>();
        for (int s = 0; s < y.length; s++) {
            double[] low = stacked ? base.clone() : new double[x.length];
            double[] high = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                double value = Double.isFinite(y[s][i]) ? y[s][i] : 0;
                high[i] = low[i] + value;
                base[i] += value;
            }
            Look look = style.look(s, stacked ? 1 : 0.35, STROKE);
            geoms.add(new Geom.Ribbon(x, low, high, true, stacked ? look : look.silent()));
            if (!stacked) {
                geoms.add(new Geom.Curve(x, high, false, style.look(s, 1, STROKE).withOpacity(1)));
            }
        }
        return geoms;
    }

    /// The values of a series at the places of all series; 0 where it has none.
    private static double[] on(double[] x, Rows rows) {
        double[] y = new double[x.length];
        double[] xs = rows.at(X);
        double[] ys = rows.at(Y);
        for (int i = 0; i < xs.length; i++) {
            int at = Arrays.binarySearch(x, xs[i]);
            if (at >= 0 && Double.isFinite(ys[i])) {
                y[at] += ys[i];
            }
        }
        return y;
    }
}
