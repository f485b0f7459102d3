package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.COUNT;
import static dev.peso.viz.internal.spec.Channel.SIZE;
import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.spec.Frame;

/// Points and bubbles; from 200,000 on their density.
final class Dots implements Maker {
    /// Above it points are counted in cells.
    static final int MOST = 200_000;
    private static final double LARGEST = 32;
    private static final double SMALLEST = 3;
    /// The size of a picture in which points are as large as they may be.
    private static final double USUAL_WIDTH = 720;
    private static final double USUAL_HEIGHT = 420;

    private final Style style;
    private final double largest;
    /// How much smaller points are in small pictures.
    private final double shrink;
    /// What points are counted in, or null where each is drawn.
    private final @Nullable CellGrid grid;

    Dots(Style style, Rows all, @Nullable CellGrid counted, Frame frame) {
        this.style = style;
        double[] sizes = all.has(SIZE) ? Sorting.finite(all.at(SIZE)) : new double[0];
        this.largest = sizes.length == 0 ? 1 : sizes[sizes.length - 1];
        double area = (double) frame.width() * frame.height() / (USUAL_WIDTH * USUAL_HEIGHT);
        this.shrink = Math.clamp(Math.sqrt(area), 0.5, 1);
        this.grid = counted != null || all.count() <= MOST
                ? counted
                : CellGrid.over(all.at(X), all.at(Y), frame);
    }

    @Override
    public List<Geom> make(Rows panel) {
        if (grid != null) {
            return List.of(density(panel, grid));
        }
        List<Geom> geoms = new ArrayList<>();
        if (panel.values().get(COLOR) instanceof Values.Numbers(double[] values, var _)) {
            geoms.add(points(panel,
                    style.look(new Ink.Ramp(values), 1, size(panel.count()),
                            style.names().get(style.first()))));
            return geoms;
        }
        List<Rows> series = panel.split(COLOR, style.groups());
        for (int s = 0; s < series.size(); s++) {
            if (series.get(s).count() > 0) {
                geoms.add(points(series.get(s), style.crowd(s, opacity(panel.count()), size(panel.count()))));
            }
        }
        return geoms;
    }

    @Override
    public Cube.@Nullable Slots slots(Rows panel) {
        if (grid != null || panel.has(SIZE)) {
            return null;
        }
        return panel.values().get(COLOR) instanceof Values.Numbers
                ? Columns.slots("point", new int[panel.count()], 1, 1)
                : Columns.slots("point", panel.codes(COLOR), style.groups(), 1);
    }

    /// Crowds show how many lie on one another; the few are as clear as can be, and so are colours that stand for numbers.
    private static double opacity(int count) {
        return count > 5_000 ? 0.35 : count > 500 ? 0.6 : 1;
    }

    private double size(int count) {
        return Math.max(3, (count > 5_000 ? 3 : count > 500 ? 5 : 7) * Math.max(0.7, shrink));
    }

    private Geom points(Rows rows, Look look) {
        if (!rows.has(SIZE)) {
            return new Geom.Points(rows.at(X), rows.at(Y), new double[0], look);
        }
        // The area, not the diameter, is in proportion; large ones first, so that none hides another.
        double[] sizes = rows.at(SIZE);
        int[] order = Sorting.order(Arrays.stream(sizes).map(each -> -Math.abs(each)).toArray());
        Rows sorted = rows.subset(order);
        double[] diameters = Arrays.stream(sorted.at(SIZE))
                .map(each -> Math.max(SMALLEST, LARGEST * shrink * Math.sqrt(Math.abs(each) / largest)))
                .toArray();
        Look turned = look.ink() instanceof Ink.Ramp(double[] values)
                ? look.withInk(new Ink.Ramp(Sorting.pick(values, order)))
                : look;
        return new Geom.Points(sorted.at(X), sorted.at(Y), diameters,
                turned.withOpacity(Math.min(look.opacity(), 0.6)));
    }

    private Geom density(Rows rows, CellGrid cells) {
        double[] x = rows.at(X);
        double[] y = rows.at(Y);
        double[] points = rows.has(COUNT) ? rows.at(COUNT) : new double[0];
        int[] counts = new int[cells.columns() * cells.rows()];
        for (int i = 0; i < x.length; i++) {
            int cell = cells.cell(x[i], y[i]);
            if (cell >= 0) {
                counts[cell] += points.length == 0 ? 1 : (int) points[i];
            }
        }
        return cells.cells(counts, style.look(0, 1, 0));
    }
}
