package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.X;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.stats.Density;
import dev.peso.stats.Quantiles;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.spec.Mark;

/// Densities and empirical distribution functions: one curve for each series.
final class Distributions implements Maker {
    private static final int PLACES = 208;
    /// Rows whose density a page can compute while somebody moves a slider.
    private static final int MOST_REDRAWN = 20_000;

    private final Style style;
    private final double low;
    private final double high;
    private final double bandwidth;

    Distributions(Style style, Rows all) {
        this.style = style;
        double[] sorted = Quantiles.sorted(all.at(X));
        double asked = style.layer().settings().bandwidth();
        this.bandwidth = asked;
        double reach = 3 * (asked > 0 ? asked : Density.bandwidth(sorted));
        this.low = sorted.length == 0 ? 0 : sorted[0] - reach;
        this.high = sorted.length == 0 ? 1 : sorted[sorted.length - 1] + reach;
    }

    @Override
    public String valueTitle() {
        return style.layer().mark() == Mark.ECDF ? "share of rows" : "density";
    }

    @Override
    public boolean fromZero() {
        return true;
    }

    @Override
    public boolean tight() {
        return true;
    }

    @Override
    public Cube.@Nullable Slots slots(Rows panel) {
        boolean shares = style.layer().mark() == Mark.ECDF;
        if (shares ? Reduction.worth(2L * panel.count() + 1, style.width()) : panel.count() > MOST_REDRAWN) {
            return null;
        }
        int[] codes = panel.codes(COLOR);
        Cube.Slots placed = Columns.slots(style.layer().mark().text(), codes, style.groups(), shares ? 1 : 2);
        return new Cube.Slots(placed.kind(), placed.geom(), new int[codes.length], panel.at(X), bandwidth);
    }

    @Override
    public List<Geom> make(Rows panel) {
        List<Rows> series = panel.split(COLOR, style.groups());
        List<Geom> geoms = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            double[] sorted = Quantiles.sorted(series.get(s).at(X));
            if (sorted.length > 0) {
                make(sorted, s, geoms);
            }
        }
        return geoms;
    }

    private void make(double[] sorted, int s, List<Geom> geoms) {
        if (style.layer().mark() == Mark.ECDF) {
            geoms.add(shares(sorted, s));
            return;
        }
        double width = bandwidth > 0 ? bandwidth : Density.bandwidth(sorted);
        Density density = Density.of(sorted, width, low, high, PLACES);
        geoms.add(
                new Geom.Ribbon(density.x(), new double[PLACES], density.y(), true,
                        style.look(s, 0.25, 0).silent()));
        geoms.add(new Geom.Curve(density.x(), density.y(), false, style.look(s, 1, 2).withOpacity(1)));
    }

    private Geom shares(double[] sorted, int s) {
        double[] x = new double[2 * sorted.length + 1];
        double[] y = new double[x.length];
        int at = 0;
        x[at++] = sorted[0];
        for (int i = 0; i < sorted.length; i++) {
            if (i + 1 < sorted.length && sorted[i + 1] == sorted[i]) {
                continue;
            }
            double share = (i + 1.0) / sorted.length;
            x[at] = sorted[i];
            y[at++] = share;
            if (i + 1 < sorted.length) {
                x[at] = sorted[i + 1];
                y[at++] = share;
            }
        }
        x = Arrays.copyOf(x, at);
        y = Arrays.copyOf(y, at);
        if (Reduction.worth(at, style.width())) {
            int[] kept = Reduction.extremes(x, y, style.width());
            x = Sorting.pick(x, kept);
            y = Sorting.pick(y, kept);
            return new Geom.Curve(x, y, false, style.look(s, 1, 2));
        }
        return new Geom.Curve(x, y, false, Geom.Corners.BEFORE, style.look(s, 1, 2));
    }
}
