package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;
import dev.peso.viz.internal.geo.EqualEarth;
import dev.peso.viz.internal.geo.World;
import dev.peso.viz.internal.mark.Atlas;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.spec.Channel;
import dev.peso.viz.internal.spec.ChartSpec;
import dev.peso.viz.internal.spec.Frame;
import dev.peso.viz.internal.spec.Layer;
import dev.peso.viz.internal.spec.Mark;

/// What marks on a map share: the projection, the window, and land where no mark paints it.
final class WorldMap {
    /// Width of the line between countries.
    static final double BORDER = 0.5;
    static final String NO_DATA = "no data";
    /// South of it is nothing but Antarctica.
    private static final double SOUTH = -60;

    private WorldMap() {}

    /// Throws when a chart asks for what a map cannot have.
    ///
    /// @return whether the chart is a map
    static boolean isMap(ChartSpec spec) {
        List<Mark> marks = spec.layers().stream().map(Layer::mark).toList();
        if (marks.stream().noneMatch(Mark::isMap)) {
            return false;
        }
        for (Mark mark : marks) {
            if (!mark.isMap()) {
                throw new QueryException(
                        "a map takes layers of marks choropleth and places, got " + mark.text());
            }
        }
        Frame frame = spec.frame();
        if (frame.xLog() || frame.yLog() || frame.slider()) {
            throw new QueryException("a map has no axes; leave "
                    + (frame.slider() ? "rangeSlider()" : frame.xLog() ? "logX()" : "logY()") + " out");
        }
        requireDegrees("xLimits", frame.xLimits(), 180);
        requireDegrees("yLimits", frame.yLimits(), 90);
        return true;
    }

    private static void requireDegrees(String what, List<Double> limits, double most) {
        for (double limit : limits) {
            if (Math.abs(limit) > most) {
                throw new QueryException(
                        what + " of a map are degrees from -" + NumberText.brief(most) + " to "
                                + NumberText.brief(most) + ", got " + NumberText.brief(limit));
            }
        }
    }

    /// The look of areas without a value.
    static Look empty(String name) {
        return new Look(new Ink.Empty(), 1, BORDER, 0, name, null);
    }

    /// Positions on the map for degrees of longitude and latitude; rows that are nowhere on the globe get none.
    static LayerReader.Read projected(LayerReader.Read read) {
        Rows rows = read.rows();
        double[] x = rows.at(X).clone();
        double[] y = rows.at(Y).clone();
        int off = 0;
        int[] kept = new int[x.length];
        int size = 0;
        for (int i = 0; i < x.length; i++) {
            double longitude = x[i] > 180 && x[i] <= 360 ? x[i] - 360 : x[i];
            double latitude = y[i];
            if (Math.abs(longitude) > 180 && Double.isFinite(longitude)
                    || Math.abs(latitude) > 90 && Double.isFinite(latitude)) {
                off++;
                continue;
            }
            kept[size++] = i;
            x[i] = EqualEarth.x(longitude, latitude);
            y[i] = EqualEarth.y(latitude);
        }
        Rows placed = rows.with(X, new Values.Numbers(x, AxisKind.NUMBER))
                .with(Y, new Values.Numbers(y, AxisKind.NUMBER));
        return off == 0
                ? read.with(placed)
                : read.with(placed.subset(Arrays.copyOf(kept, size)))
                        .saying(NumberText.fixed(off, 0) + (off == 1 ? " row is" : " rows are")
                                + " not shown: longitudes go from -180 to 180, latitudes from -90 to 90");
    }

    /// An axis that is not drawn; its title is what positions are in words.
    static Drawing.Axis axis(LayerReader.Read first, Frame frame, boolean x) {
        String said = x ? frame.xTitle() : frame.yTitle();
        Channel shown = first.layer().mark() == Mark.PLACES
                ? x ? X : Y
                : x ? Channel.COUNTRY : Channel.COLOR;
        String column = first.title(shown);
        return new Drawing.Axis(AxisKind.NUMBER, said != null ? said : column, column, List.of(), false,
                true, false, false, window(frame, x), null);
    }

    /// From where to where the map goes in its own units; empty for all of it.
    private static double[] window(Frame frame, boolean isX) {
        List<Double> x = frame.xLimits();
        List<Double> y = frame.yLimits();
        if (isX ? x.isEmpty() : y.isEmpty()) {
            return new double[0];
        }
        if (!isX) {
            return new double[]{EqualEarth.y(y.getFirst()), EqualEarth.y(y.getLast())};
        }
        // Meridians are farthest from each other where the window is nearest to the equator.
        double south = y.isEmpty() ? SOUTH : y.getFirst();
        double north = y.isEmpty() ? 90 : y.getLast();
        double widest = Math.clamp(0, south, north);
        double narrowest = Math.abs(south) > Math.abs(north) ? south : north;
        return new double[]{
                Math.min(EqualEarth.x(x.getFirst(), widest), EqualEarth.x(x.getFirst(), narrowest)),
                Math.max(EqualEarth.x(x.getLast(), widest), EqualEarth.x(x.getLast(), narrowest))};
    }

    /// Points over land that no other mark paints.
    ///
    /// @param points the marks
    /// @param all the rows of all panels
    record Places(Dots points, Rows all) implements Maker {
        @Override
        public List<Geom> make(Rows panel) {
            List<Geom> geoms = new ArrayList<>();
            geoms.add(land());
            geoms.addAll(points.make(panel));
            return geoms;
        }

        private Geom land() {
            boolean south = Arrays.stream(all.at(Y)).anyMatch(each -> each < EqualEarth.y(SOUTH));
            Atlas atlas = World.atlas();
            return new Geom.Areas(atlas, IntStream.range(0, atlas.names().size())
                    .filter(i -> south || i != World.antarctica())
                    .toArray(), empty(""));
        }

        @Override
        public Cube.@Nullable Slots slots(Rows panel) {
            Cube.Slots slots = points.slots(panel);
            return slots == null
                    ? null
                    : new Cube.Slots(slots.kind(),
                            Arrays.stream(slots.geom()).map(each -> each + 1).toArray(),
                            slots.item(), slots.value(), slots.amount());
        }
    }
}
