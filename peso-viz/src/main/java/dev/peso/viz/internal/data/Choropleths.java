package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.COUNTRY;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.peso.viz.internal.geo.World;
import dev.peso.viz.internal.mark.Atlas;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;

/// Values as the colours of countries; the others have a colour of their own.
///
/// @param title of the values
record Choropleths(Style style, String title) implements Maker {
    @Override
    public List<Geom> make(Rows panel) {
        Atlas atlas = World.atlas();
        double[] values = values(panel, atlas.names().size());
        int[] known = IntStream.range(0, values.length).filter(i -> Double.isFinite(values[i])).toArray();
        int[] empty = IntStream.range(0, values.length)
                .filter(i -> !Double.isFinite(values[i]) && i != World.antarctica())
                .toArray();
        double[] shown = Arrays.stream(known).mapToDouble(i -> values[i]).toArray();
        return List.of(
                new Geom.Areas(atlas, empty, WorldMap.empty(WorldMap.NO_DATA)),
                new Geom.Areas(atlas, known, style.look(new Ink.Ramp(shown), 1, WorldMap.BORDER, title)));
    }

    @Override
    public Cube.Slots slots(Rows panel) {
        double[] values = values(panel, World.atlas().names().size());
        int[] items = new int[values.length];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            items[i] = Double.isFinite(values[i]) ? next++ : -1;
        }
        double[] area = panel.at(COUNTRY);
        int[] mark = new int[panel.count()];
        Arrays.fill(mark, 1);
        return new Cube.Slots("heat", mark,
                Arrays.stream(area).mapToInt(each -> items[(int) each]).toArray());
    }

    private static double[] values(Rows panel, int areas) {
        double[] values = new double[areas];
        Arrays.fill(values, Double.NaN);
        double[] area = panel.at(COUNTRY);
        double[] color = panel.at(COLOR);
        for (int i = 0; i < area.length; i++) {
            values[(int) area[i]] = color[i];
        }
        return values;
    }
}
