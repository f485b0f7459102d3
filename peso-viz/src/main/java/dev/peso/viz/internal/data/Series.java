package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;
import static dev.peso.viz.internal.spec.Channel.Y2;

import java.util.ArrayList;
import java.util.List;

import dev.peso.viz.internal.mark.Drawing.Swatch;
import dev.peso.viz.internal.spec.Mark;

/// The series of a chart: the values of the colour channel, then the layers that have a name.
final class Series {
    private final List<String> names = new ArrayList<>();
    private final List<Swatch> swatches = new ArrayList<>();
    private final List<Integer> colors = new ArrayList<>();

    /// The number of a series; a new one if there is none of that name.
    ///
    /// @param color of the user's choice, or -1 for the next of the theme
    int add(String name, Swatch swatch, int color) {
        int found = names.indexOf(name);
        if (found >= 0) {
            return found;
        }
        names.add(name);
        swatches.add(swatch);
        colors.add(color);
        return names.size() - 1;
    }

    int size() {
        return names.size();
    }

    List<String> names() {
        return names;
    }

    List<Swatch> swatches() {
        return swatches;
    }

    List<Integer> colors() {
        return colors;
    }

    /// Lines and words that only explain other marks are no series.
    static boolean isQuiet(LayerReader.Read read) {
        Mark mark = read.layer().mark();
        return mark == Mark.CHOROPLETH || (mark == Mark.RULE || mark == Mark.WORDS || mark == Mark.ERROR)
                && read.layer().settings().name() == null;
    }

    static String name(LayerReader.Read read) {
        String said = read.layer().settings().name();
        String title = read.title(Y).isEmpty() ? read.title(X) : read.title(Y);
        if (said != null) {
            return said;
        }
        return switch (read.layer().mark()) {
            case SMOOTH -> "trend of " + title;
            case BAND, ERROR -> range(read);
            case PLACES -> "places";
            default -> title;
        };
    }

    /// What lies between two columns.
    static String range(LayerReader.Read read) {
        String low = read.title(Y);
        String high = read.title(Y2);
        return low.equals(high) || high.isEmpty() ? low : low + " – " + high;
    }

    static Swatch swatch(Mark mark) {
        return switch (mark) {
            case LINE, STEP, SMOOTH, RULE, ECDF, ERROR -> Swatch.LINE;
            case POINT, PLACES, LOLLIPOP, WORDS -> Swatch.POINT;
            case AREA, BAND, BAR, HISTOGRAM, DENSITY, BOX, VIOLIN, STRIP, HEATMAP, CHOROPLETH, CANDLESTICK,
                    WATERFALL,
                    PIE,
                    DONUT ->
                Swatch.BLOCK;
        };
    }
}
