package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.peso.QueryException;
import dev.peso.stats.Loess;
import dev.peso.viz.internal.mark.Geom;

/// Smooth lines through points, with the range that the line lies in.
final class Smooths implements Maker {
    /// Above it the line is fitted to means of neighbours.
    static final int MOST = 100_000;
    private static final int MEANS = 2_000;
    private static final int PLACES = 101;
    private static final double USUAL_SPAN = 2.0 / 3;
    private static final int ROUNDS = 3;
    /// Standard errors on either side that hold the line 19 times in 20.
    private static final double REACH = 1.96;

    private final Style style;

    Smooths(Style style, Rows all) {
        this.style = style;
        if (all.get(X) instanceof Values.Names || all.get(Y) instanceof Values.Names) {
            throw new QueryException("a smooth line runs along numbers or moments, and the channel "
                    + (all.get(X) instanceof Values.Names ? "x" : "y") + " shows names; use line()");
        }
    }

    @Override
    public List<Geom> make(Rows panel) {
        List<Rows> series = panel.split(COLOR, style.groups());
        List<Geom> geoms = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            int[] order = Sorting.order(series.get(s).at(X));
            if (order.length > 1) {
                make(Sorting.pick(series.get(s).at(X), order), Sorting.pick(series.get(s).at(Y), order), s,
                        geoms);
            }
        }
        return geoms;
    }

    private void make(double[] x, double[] y, int s, List<Geom> geoms) {
        double span = style.layer().settings().span();
        boolean robust = style.layer().settings().robust();
        double low = x[0];
        double high = x[x.length - 1];
        double[] places = IntStream.range(0, PLACES)
                .mapToDouble(i -> low + (high - low) * i / (PLACES - 1))
                .toArray();
        boolean many = x.length > MOST;
        Loess loess = Loess.of(many ? means(x) : x, many ? means(y) : y, span > 0 ? span : USUAL_SPAN,
                robust ? ROUNDS : 0, places);
        if (!robust) {
            double[] below = new double[PLACES];
            double[] above = new double[PLACES];
            for (int i = 0; i < PLACES; i++) {
                below[i] = loess.y()[i] - REACH * loess.error()[i];
                above[i] = loess.y()[i] + REACH * loess.error()[i];
            }
            geoms.add(new Geom.Ribbon(places, below, above, true,
                    style.look(s, 0.2, 0).withOpacity(0.2).of("likely range")));
        }
        geoms.add(new Geom.Curve(places, loess.y(), false, style.look(s, 1, 2.5)));
    }

    /// The means of as many values each.
    private static double[] means(double[] values) {
        double[] means = new double[MEANS];
        for (int i = 0; i < MEANS; i++) {
            int from = (int) ((long) values.length * i / MEANS);
            int to = (int) ((long) values.length * (i + 1) / MEANS);
            double sum = 0;
            for (int k = from; k < to; k++) {
                sum += values[k];
            }
            means[i] = sum / (to - from);
        }
        return means;
    }
}
