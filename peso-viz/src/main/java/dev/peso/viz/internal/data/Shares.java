package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.Y;

import java.util.List;

import dev.peso.QueryException;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.spec.Mark;

/// Parts of a whole as slices of a circle.
record Shares(Style style) implements Maker {
    private static final double HOLE = 0.58;

    @Override
    public List<Geom> make(Rows panel) {
        double[] sums = new double[style.groups()];
        int[] codes = panel.codes(COLOR);
        double[] values = panel.at(Y);
        double all = 0;
        for (int i = 0; i < codes.length; i++) {
            if (values[i] < 0) {
                throw new QueryException("a " + style.layer().mark().text() + " shows parts of a whole, and "
                        + NumberText.brief(values[i]) + " is below zero; use bar()");
            }
            sums[codes[i]] += values[i];
            all += values[i];
        }
        double[] shares = new double[all > 0 ? sums.length : 0];
        String[] names = new String[shares.length];
        String[] lengths = new String[shares.length];
        int[] series = new int[shares.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = sums[i] / all;
            names[i] = style.names().get(style.first() + i);
            lengths[i] = style.length(sums[i]);
            series[i] = style.first() + i;
        }
        return List.of(new Geom.Slices(shares, names, lengths, style.layer().mark() == Mark.DONUT ? HOLE : 0,
                style.look(new Ink.Each(series), 1, 0, "shares")));
    }

    @Override
    public Cube.Slots slots(Rows panel) {
        return new Cube.Slots("slices", new int[panel.count()], panel.codes(COLOR));
    }
}
