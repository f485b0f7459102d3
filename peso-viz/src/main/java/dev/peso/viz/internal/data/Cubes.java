package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.viz.internal.spec.Channel;
import dev.peso.viz.internal.spec.Frame;
import dev.peso.viz.internal.spec.Mark;

/// Finds the values behind the marks of layers that have been drawn.
///
/// @param plotter has drawn them
/// @param reads what each layer draws
/// @param makers what made the marks of each layer
/// @param most rows of a cube
record Cubes(Plotter plotter, Frame frame, List<LayerReader.Read> reads, List<Maker> makers, int most) {
    /// One for each layer; null where there is none.
    ///
    /// @param columns to filter by; a dataset may lack some of them
    List<@Nullable Cube> of(List<Dataset> data, List<String> columns) {
        List<@Nullable Cube> cubes = new ArrayList<>();
        for (int i = 0; i < reads.size(); i++) {
            List<String> names = data.get(i).schema().names();
            cubes.add(cube(i, data.get(i), columns.stream().filter(names::contains).toList()));
        }
        return cubes;
    }

    private @Nullable Cube cube(int layer, Dataset data, List<String> columns) {
        LayerReader.Read base = reads.get(layer);
        Maker maker = makers.get(layer);
        LayerReader.Split split = columns.isEmpty() || base.rows().has(Channel.ROW)
                || maker.slots(base.rows().inPanel(0)) == null
                        ? null
                        : LayerReader.split(data, base.layer(), frame, columns);
        if (split == null || split.read().rows().count() > most) {
            return null;
        }
        LayerReader.Read read = plotter.like(split.read(), base);
        boolean direct = split.how().equals("none");
        Cube.Builder builder = new Cube.Builder();
        String kind = "";
        double amount = 0;
        boolean heat = base.layer().mark() == Mark.HEATMAP;
        for (int panel = 0; panel < plotter.panelCount(); panel++) {
            Rows drawn = base.rows().inPanel(panel);
            Rows rows = read.rows().inPanel(panel);
            Cube.Slots slots = maker.slots(direct ? rows : drawn);
            if (slots == null) {
                return null;
            }
            kind = slots.kind();
            amount = slots.amount();
            fill(builder, slots, split, places(rows, heat), direct ? null : positions(places(drawn, heat)),
                    rows,
                    new int[]{panel, first(panel, layer)});
        }
        return builder.build(kind,
                direct && (kind.equals("bar") || kind.equals("slices")) ? "sum" : split.how(), split.kept(),
                plotter.manner(base, maker, amount));
    }

    /// Where rows stand: their series, their position, and in a grid the other one.
    private static List<List<Double>> places(Rows rows, boolean heat) {
        int[] codes = rows.codes(COLOR);
        double[] x = rows.has(X)
                ? rows.at(X)
                : rows.has(Channel.COUNTRY) ? rows.at(Channel.COUNTRY) : new double[rows.count()];
        double[] y = heat ? rows.at(Y) : new double[rows.count()];
        return IntStream.range(0, rows.count())
                .mapToObj(i -> List.of((double) codes[i], x[i], y[i]))
                .toList();
    }

    /// Which row is drawn at a place.
    private static Map<List<Double>, Integer> positions(List<List<Double>> places) {
        Map<List<Double>, Integer> positions = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            positions.put(places.get(i), i);
        }
        return positions;
    }

    /// @param places of the rows
    /// @param drawn which row is drawn at a place; null where each row is drawn itself
    /// @param at the panel, and how many marks of other layers come before
    private static void fill(Cube.Builder builder, Cube.Slots slots, LayerReader.Split split,
            List<List<Double>> places,
            @Nullable Map<List<Double>, Integer> drawn, Rows rows, int[] at) {
        double[] number = rows.at(Channel.ROW);
        for (int i = 0; i < rows.count(); i++) {
            Integer place = drawn == null ? Integer.valueOf(i) : drawn.get(places.get(i));
            if (place != null && slots.item()[place] >= 0) {
                int row = (int) number[i];
                builder.add(at[0], at[1] + slots.geom()[place], slots.item()[place], row,
                        slots.value().length > 0 ? slots.value()[place] : split.value()[row],
                        split.count()[row]);
            }
        }
    }

    /// How many marks the layers before one have in a panel.
    private int first(int panel, int layer) {
        int marks = 0;
        for (int i = 0; i < layer; i++) {
            marks += makers.get(i).make(reads.get(i).rows().inPanel(panel)).size();
        }
        return marks;
    }
}
