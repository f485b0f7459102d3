package dev.peso.viz.internal.mark;

import java.util.Set;

/// What a reader has done to a chart: zoomed in, hidden series, brushed over a part of it.
///
/// @param x low and high end of the axis, or empty for what the chart shows first; names are always shown all
/// @param y likewise
/// @param hidden names of series
/// @param brush low and high x, low and high y of what is selected, or empty
public record ViewState(double[] x, double[] y, Set<String> hidden, double[] brush) {
    /// The chart as it is first shown.
    public static final ViewState FIRST = new ViewState(new double[0], new double[0], Set.of(),
            new double[0]);

    public ViewState {
        hidden = Set.copyOf(hidden);
    }

    /// Zoomed in.
    public static ViewState zoom(double x1, double x2, double y1, double y2) {
        return new ViewState(new double[]{x1, x2}, new double[]{y1, y2}, Set.of(), new double[0]);
    }

    /// Without some series.
    public static ViewState without(String... series) {
        return new ViewState(new double[0], new double[0], Set.of(series), new double[0]);
    }

    /// With a part selected.
    public static ViewState brushed(double x1, double x2, double y1, double y2) {
        return new ViewState(new double[0], new double[0], Set.of(), new double[]{x1, x2, y1, y2});
    }

    /// What is selected of a mark: the same kind of mark with fewer points, or with gaps where they are not selected.
    public Geom selected(Geom geom) {
        return brush.length == 0 ? geom : new Selection(brush[0], brush[1], brush[2], brush[3]).of(geom);
    }
}
