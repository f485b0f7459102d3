package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.scale.NumberText;

/// Values as the colours of a grid of names.
record Grids(Style style) implements Maker {
    @Override
    public Cube.Slots slots(Rows panel) {
        return new Cube.Slots("heat", new int[panel.count()], IntStream.range(0, panel.count()).toArray());
    }

    @Override
    public List<Geom> make(Rows panel) {
        double[] x = panel.at(X);
        double[] y = panel.at(Y);
        double[] values = panel.at(COLOR);
        List<Geom> geoms = new ArrayList<>();
        geoms.add(new Geom.Bars(shifted(x, -0.5), shifted(x, 0.5), shifted(y, -0.5), shifted(y, 0.5), 1,
                style.look(0, 1, 0).plain().withInk(new Ink.Ramp(values))));
        if (style.layer().settings().labels()) {
            String[] words = Arrays.stream(values)
                    .mapToObj(each -> Double.isFinite(each) ? text(each, values) : "")
                    .toArray(String[]::new);
            geoms.add(new Geom.Words(x, y, words, Geom.Words.Stand.ON, 0, null,
                    style.look(0, 1, 11).plain().withInk(new Ink.OnRamp(values)).withSize(11)));
        }
        return geoms;
    }

    /// Numbers up to one have two decimals, so that those of a column are equally long.
    private String text(double value, double[] all) {
        if (style.colors() != null) {
            return style.colors().text(value);
        }
        boolean small = Arrays.stream(all).filter(Double::isFinite).allMatch(each -> Math.abs(each) <= 1)
                && Arrays.stream(all).anyMatch(each -> each != StrictMath.rint(each));
        return small ? NumberText.fixed(value, 2) : NumberText.brief(value);
    }

    private static double[] shifted(double[] values, double by) {
        return Arrays.stream(values).map(each -> each + by).toArray();
    }
}
