package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.X;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.spec.Position;

/// Counts of values in bins of equal width, stacked where there are series.
final class Histograms implements Maker {
    private final Style style;
    private final Bins bins;
    private final boolean overlaid;

    Histograms(Style style, Rows all) {
        this.style = style;
        this.bins = Bins.of(Sorting.finite(all.at(X)), style.layer().settings().bins());
        this.overlaid = style.layer().settings().position() == Position.OVERLAY;
    }

    @Override
    public boolean fromZero() {
        return true;
    }

    @Override
    public String valueTitle() {
        return style.layer().settings().position() == Position.FILL ? "share" : "count";
    }

    @Override
    public boolean stacks() {
        return !overlaid && (style.groups() > 1 || style.layer().settings().position() == Position.FILL);
    }

    @Override
    public Cube.Slots slots(Rows panel) {
        double[] x = panel.at(X);
        return new Cube.Slots("bar", panel.codes(COLOR), Arrays.stream(x).mapToInt(bins::of).toArray());
    }

    @Override
    public List<Geom> make(Rows panel) {
        List<Rows> series = panel.split(COLOR, style.groups());
        double[][] counts = new double[series.size()][];
        for (int s = 0; s < counts.length; s++) {
            counts[s] = bins.counts(series.get(s).at(X));
        }
        if (style.layer().settings().position() == Position.FILL) {
            Stacks.shares(counts);
        }
        double[] base = new double[bins.count()];
        List<Geom> geoms = new ArrayList<>();
        for (int s = 0; s < counts.length; s++) {
            double[] low = overlaid ? new double[base.length] : base.clone();
            double[] high = new double[base.length];
            for (int i = 0; i < base.length; i++) {
                high[i] = low[i] + counts[s][i];
                base[i] += counts[s][i];
            }
            geoms.add(new Geom.Bars(bins.starts(), bins.ends(), low, high, 1,
                    style.look(s, overlaid && counts.length > 1 ? 0.5 : 1, 0)));
        }
        return geoms;
    }
}
