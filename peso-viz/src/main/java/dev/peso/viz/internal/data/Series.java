package dev.peso.viz.internal.data;

import java.util.ArrayList;
import java.util.List;

import dev.peso.viz.internal.mark.Drawing.Swatch;

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
}
